"""Answering a round, for programs."""

from ninja import Router

router = Router(tags=["taking stock"])
