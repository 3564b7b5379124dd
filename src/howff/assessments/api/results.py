"""Figures, words and files of a round, for programs."""

from ninja import Router

router = Router(tags=["taking stock"])
