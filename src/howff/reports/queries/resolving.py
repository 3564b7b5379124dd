"""Turns blocks into a document: reads counts and words anew, as far as consent allows now."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from howff.assessments.models import Comparison
from howff.assessments.queries.across import sector_needs
from howff.consent.models import Audience
from howff.conversations.models import Conversation, Prompt
from howff.conversations.queries.results import items_of
from howff.conversations.queries.voices import panel_notes
from howff.evidence.queries import Quote, quotes
from howff.reports import blocks as kinds
from howff.reports.blocks import Block, from_json
from howff.reports.document import (
    Document,
    Exchange,
    Figure,
    Paragraph,
    Part,
    Point,
    Run,
    Saying,
    Sayings,
    Style,
    Text,
)
from howff.reports.models import Report, Version
from howff.reports.prose import plain, prose
from howff.reports.queries import figures
from howff.reports.queries.access import url_of
from howff.reports.queries.sensing import tell_finding, tell_theme
from howff.reports.queries.sources import merged_in
from howff.reports.queries.stock import stocks_of
from howff.reports.rounds.across import across
from howff.reports.rounds.parts import parts_of
from howff.reports.written import WRITTEN, introduction, section, titled
from howff.sensemaking.models import Finding, Theme

WITHDRAWN = "a quote has been withdrawn"


def document_of(version: Version) -> Document:
    """A published version, as its readers may see it at this moment."""
    report = version.report
    notices = (_("In this version a quote has been withdrawn."),)
    return _document(
        report,
        title=version.title,
        parts=_parts(version.blocks, report),
        version=version.number,
        date=version.published_at,
        address=url_of(report),
        notices=notices if version.reason == WITHDRAWN else (),
    )


def draft_of(report: Report) -> Document:
    """A report as it would be published now."""
    parts = _parts(report.blocks, report)
    return _document(report, title=report.title, parts=parts, date=report.changed_at)


def parts_by_block(report: Report) -> list[tuple[Block, tuple[Part, ...]]]:
    """Each block with what it shows, for the page on which it is edited."""
    blocks = from_json(report.blocks)
    show = _Resolver(blocks, report)
    return [(block, tuple(show(block))) for block in blocks]


def _document(report: Report, *, parts: Iterable[Part], **more: Any) -> Document:
    found = report.conversation or report.round
    return Document(
        collaboration=report.collaboration.name,
        language=found.language if found else report.collaboration.language,
        subtitle=_subtitle(report),
        parts=tuple(parts),
        **more,
    )


def _subtitle(report: Report) -> str:
    if report.conversation:
        return _("Report of a conversation")
    if report.round:
        return _("Feedback report")
    return _("Report across collaborations") if report.comparison else ""


def _parts(kept: object, report: Report) -> Iterator[Part]:
    blocks = from_json(kept)
    show = _Resolver(blocks, report)
    for block in blocks:
        yield from show(block)


class _Resolver:
    """Shows the blocks of one report; only what belongs to its own collaboration is found."""

    def __init__(self, blocks: Iterable[Block], report: Report) -> None:
        shown, collaboration = tuple(blocks), report.collaboration
        self.prompts = (
            Prompt.objects.select_related("conversation")
            .filter(
                pk__in=[block.prompt for block in shown if hasattr(block, "prompt")],
                conversation__collaboration=collaboration,
            )
            .in_bulk()
        )
        self.conversations = Conversation.objects.filter(collaboration=collaboration).in_bulk(
            [block.conversation for block in shown if isinstance(block, kinds.Attendance)]
        )
        self.quotes = quotes(_cited(shown), Audience.REPORT)
        self.findings = Finding.objects.filter(collaboration=collaboration).in_bulk(
            [block.finding for block in shown if isinstance(block, kinds.Finding)]
        )
        self.themes = Theme.objects.filter(study__collaboration=collaboration).in_bulk(
            [pk for block in shown if isinstance(block, kinds.Theme) for pk in block.themes]
        )
        wanted = {block.round for block in shown if isinstance(block, kinds.OfRound)}
        self.stocks = stocks_of(wanted, collaboration, outside=report.read_outside)
        self.comparisons = Comparison.objects.filter(host=collaboration).in_bulk(
            [block.comparison for block in shown if isinstance(block, kinds.Across)]
        )
        self.section = ""

    def __call__(self, block: Block) -> Iterator[Part]:
        """Give what a block shows; nothing where it shows something that is gone."""
        if hasattr(block, "prompt") and block.prompt not in self.prompts:
            return
        if isinstance(block, kinds.Attendance) and block.conversation not in self.conversations:
            return
        if isinstance(block, kinds.OfRound):
            yield from self.of_round(block)
        elif block.kind in SHOW:
            yield from SHOW[block.kind](self, block)
        else:
            yield from WRITTEN[block.kind](block)

    def of_round(self, block: kinds.OfRound) -> Iterator[Part]:
        """Give what a block shows of a round, if its figures may be shown to these readers."""
        stock = self.stocks.get(block.round)
        if stock:
            cited = block.passages if isinstance(block, kinds.Principle) else ()
            yield from parts_of(block, stock, tuple(_saying(self.quotes.get(pk)) for pk in cited))

    def titled(self, block: Block, figure: Figure) -> Figure:
        """Give a figure the editor's title, or its prompt unless the section says it already."""
        title = figure.title if figure.title != self.section else ""
        return replace(figure, title=block.title or title)


def _section(resolver: _Resolver, block: kinds.Section) -> Iterator[Part]:
    resolver.section = block.title
    yield from section(block)


def _attendance(resolver: _Resolver, block: kinds.Attendance) -> Iterator[Part]:
    yield from titled(block)
    yield from figures.attendance(resolver.conversations[block.conversation])


def _cloud(resolver: _Resolver, block: kinds.Cloud) -> Iterator[Part]:
    yield from introduction(block)
    yield resolver.titled(block, figures.cloud(resolver.prompts[block.prompt]))


def _chart(resolver: _Resolver, block: kinds.Chart) -> Iterator[Part]:
    yield from introduction(block)
    yield resolver.titled(block, figures.chart(resolver.prompts[block.prompt]))


def _panel(resolver: _Resolver, block: kinds.Panel) -> Iterator[Part]:
    notes = panel_notes(resolver.prompts[block.prompt])
    if notes:
        yield from titled(block)
    for note in notes:
        style: Style = "bullet" if len(note.points) > 1 else "plain"
        points = tuple(Paragraph((Run(point),), style) for point in note.points)
        yield Point(title=note.headline, speaker=note.speaker, prose=points)


def _said(resolver: _Resolver, block: kinds.Said) -> Iterator[Part]:
    yield from introduction(block)
    if block.passages:
        sayings = tuple(_saying(resolver.quotes.get(pk)) for pk in block.passages)
        yield Sayings(title=block.title, sayings=sayings)


def _questions(resolver: _Resolver, block: kinds.Questions) -> Iterator[Part]:
    found = {
        item.passage: item for item in items_of(resolver.prompts[block.prompt], Audience.REPORT)
    }
    merged = merged_in([block.prompt])
    yield from titled(block)
    for pk in block.passages:
        if pk in merged:
            continue
        item = found.get(pk)
        if item is None or not item.text:
            yield Exchange(question=Saying("", withdrawn=True))
        else:
            yield Exchange(
                question=Saying(item.text, item.attribution, item.language),
                votes=item.votes,
                label=item.label,
                reply=plain(item.reply),
            )


def _across(resolver: _Resolver, block: kinds.Across) -> Iterator[Part]:
    yield from titled(block)
    comparison = resolver.comparisons.get(block.comparison)
    if comparison and comparison.content:
        yield from across(comparison.content, sector_needs(comparison))


def _finding(resolver: _Resolver, block: kinds.Finding) -> Iterator[Part]:
    finding = resolver.findings.get(block.finding)
    if finding:
        yield from tell_finding(block, finding, resolver.quotes)


def _theme(resolver: _Resolver, block: kinds.Theme) -> Iterator[Part]:
    themes = [resolver.themes[pk] for pk in block.themes if pk in resolver.themes]
    if themes:
        yield from tell_theme(block, themes, resolver.quotes)


def _cited(blocks: Iterable[Block]) -> list[int]:
    """The passages that blocks quote by number, those of questions apart."""
    found: list[int] = []
    for one in blocks:
        if isinstance(one, kinds.Said | kinds.Principle | kinds.Finding | kinds.Theme):
            found += one.passages
        if isinstance(one, kinds.Finding):
            found += one.against
    return found


def _withdraw(_resolver: _Resolver, block: kinds.Withdraw) -> Iterator[Part]:
    told = _(
        "The words in quotation marks were said by people who agreed that they may stand here, "
        "named as they chose. If some of them are yours, you can change or take them back at any "
        "time: open your private link “my contributions”, or write to the facilitator. They are "
        "then gone from this report at once, and its copies here say that a quote has been "
        "withdrawn. Backups of this site forget them after %(days)s days at most. We cannot call "
        "back what was printed or copied before."
    ) % {"days": settings.BACKUP_DAYS}
    title = block.title or _("How to take your words back")
    yield Text(title=title, prose=(*prose(block.text), *plain(told)), boxed=True)


def _saying(quote: Quote | None) -> Saying:
    """Give a quote as it may be shown; one that is gone counts as withdrawn."""
    if quote is None or quote.withdrawn:
        return Saying("", withdrawn=True)
    return Saying(quote.text, quote.attribution, quote.language)


SHOW: Mapping[str, Callable[[_Resolver, Any], Iterator[Part]]] = {
    "section": _section,
    "attendance": _attendance,
    "cloud": _cloud,
    "panel": _panel,
    "said": _said,
    "chart": _chart,
    "questions": _questions,
    "across": _across,
    "finding": _finding,
    "theme": _theme,
    "withdraw": _withdraw,
}
