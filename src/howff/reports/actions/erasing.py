"""Words that were taken back leave the texts into which an editor copied them."""

from collections.abc import Iterable, Sequence
from typing import Any

from howff.assessments.models import Round
from howff.consent.models import Audience
from howff.conversations.models import Conversation
from howff.evidence.models import Passage, PassageState, Use
from howff.reports.blocks import from_json
from howff.reports.models import Report, Version
from howff.reports.queries.sources import Heard, heard_in, shows

# What is shorter is as likely an editor's own: nobody can blank a text by saying common words.
SHORTEST_ERASED = 40
FEWEST_WORDS = 6
GONE = "[…]"


def erase_copies(passages: Sequence[int], erased: Iterable[str]) -> None:
    """Erase the words in the drafts and versions that concern these passages; titles stay."""
    long = {text.strip() for text in erased if _can_be_told(text.strip())}
    if not long:
        return
    here = set(Passage.objects.filter(pk__in=passages).values_list("collaboration", flat=True))
    heard = heard_in(passages)
    told = sorted(long - _still_said(long, here) - _of_hosts(long, heard), key=len, reverse=True)
    for report in _concerned(passages, here, heard) if told else ():
        _clean(report, told)
        for version in Version.objects.filter(report=report):
            _clean(version, told)


def _can_be_told(text: str) -> bool:
    """Whether a text is long enough to be known as one person's words."""
    return len(text) >= SHORTEST_ERASED and len(text.split()) >= FEWEST_WORDS


def _still_said(told: set[str], here: set[int]) -> set[str]:
    """What somebody else says too, and lets reports quote."""
    rows = Passage.objects.filter(
        collaboration__in=here,
        state=PassageState.PUBLISHED,
        consent__audience=Audience.REPORT,
        text__in=told,
    )
    return set(rows.values_list("text", flat=True))


def _of_hosts(told: set[str], heard: Heard) -> set[str]:
    """What the hosts wrote themselves, in words that a report begins with."""
    rows = Conversation.objects.filter(prompts__in=heard.prompts).distinct()
    own = "\n".join(f"{one.purpose}\n{one.next_steps}\n{one.thanks}" for one in rows)
    rounds = Round.objects.filter(pk__in=heard.rounds).values_list("purpose", flat=True)
    own = "\n".join([own, *rounds])
    return {text for text in told if text in own}


def _concerned(passages: Sequence[int], here: set[int], heard: Heard) -> list[Report]:
    """The reports that cited the passages, or belong to the conversations they were said in."""
    uses = Use.objects.filter(passage__in=passages, used_by__startswith="report:")
    cited = {int(use.split(":")[1]) for use in uses.values_list("used_by", flat=True)}
    conversations = set(
        Conversation.objects.filter(prompts__in=heard.prompts).values_list("pk", flat=True)
    )
    return [
        report
        for report in Report.objects.filter(collaboration__in=here)
        if report.pk in cited
        or report.conversation_id in conversations
        or report.round_id in heard.rounds
        or shows(from_json(report.blocks), heard)
    ]


def _clean(row: Report | Version, told: list[str]) -> None:
    changed = {"blocks": _without(row.blocks, told)}
    if isinstance(row, Version):
        changed["reason"] = _without(row.reason, told)
    changed = {name: value for name, value in changed.items() if value != getattr(row, name)}
    if changed:
        type(row).objects.filter(pk=row.pk).update(**changed)


def _without(value: Any, told: list[str]) -> Any:
    """Give a value with a mark in place of the words."""
    if isinstance(value, str):
        for text in told:
            value = value.replace(text, GONE)
        return value
    if isinstance(value, dict):
        return {
            name: each if name == "title" else _without(each, told) for name, each in value.items()
        }
    if isinstance(value, list):
        return [_without(each, told) for each in value]
    return value
