"""The words that the phone's and the stage's scripts show; pairs are for one and for several."""

from django.utils.translation import gettext as _

type Texts = dict[str, str | list[str]]


def phone_texts() -> Texts:
    """What the phone says."""
    return {**_results(), **_asking(), **_line()}


def stage_texts() -> Texts:
    """What the stage says."""
    return {
        **_results(),
        "people_here": [_("1 person here"), _("{n} people here")],
        "answered": [_("1 has answered"), _("{n} have answered")],
        "welcome": _("Welcome. Take out your phone and join."),
        "over": _("Thank you for taking part."),
        "hidden": _("The results come when they are revealed."),
        "minutes": _("{minutes} left"),
        "time_up": _("Time is up"),
        "state_waiting": _("not open yet"),
        "state_open": _("open for answers"),
        "state_closed": _("closed"),
        "away": _("No connection. The stage goes on by itself when it is back."),
        "step_open": _("Open for answers"),
        "step_close": _("Take no more answers"),
        "step_reveal": _("Reveal the results"),
        "step_next": _("Next prompt"),
        "step_again": _("Open again"),
        "hide": _("Hide the results"),
        "reveal": _("Reveal the results"),
        "map": _("Map and common ground"),
        "votes_here": _("Votes"),
        "live_summary": _("{n} have answered. Most often: {words}."),
        "live_count": [_("1 person has answered."), _("{n} people have answered.")],
        "votes_short": [_("1 vote"), _("{n} votes")],
        "pinned": _("Pinned"),
        "reply": _("Answered"),
        "no_items": _("Nothing has been said yet."),
        "prompt_of": _("{n} of {all}"),
    }


def _results() -> Texts:
    return {
        "place": _("place {place}"),
        "by_place": _("The number is the average place; 1 is first."),
        "people_said": [_("person said this"), _("people said this")],
        "people_answered": [_("1 person answered"), _("{n} people answered")],
        "votes": _("{agree} agree, {disagree} disagree, {pass} pass"),
    }


def _asking() -> Texts:
    return {
        "questions": _("Questions"),
        "nothing": _("Nothing is asked just now"),
        "nothing_help": _("The next question comes here by itself. You can put your phone down."),
        "newer": _("A new question is open: go to it"),
        "new_question": _("New question:"),
        "next": _("Next open question"),
        "step_done": _("answered"),
        "step_open": _("open"),
        "step_closed": _("closed"),
        "send": _("Send"),
        "ask": _("Ask"),
        "skip": _("Prefer not to say"),
        "skipped": _("You preferred not to say."),
        "change": _("Change"),
        "take_back": _("Take back"),
        "closed": _("This question is closed."),
        "unsent": _("What you had begun to write:"),
        "choose_first": _("Please choose one first."),
        "write_first": _("Please write something first."),
        "answer": _("Your answer"),
        "word": _("A word or a short phrase"),
        "add_statement": _("Add a statement"),
        "ask_question": _("Ask a question"),
        "room": _("room for {n} more characters"),
        "ranking_help": _("Move what matters most to the top."),
        "up": _("Move up: {option}"),
        "down": _("Move down: {option}"),
        "moved": _("{option} is now number {n}"),
        "agree": _("Agree"),
        "disagree": _("Disagree"),
        "pass": _("Pass"),
        "no_more_statements": _(
            "You voted on everything there is. New statements appear here. "
            "“My contributions” lets you change a vote."
        ),
        "no_statements": _("There are no statements yet. Add the first one."),
        "support": _("people want this answered"),
        "pinned": _("Pinned"),
        "yours": _("Yours"),
        "answered": _("Answered"),
        "questions_so_far": _("Questions so far"),
        "results": _("Results"),
        "results_later": _("The results come when the facilitator reveals them."),
        "time_up": _("Time is up; you can still finish."),
        "last_minute": _("less than a minute left"),
        "minutes": [_("about 1 minute left"), _("about {n} minutes left")],
    }


def _line() -> Texts:
    return {
        "here": _("Connected"),
        "connecting": _("Connecting"),
        "sending": _("Sending"),
        "sent": _("Sent"),
        "in_review": _("Sent, and waiting for review"),
        "kept": _("Waiting for signal"),
        "away": _("No signal"),
        "away_kept": [
            _("No signal: 1 answer is kept and will be sent"),
            _("No signal: {n} answers are kept and will be sent"),
        ],
        "failed": _("This could not be sent."),
    }
