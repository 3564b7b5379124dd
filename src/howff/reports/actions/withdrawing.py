"""Words are taken back: every report that shows them changes in the same transaction."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from howff.consent.models import Audience
from howff.evidence.models import Passage, Use
from howff.evidence.queries import texts
from howff.reports.actions.editing import note
from howff.reports.actions.erasing import erase_copies
from howff.reports.actions.publishing import keep_version
from howff.reports.blocks import from_json
from howff.reports.models import Version
from howff.reports.queries.resolving import WITHDRAWN
from howff.reports.queries.sources import heard_in, shows, sources_of


def hear(
    *, passage_ids: Iterable[int], erased: Iterable[str], reworded: bool = False, **_signal: object
) -> None:
    """Hear from evidence that passages were withdrawn, reworded, or may be used differently."""
    passages = list(passage_ids)
    erase_copies(passages, erased)
    allowed = set(texts(passages, Audience.REPORT))
    changed = _("a speaker changed how they are named")
    if reworded:
        changed = _("a speaker changed their words")
    for version, shown in _concerned(passages):
        if shown - allowed:
            _new_version(version, WITHDRAWN)
        elif shown:
            _new_version(version, changed)
        elif sources_of(from_json(version.blocks)) & allowed:
            _new_version(version, _("a speaker let their words be shown"))


def hear_answers(conversation_id: int, **_signal: object) -> None:
    """Hear that choices, ratings or votes were taken back: the figures of its reports change."""
    for version in _newest().filter(report__conversation=conversation_id):
        _new_version(version, _("an answer has been taken back"))


def _newest() -> QuerySet[Version]:
    """The newest version of each published report."""
    newest = Version.objects.filter(report=OuterRef("report")).order_by("-number")
    rows = Version.objects.filter(number=Subquery(newest.values("number")[:1]))
    return rows.select_related("report__collaboration")


def _concerned(passages: list[int]) -> Iterator[tuple[Version, set[int]]]:
    """The newest versions that these passages belong to, and which of them each showed."""
    here = Passage.objects.filter(pk__in=passages).values("collaboration")
    uses = Use.objects.filter(passage__in=passages, used_by__startswith="report:")
    cited: dict[str, set[int]] = defaultdict(set)
    for used_by, passage in uses.values_list("used_by", "passage"):
        cited[used_by].add(passage)
    heard = heard_in(passages)
    for version in _newest().filter(report__collaboration__in=here):
        shown = cited[f"report:{version.report_id}:{version.number}"]
        if shown or shows(from_json(version.blocks), heard):
            yield version, shown


def _new_version(last: Version, reason: str) -> None:
    """Publish the newest version again; consent decides what it shows now."""
    report = last.report
    version = keep_version(report, last.blocks, reason, None, last.title)
    note(report, None, reason, version=version.number)
