"""Themes, groups and findings, for programs."""

from ninja import Router

router = Router(tags=["sense-making"])
