"""Answering a round through its three doors, and taking answers back."""

from howff.assessments.actions.answering.cards import give_card
from howff.assessments.actions.answering.entering import (
    begin_interview,
    correct,
    enter,
    finish_interview,
    import_responses,
    remove_entered,
)
from howff.assessments.actions.answering.keeping import Kept, record_responses
from howff.assessments.actions.answering.mailing import mail_link
from howff.assessments.actions.answering.saying import begin, begin_return, save
from howff.assessments.actions.answering.taking_back import (
    erase_return,
    take_back,
    take_back_again,
    take_back_words,
)
from howff.assessments.queries.answering import About

__all__ = [
    "About",
    "Kept",
    "begin",
    "begin_interview",
    "begin_return",
    "correct",
    "enter",
    "erase_return",
    "finish_interview",
    "give_card",
    "import_responses",
    "mail_link",
    "record_responses",
    "remove_entered",
    "save",
    "take_back",
    "take_back_again",
    "take_back_words",
]
