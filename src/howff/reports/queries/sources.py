"""Which passages a report shows, so that taking one back reaches it."""

from collections.abc import Iterable

from howff.consent.models import Audience
from howff.conversations.models import Answer, Item, Note
from howff.evidence.models import Passage
from howff.evidence.queries import texts
from howff.reports.blocks import Block, Chart, Cloud, Panel, Questions, Said


def sources_of(blocks: Iterable[Block]) -> set[int]:
    """Every passage whose words or whose count these blocks show now, as far as consent allows."""
    shown = tuple(blocks)
    cited = {pk for block in shown if isinstance(block, Said | Questions) for pk in block.passages}
    cited -= merged_in(_prompts(shown, Questions))
    words = Answer.objects.filter(prompt__in=_prompts(shown, Cloud)).exclude(passage=None)
    items = Item.objects.filter(prompt__in=_prompts(shown, Chart), merged_into=None)
    notes = Note.objects.filter(prompt__in=_prompts(shown, Panel))
    found = cited.union(*(rows.values_list("passage", flat=True) for rows in (words, items, notes)))
    return set(texts((pk for pk in found if pk), Audience.REPORT))


def merged_in(prompts: Iterable[int]) -> set[int]:
    """The passages of questions that went into another one: they are asked there."""
    rows = Item.objects.filter(prompt__in=list(prompts), merged_into__isnull=False)
    return set(rows.values_list("passage", flat=True))


def prompts_of(passages: Iterable[int]) -> set[int]:
    """The prompts to which passages were said, as their sources tell (`answer:PROMPT:...`)."""
    rows = Passage.objects.filter(pk__in=list(passages)).values_list("source", flat=True)
    parts = (source.split(":") for source in rows)
    return {int(part[1]) for part in parts if len(part) > 1 and part[1].isdecimal()}


def shows(blocks: Iterable[Block], prompts: set[int]) -> bool:
    """Whether blocks show something of one of these prompts."""
    return any(getattr(block, "prompt", None) in prompts for block in blocks)


def _prompts(blocks: Iterable[Block], kind: type[Cloud | Chart | Panel | Questions]) -> list[int]:
    return [block.prompt for block in blocks if isinstance(block, kind)]
