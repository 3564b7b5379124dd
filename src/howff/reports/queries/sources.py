"""Which passages a report shows, so that taking one back reaches it."""

from collections.abc import Iterable

from howff.conversations.models import Answer, Item, Note
from howff.reports.blocks import Block, Chart, Cloud, Panel, Questions, Said


def sources_of(blocks: Iterable[Block]) -> set[int]:
    """Every passage whose words or whose count these blocks show."""
    shown = tuple(blocks)
    cited = {pk for block in shown if isinstance(block, Said | Questions) for pk in block.passages}
    words = Answer.objects.filter(prompt__in=_prompts(shown, Cloud)).exclude(passage=None)
    items = Item.objects.filter(prompt__in=_prompts(shown, Chart))
    notes = Note.objects.filter(prompt__in=_prompts(shown, Panel))
    found = cited.union(*(rows.values_list("passage", flat=True) for rows in (words, items, notes)))
    return {pk for pk in found if pk}


def _prompts(blocks: Iterable[Block], kind: type[Cloud | Chart | Panel]) -> list[int]:
    return [block.prompt for block in blocks if isinstance(block, kind)]
