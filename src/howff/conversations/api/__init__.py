"""Conversations for programs: those of facilitators, and the phones of participants."""

from ninja import Router

from howff.conversations.api.facilitating import router as facilitating
from howff.conversations.api.participating import router as participating

router = Router(tags=["conversations"])
router.add_router("", facilitating)
router.add_router("", participating)

__all__ = ["router"]
