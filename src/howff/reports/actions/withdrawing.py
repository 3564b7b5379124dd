"""Words are taken back: every report that shows them changes in the same transaction."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from howff.consent.models import Audience
from howff.evidence.models import Passage, Use
from howff.evidence.queries import quotes
from howff.reports.actions.editing import note
from howff.reports.actions.publishing import keep_version
from howff.reports.models import Report, Version
from howff.reports.queries.resolving import WITHDRAWN

SHORTEST_ERASED = 12
GONE = "[…]"


def hear(passage_ids: Iterable[int], erased: Iterable[str], **_signal: object) -> None:
    """Hear from evidence that passages were withdrawn or may be used less than before."""
    numbers = list(passage_ids)
    told = [text.strip() for text in erased if len(text.strip()) >= SHORTEST_ERASED]
    if told:
        _erase_copies(numbers, told)
    gone = any(quote.withdrawn for quote in quotes(numbers, Audience.REPORT).values())
    for report in _citing(numbers):
        _new_version(report, WITHDRAWN if gone else _("a speaker changed how they are named"))


def hear_answers(conversation_id: int, **_signal: object) -> None:
    """Hear that choices, ratings or votes were taken back: the figures of its reports change."""
    reports = Report.objects.filter(conversation=conversation_id, versions__isnull=False)
    for report in reports.select_related("collaboration").distinct():
        _new_version(report, _("an answer has been taken back"))


def _citing(passages: list[int]) -> list[Report]:
    """The reports whose newest version shows one of these passages."""
    uses = Use.objects.filter(passage__in=passages, used_by__startswith="report:")
    cited = {tuple(map(int, use.split(":")[1:])) for use in uses.values_list("used_by", flat=True)}
    reports = Report.objects.select_related("collaboration").filter(
        pk__in=[one[0] for one in cited]
    )
    newest = ((report, report.versions.first()) for report in reports)
    return [report for report, last in newest if last and (report.pk, last.number) in cited]


def _new_version(report: Report, reason: str) -> None:
    """Publish the newest version again; consent decides what it shows now."""
    last = report.versions.first()
    assert last
    version = keep_version(report, last.blocks, reason, None, last.title)
    note(report, None, reason, version=version.number)


def _erase_copies(passages: list[int], told: list[str]) -> None:
    """Take the words out of texts into which an editor copied them, in drafts and versions."""
    here = Passage.objects.filter(pk__in=passages).values("collaboration")
    for report in Report.objects.filter(collaboration__in=here):
        _clean(report, told)
        for version in Version.objects.filter(report=report):
            _clean(version, told)


def _clean(row: Report | Version, told: list[str]) -> None:
    blocks, title = _without(row.blocks, told), _without(row.title, told)
    if (blocks, title) != (row.blocks, row.title):
        row.blocks, row.title = blocks, title
        row.save(update_fields=["blocks", "title"])


def _without(value: Any, told: list[str]) -> Any:
    """Give a value with a mark in place of the words."""
    if isinstance(value, str):
        for text in told:
            value = value.replace(text, GONE)
        return value
    if isinstance(value, dict):
        return {name: _without(each, told) for name, each in value.items()}
    if isinstance(value, list):
        return [_without(each, told) for each in value]
    return value
