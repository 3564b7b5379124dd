"""A round that was counted becomes the draft of its feedback report."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from howff.assessments.models import Comparison, Round
from howff.assessments.queries.figures import figures_of
from howff.assessments.queries.workshops.records import record_of
from howff.consent.models import Audience
from howff.instruments.queries import definition_of
from howff.people.models import Person
from howff.reports.actions.drafting import keep_report
from howff.reports.actions.editing import note
from howff.reports.blocks import Across, Block, Paragraphs, Section, Withdraw, to_json
from howff.reports.models import Report, Version
from howff.reports.queries.beside import told_beside
from howff.reports.queries.sensing import finding_block
from howff.reports.rounds.feedback import feedback_blocks, worth_a_closer_look
from howff.sensemaking.queries.findings import accepted_about


@transaction.atomic
def draft_feedback(*, round: Round, by: Person | None) -> Report:
    """Write the first draft of a round's feedback report; it holds no number of the round."""
    title = round.title[:200]
    return keep_report(round.collaboration, title, _blocks(round), by, round=round)


@transaction.atomic
def hear(round: Round, by: Person | None, **_signal: object) -> None:
    """Hear that a round was counted: its draft is written, or anew if nobody touched it."""
    reports = Report.objects.filter(round=round)
    if not reports.exists():
        draft_feedback(round=round, by=by)
        return
    published = Version.objects.filter(report=OuterRef("pk"))
    for report in reports.select_for_update().filter(~Exists(published), revision=1):
        report.blocks = to_json(_blocks(round))
        report.save(update_fields=["blocks", "changed_at"])
        note(report, by, "drafted a report again")


def _blocks(round: Round) -> tuple[Block, ...]:
    items = definition_of(round.version).in_language(round.language).items()
    beside = frozenset(told_beside(round))
    chosen = _in_full(round)
    blocks = feedback_blocks(
        items, round=round.pk, purpose=round.purpose, beside=beside, in_full=chosen
    )
    found = accepted_about(round.collaboration, [f"round:{round.pk}"])
    return (*blocks, *map(finding_block, found), Withdraw())


def _in_full(round: Round) -> frozenset[str]:
    """Choose as readers outside could, who may read this report: the choice tells no more."""
    records = record_of(round, Audience.REPORT)
    settled = [one.item for record in records for one in record.topics if one.agreed is not None]
    return worth_a_closer_look(figures_of(round, Audience.REPORT), settled)


@transaction.atomic
def draft_across(*, comparison: Comparison, by: Person) -> Report:
    """Write the first draft of a report across collaborations."""
    about = comparison.purpose or _("What collaborations that agreed to share have in common.")
    blocks = (
        Section(title=_("Why we looked across")),
        Paragraphs(text=about),
        Section(title=_("What we found")),
        Across(comparison=comparison.pk),
    )
    title = comparison.title[:200]
    return keep_report(comparison.host, title, blocks, by, comparison=comparison)
