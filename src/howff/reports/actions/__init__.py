"""What people do with reports."""

from howff.reports.actions.catching_up import add_unshown
from howff.reports.actions.choosing import choose_passages
from howff.reports.actions.drafting import draft_report, new_report
from howff.reports.actions.editing import (
    add_block,
    edit_block,
    move_block,
    remove_block,
    rename_report,
    seen,
)
from howff.reports.actions.feedback import draft_across, draft_feedback
from howff.reports.actions.publishing import publish, set_visibility

__all__ = [
    "add_block",
    "add_unshown",
    "choose_passages",
    "draft_across",
    "draft_feedback",
    "draft_report",
    "edit_block",
    "move_block",
    "new_report",
    "publish",
    "remove_block",
    "rename_report",
    "seen",
    "set_visibility",
]
