"""What came of a prompt: people, answers, and counts, words or items, in few queries."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce

from howff.consent.models import Audience
from howff.conversations.models import Answer, Item, Kind, Prompt, PromptState, Results
from howff.conversations.rules import highest_rating
from howff.evidence.models import PassageState
from howff.evidence.queries import PUBLISHED, quotes, texts
from howff.sense.words import Word, cloud


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many people answered a prompt, how many answers they gave, how many preferred not to."""

    people: int = 0
    answers: int = 0
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class ShownItem:
    """A statement or question as people see it, with its votes."""

    id: int
    passage: int
    text: str
    attribution: str
    language: str
    state: str
    pinned: bool
    label: str
    answered: bool
    reply: str
    merged_into: int | None
    agree: int = 0
    disagree: int = 0
    passed: int = 0

    @property
    def votes(self) -> int:
        """Upvotes of a question."""
        return self.agree

    @property
    def voters(self) -> int:
        """How many people voted on a statement, passes included."""
        return self.agree + self.disagree + self.passed


@dataclass(frozen=True, slots=True)
class Outcome:
    """A prompt's results. Which of the three lists is filled depends on its kind."""

    prompt: Prompt
    turnout: Turnout
    counts: list[Any] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    items: list[ShownItem] = field(default_factory=list)


def turnouts(prompts: Iterable[Prompt]) -> dict[int, Turnout]:
    """How many people took part in each prompt, in one query."""
    rows = (
        Answer.objects.filter(prompt__in=[one.pk for one in prompts])
        .values("prompt")
        .annotate(
            people=Count("participant", distinct=True, filter=Q(skipped=False)),
            answers=Count("pk", filter=Q(skipped=False)),
            skips=Count("pk", filter=Q(skipped=True)),
        )
        .values_list("prompt", "people", "answers", "skips")
    )
    return {prompt: Turnout(*numbers) for prompt, *numbers in rows}


def outcome_of(prompt: Prompt, audience: Audience = Audience.GROUP) -> Outcome:
    """A prompt's results for an audience, whether or not the room may see them yet."""
    turnout = turnouts([prompt]).get(prompt.pk, Turnout())
    return Outcome(prompt, turnout, **details_of(prompt, audience))


def details_of(prompt: Prompt, audience: Audience = Audience.GROUP) -> dict[str, Any]:
    """A prompt's counts, words or items; open texts have none of these."""
    match prompt.kind:
        case Kind.WORDS:
            return {"words": words_of(prompt, audience)}
        case Kind.STATEMENTS | Kind.QUESTIONS:
            return {"items": items_of(prompt, audience)}
        case Kind.TEXT:
            return {}
        case _:
            return {"counts": counts_of(prompt)}


def is_shown(prompt: Prompt) -> bool:
    """Whether everybody in the room may see a prompt's results now."""
    if prompt.state == PromptState.WAITING:
        return False
    if prompt.results == Results.LIVE or prompt.revealed:
        return True
    return prompt.results == Results.AFTER and prompt.state == PromptState.CLOSED


def words_of(prompt: Prompt, audience: Audience = Audience.GROUP) -> list[Word]:
    """A prompt's word cloud: each word with the number of people who said it."""
    rows = Answer.objects.filter(prompt=prompt).exclude(passage=None)
    pairs = list(rows.values_list("participant", "passage").order_by("pk"))
    said = texts((passage for _person, passage in pairs), audience)
    language = prompt.conversation.language
    return cloud([(person, said[one]) for person, one in pairs if one in said], language)


def counts_of(prompt: Prompt) -> list[Any]:
    """Counts aligned with the options: of people who chose each, or for rankings, per rank."""
    rows = Answer.objects.filter(prompt=prompt, skipped=False).values_list("value")
    grouped = [(value, n) for value, n in rows.annotate(n=Count("pk")).order_by()]
    size = len(prompt.options)
    match prompt.kind:
        case Kind.RATING:
            return _add([((value - 1,), n) for value, n in grouped], highest_rating(prompt))
        case Kind.CHOICES:
            return _add(grouped, size)
        case Kind.RANKING:
            return [
                _add([((order.index(option),), n) for order, n in grouped], size)
                for option in range(size)
            ]
        case _:
            return _add([((value,), n) for value, n in grouped], size)


def items_of(
    prompt: Prompt,
    audience: Audience = Audience.GROUP,
    states: Sequence[PassageState] = PUBLISHED,
) -> list[ShownItem]:
    """A prompt's items with their votes: pinned first, then most votes, then oldest."""
    rows = list(Item.objects.filter(prompt=prompt, passage__state__in=list(states)).order_by("pk"))
    words = quotes([row.passage_id for row in rows], audience, states)
    votes = _votes(prompt)
    shown = [
        ShownItem(
            id=row.pk,
            passage=row.passage_id,
            text=words[row.passage_id].text,
            attribution=words[row.passage_id].attribution,
            language=words[row.passage_id].language,
            state=words[row.passage_id].state,
            pinned=row.pinned,
            label=row.label,
            answered=row.answered_at is not None,
            reply=row.reply,
            merged_into=row.merged_into_id,
            agree=votes[row.pk, 1],
            disagree=votes[row.pk, -1],
            passed=votes[row.pk, 0] if prompt.kind == Kind.STATEMENTS else 0,
        )
        for row in rows
        if row.merged_into_id is None or len(states) > 1
    ]
    return sorted(shown, key=lambda one: (not one.pinned, -one.agree, one.id))


def _votes(prompt: Prompt) -> Counter[tuple[Any, Any]]:
    """Votes by item and value; a merged item's voters count once for the item it went into."""
    rows = (
        Answer.objects.filter(prompt=prompt, item__isnull=False, skipped=False)
        .annotate(target=Coalesce(F("item__merged_into"), F("item")))
        .values("target", "value")
        .annotate(n=Count("participant", distinct=True))
        .values_list("target", "value", "n")
    )
    counted: Counter[tuple[Any, Any]] = Counter()
    for target, value, n in rows:
        counted[target, value] += n
    return counted


def _add(chosen: Iterable[tuple[Iterable[int], int]], size: int) -> list[int]:
    counts = [0] * size
    for options, n in chosen:
        for option in options:
            if 0 <= option < size:
                counts[option] += n
    return counts
