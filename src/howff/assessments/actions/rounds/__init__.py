"""What facilitators do with rounds: prepare, ask partners, open, prolong and close."""

from howff.assessments.actions.closing import close_round
from howff.assessments.actions.rounds.inviting import (
    add_addresses,
    invite_everybody,
    remind_everybody,
    remove_address,
    set_reminders,
)
from howff.assessments.actions.rounds.opening import open_round
from howff.assessments.actions.rounds.partners import PartnerPlan, set_partners, set_places
from howff.assessments.actions.rounds.preparing import (
    SETTINGS,
    create_round,
    discard_round,
    edit_round,
)
from howff.assessments.actions.rounds.reading import publish_remaining, set_words_state

__all__ = [
    "SETTINGS",
    "PartnerPlan",
    "add_addresses",
    "close_round",
    "create_round",
    "discard_round",
    "edit_round",
    "invite_everybody",
    "open_round",
    "publish_remaining",
    "remind_everybody",
    "remove_address",
    "set_partners",
    "set_places",
    "set_reminders",
    "set_words_state",
]
