"""What the machine does for rounds: letters, reminders, closing on the day, figures, deleting."""

from howff.assessments.tasks.closing import make_figures, shut
from howff.assessments.tasks.forgetting import forget_answers, forget_later
from howff.assessments.tasks.letters import Letter, send_letters, write_letters
from howff.assessments.tasks.tending import tend, tend_later

__all__ = [
    "Letter",
    "forget_answers",
    "forget_later",
    "make_figures",
    "send_letters",
    "shut",
    "tend",
    "tend_later",
    "write_letters",
]
