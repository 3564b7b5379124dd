"""Which passages a report shows, so that taking one back reaches it."""

from collections.abc import Iterable
from dataclasses import dataclass

from howff.assessments.models import Dissent
from howff.consent.models import Audience
from howff.conversations.models import Answer, Item, Note
from howff.evidence.models import Passage
from howff.evidence.queries import texts
from howff.reports.blocks import CITING, Agreed, Block, Chart, Cloud, Finding, Panel, Questions


def sources_of(blocks: Iterable[Block]) -> set[int]:
    """Every passage whose words or whose count these blocks show now, as far as consent allows."""
    shown = tuple(blocks)
    cited = {pk for block in shown if isinstance(block, CITING) for pk in block.passages}
    cited |= {pk for block in shown if isinstance(block, Finding) for pk in block.against}
    cited -= merged_in(_prompts(shown, Questions))
    words = Answer.objects.filter(prompt__in=_prompts(shown, Cloud)).exclude(passage=None)
    items = Item.objects.filter(prompt__in=_prompts(shown, Chart), merged_into=None)
    notes = Note.objects.filter(prompt__in=_prompts(shown, Panel))
    agreed = [block.round for block in shown if isinstance(block, Agreed)]
    dissents = Dissent.objects.filter(topic__workshop__round__in=agreed)
    rows = (words, items, notes, dissents)
    found = cited.union(*(each.values_list("passage", flat=True) for each in rows))
    return set(texts((pk for pk in found if pk), Audience.REPORT))


def merged_in(prompts: Iterable[int]) -> set[int]:
    """The passages of questions that went into another one: they are asked there."""
    rows = Item.objects.filter(prompt__in=list(prompts), merged_into__isnull=False)
    return set(rows.values_list("passage", flat=True))


@dataclass(frozen=True, slots=True)
class Heard:
    """Where passages were said: to which prompts, and in which rounds."""

    prompts: frozenset[int]
    rounds: frozenset[int]


def heard_in(passages: Iterable[int]) -> Heard:
    """Where passages were said, as their sources tell (`answer:PROMPT:...`, `rating:ROUND:...`)."""
    numbers = list(passages)
    rows = Passage.objects.filter(pk__in=numbers).values_list("source", flat=True)
    parts = [source.split(":") for source in rows]
    known = [(one[0], int(one[1])) for one in parts if len(one) > 1 and one[1].isdecimal()]
    dissents = Dissent.objects.filter(passage__in=numbers)
    return Heard(
        frozenset(pk for kind, pk in known if kind not in {"rating", "dissent"}),
        frozenset(pk for kind, pk in known if kind == "rating").union(
            dissents.values_list("topic__workshop__round", flat=True)
        ),
    )


def shows(blocks: Iterable[Block], heard: Heard) -> bool:
    """Whether blocks show something of where passages were said."""
    return any(
        getattr(block, "prompt", None) in heard.prompts
        or getattr(block, "round", None) in heard.rounds
        for block in blocks
    )


def _prompts(blocks: Iterable[Block], kind: type[Cloud | Chart | Panel | Questions]) -> list[int]:
    return [block.prompt for block in blocks if isinstance(block, kind)]
