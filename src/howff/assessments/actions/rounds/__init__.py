"""What facilitators do with rounds: prepare, ask partners, open, prolong and close."""

from howff.assessments.actions.closing import close_round
from howff.assessments.actions.rounds.inviting import (
    Pasted,
    add_addresses,
    invite_everybody,
    remind_everybody,
    remove_address,
    set_reminders,
)
from howff.assessments.actions.rounds.opening import open_round, refuse_unready
from howff.assessments.actions.rounds.partners import PartnerPlan, set_partners, set_places
from howff.assessments.actions.rounds.preparing import (
    SETTINGS,
    create_round,
    discard_round,
    edit_round,
)
from howff.assessments.actions.rounds.reading import publish_remaining, set_words_state
from howff.assessments.actions.rounds.ruling import set_rules

__all__ = [
    "SETTINGS",
    "PartnerPlan",
    "Pasted",
    "add_addresses",
    "close_round",
    "create_round",
    "discard_round",
    "edit_round",
    "invite_everybody",
    "open_round",
    "publish_remaining",
    "refuse_unready",
    "remind_everybody",
    "remove_address",
    "set_partners",
    "set_places",
    "set_reminders",
    "set_rules",
    "set_words_state",
]
