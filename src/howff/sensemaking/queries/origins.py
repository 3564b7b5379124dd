"""Where people said something: the way from a quote back to its source."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from howff.assessments.models import Said
from howff.conversations.models import Prompt
from howff.evidence.models import Passage
from howff.instruments.queries import definition_of
from howff.sensemaking.queries.sources import all_told

TO_PROMPTS = ("answer", "statement", "polis")


@dataclass(frozen=True, slots=True)
class Origin:
    """What was asked where; `name` is that of the source, empty where it is none that is known."""

    name: str = ""
    title: str = ""
    place: str = ""
    url: str = ""


def origins_of(passages: Iterable[int]) -> dict[int, Origin]:
    """Where each of these passages was said."""
    numbers = list(passages)
    known = dict(Passage.objects.filter(pk__in=numbers).values_list("pk", "source"))
    found = dict.fromkeys(numbers, Origin())
    return found | _to_prompts(known) | _about_items(numbers)


def told(names: Iterable[str]) -> frozenset[str]:
    """Which of these sources everybody who belongs may see by now."""
    return frozenset(name for name in set(names) if not name or all_told([name]))


def _to_prompts(known: dict[int, str]) -> dict[int, Origin]:
    asked = {pk: int(parts[1]) for pk, source in known.items() if (parts := _of_prompt(source))}
    rows = Prompt.objects.select_related("conversation").in_bulk(set(asked.values()))
    return {
        pk: Origin(
            name=f"prompt:{number}",
            title=rows[number].text,
            place=rows[number].conversation.title,
            url=reverse("conversations:detail", args=[rows[number].conversation_id]),
        )
        for pk, number in asked.items()
        if number in rows
    }


def _of_prompt(source: str) -> list[str] | None:
    parts = source.split(":")
    return parts if parts[0] in TO_PROMPTS and parts[1].isdecimal() else None


def _about_items(passages: list[int]) -> dict[int, Origin]:
    rows = Said.objects.filter(passage__in=passages).select_related("round__version")
    found = {}
    for one in rows:
        item = definition_of(one.round.version).in_language(one.round.language).principle(one.item)
        found[one.passage_id] = Origin(
            name=f"round:{one.round_id}:{one.item}",
            title=item.title if item else one.item,
            place=one.round.title,
            url=reverse("assessments:result", args=[one.round_id, one.item]),
        )
    return found
