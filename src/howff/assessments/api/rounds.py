"""Rounds: preparing, opening and closing, for programs."""

from ninja import Router

router = Router(tags=["taking stock"])
