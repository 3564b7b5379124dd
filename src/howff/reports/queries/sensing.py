"""Findings and themes as a report tells them: words anew, as far as consent allows now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from howff.consent.models import Audience
from howff.conversations.models import Prompt
from howff.evidence.queries import Quote, quotes
from howff.people.models import Collaboration
from howff.reports import blocks as kinds
from howff.reports.blocks import Block, from_json
from howff.reports.choosing import choose
from howff.reports.document import Part, Saying, Sayings, Text
from howff.reports.models import Report
from howff.reports.prose import plain, prose
from howff.sensemaking.models import Finding, FindingState, GroundsKind, Theme, ThemeState
from howff.sensemaking.queries.findings import accepted_about, accepted_in
from howff.sensemaking.queries.grounds import named, rests_on
from howff.sensemaking.queries.inside import inside

FEWEST = 5
MOST_QUOTES = 3
LONGEST_HEADING = 200


def findings_for(report: Report) -> list[Finding]:
    """The accepted findings that a report could tell: those about what it is about, or all."""
    here = report.collaboration
    if report.conversation_id:
        return findings_of_conversation(here, report.conversation_id)
    if report.round_id:
        return accepted_about(here, [f"round:{report.round_id}"])
    return list(accepted_in(here))


def findings_of_conversation(here: Collaboration, conversation: int) -> list[Finding]:
    """The accepted findings that rest on what was said in a conversation."""
    prompts = Prompt.objects.filter(conversation=conversation).values_list("pk", flat=True)
    names = [f"conversation:{conversation}", *(f"prompt:{pk}" for pk in prompts)]
    return accepted_about(here, names)


def unshown_findings(report: Report, blocks: Sequence[Block] | None = None) -> list[Finding]:
    """The findings about what a report is about that none of its blocks shows."""
    if not (report.conversation_id or report.round_id):
        return []
    shown = from_json(report.blocks) if blocks is None else blocks
    here = {block.finding for block in shown if isinstance(block, kinds.Finding)}
    return [one for one in findings_for(report) if one.pk not in here]


def themes_of(collaboration: Collaboration) -> QuerySet[Theme]:
    """The themes that somebody accepted here."""
    rows = Theme.objects.filter(study__collaboration=collaboration, state=ThemeState.ACCEPTED)
    return rows.filter(merged_into=None).select_related("study")


def finding_block(finding: Finding) -> kinds.Finding:
    """A finding as a report begins to tell it: its words copied, its voices by number."""
    rests = rests_on(finding, Audience.REPORT, untold=False)
    short = len(finding.statement) <= LONGEST_HEADING
    text = [] if short else [finding.statement]
    return kinds.Finding(
        finding=finding.pk,
        title=finding.statement if short else "",
        text="\n\n".join(filter(None, [*text, finding.explanation])),
        passages=tuple(one.quote.id for one in rests.voices),
        against=tuple(one.quote.id for one in rests.against),
    )


def theme_block(themes: Sequence[Theme], title: str = "") -> kinds.Theme:
    """A theme as a report begins to tell it, with up to three quotes of different voices."""
    names = named(themes)
    told = next((one.description for one in themes if one.description), "")
    spoken = quotes(_in_themes([one.pk for one in themes]), Audience.REPORT)
    return kinds.Theme(
        themes=tuple(one.pk for one in themes),
        title=(title or names[themes[0].pk])[:LONGEST_HEADING],
        text=told,
        passages=choose(spoken.values(), MOST_QUOTES),
    )


def begun(report: Report, block: Block) -> Block:
    """A block that was just chosen, with the words it begins with; it keeps its id."""
    here = report.collaboration
    if isinstance(block, kinds.Finding):
        finding = Finding.objects.filter(collaboration=here, pk=block.finding).first()
        return replace(finding_block(finding), id=block.id) if finding else block
    if isinstance(block, kinds.Theme):
        themes = list(themes_of(here).filter(pk__in=block.themes))
        return replace(theme_block(themes), id=block.id) if themes else block
    return block


def quotable(report: Report, block: kinds.Finding | kinds.Theme) -> list[Quote]:
    """What may be quoted beside a finding or a theme: its quotes, and what is in its themes."""
    if isinstance(block, kinds.Theme):
        found = _in_themes(themes_of(report.collaboration).filter(pk__in=block.themes))
    else:
        rows = Finding.objects.filter(collaboration=report.collaboration, pk=block.finding)
        grounds = [one for finding in rows for one in finding.grounds.all()]
        found = [
            one.passage_id for one in grounds if one.passage_id and one.kind == GroundsKind.PASSAGE
        ]
        found += _in_themes([one.theme_id for one in grounds if one.theme_id])
    return list(quotes(dict.fromkeys(found), Audience.REPORT).values())


def tell_finding(
    block: kinds.Finding, finding: Finding, said: Mapping[int, Quote]
) -> Iterator[Part]:
    """A finding with how sure people are, whose words it rests on, and who sees it otherwise."""
    yield Text(title=block.title, prose=prose(block.text))
    if finding.state != FindingState.ACCEPTED:
        told = _("This finding is being looked at again: something it rested on has changed.")
        yield Text(prose=plain(told), boxed=True)
    people = rests_on(finding, Audience.REPORT, untold=False).people
    sure = _("How sure we are: %(sure)s.") % {"sure": finding.get_confidence_display().lower()}
    yield Text(prose=plain(f"{_from(people)} {sure}" if people else sure))
    yield from _sayings("", block.passages, said)
    yield from _sayings(_("Somebody sees it otherwise"), block.against, said)
    if finding.no_counter_voice and not block.against:
        yield Text(prose=plain(_("We looked, and found nobody who says otherwise.")))


def tell_theme(
    block: kinds.Theme, themes: Sequence[Theme], said: Mapping[int, Quote]
) -> Iterator[Part]:
    """A theme with how many people spoke of it and what some of them said."""
    yield Text(title=block.title, prose=prose(block.text))
    held = inside(one.pk for one in themes)
    people = len({who for some in held.values() for who in some.values()})
    if people:
        yield Text(prose=plain(_from(people)))
    yield from _sayings("", block.passages, said)


def _from(people: int) -> str:
    """Of how many people; small numbers in words."""
    if people < FEWEST:
        return _("It comes from fewer than 5 people.")
    told = ngettext("It comes from %(n)s person.", "It comes from %(n)s people.", people)
    return told % {"n": people}


def _sayings(title: str, passages: Sequence[int], said: Mapping[int, Quote]) -> Iterator[Part]:
    sayings = tuple(_saying(said.get(pk)) for pk in passages)
    if sayings:
        yield Sayings(title=title, sayings=sayings)


def _saying(quote: Quote | None) -> Saying:
    if quote is None or quote.withdrawn:
        return Saying("", withdrawn=True)
    return Saying(quote.text, quote.attribution, quote.language)


def _in_themes(themes: Sequence[int] | QuerySet[Theme]) -> list[int]:
    """The passages in themes; in the order in which they were kept."""
    numbers = [one if isinstance(one, int) else one.pk for one in themes]
    return sorted({pk for some in inside(numbers).values() for pk in some})
