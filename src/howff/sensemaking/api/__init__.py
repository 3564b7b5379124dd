"""Themes, groups and findings, for programs."""

from ninja import Router

from howff.sensemaking.api import findings, studies, themes

router = Router(tags=["sense-making"])
for part in (studies, themes, findings):
    router.add_router("", part.router)
