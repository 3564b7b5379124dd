"""What was said, as one list for moderators: what needs review first."""

from dataclasses import dataclass

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from howff.consent.models import Audience
from howff.conversations.models import Answer, Conversation, Item, Kind, Prompt
from howff.evidence.models import Passage, PassageState
from howff.evidence.queries import MODERATION, Quote, quotes

AT_ONCE = 25
ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Voice:
    """Something that was said to a prompt, as a moderator sees it."""

    prompt: Prompt
    quote: Quote
    item: Item | None
    own: bool
    votes: int

    @property
    def question(self) -> bool:
        """Whether this is a question from the audience."""
        return self.item is not None and is_question(self.item)


@dataclass(frozen=True, slots=True)
class Voices:
    """The first of what was said, how much there is of it, and how much needs review."""

    shown: list[Voice]
    total: int
    waiting: int


def voices_of(
    conversation: Conversation,
    *,
    prompt: int | None = None,
    state: str = "",
    search: str = "",
    limit: int = AT_ONCE,
) -> Voices:
    """What was said in a conversation: what needs review, what is shown, what is archived."""
    said = _passages(conversation, prompt, quiet=not (prompt or state or search))
    found = said.filter(text__icontains=search) if search else said
    if state == ANSWERED:
        found = found.filter(_of_an_item(answered_at__isnull=False))
    elif state:
        found = found.filter(state=state)
    rows = _in_order(found)
    return Voices(
        shown=_voices(dict(rows[:limit])),
        total=len(rows),
        waiting=waiting_in(conversation),
    )


def waiting_in(conversation: Conversation) -> int:
    """How much of what was said needs review."""
    answers = Answer.objects.filter(prompt__conversation=conversation)
    return answers.filter(passage__state=PassageState.REVIEW).count()


def is_question(item: Item) -> bool:
    """Whether this is a question from the audience."""
    return item.prompt.kind == Kind.QUESTIONS


def others_like(item: Item) -> list[tuple[int, str]]:
    """The other items of the same list, into which this one may be merged."""
    rows = Item.objects.filter(
        prompt=item.prompt_id, merged_into=None, passage__state=PassageState.PUBLISHED
    )
    pairs = list(rows.exclude(pk=item.pk).values_list("pk", "passage").order_by("pk"))
    words = quotes([passage for _pk, passage in pairs], Audience.GROUP)
    return [(pk, words[passage].text) for pk, passage in pairs if words[passage].text]


def _passages(conversation: Conversation, prompt: int | None, *, quiet: bool) -> QuerySet[Passage]:
    prompts = conversation.prompts.filter(pk=prompt) if prompt else conversation.prompts.all()
    answers = Answer.objects.filter(prompt__in=prompts, passage__isnull=False)
    if quiet:  # single words are many, and the cloud shows them
        review = PassageState.REVIEW
        answers = answers.filter(~Q(prompt__kind=Kind.WORDS) | Q(passage__state=review))
    items = Item.objects.filter(prompt__in=prompts)
    either = answers.values("passage").union(items.values("passage"))
    return Passage.objects.filter(pk__in=either, state__in=list(MODERATION))


def _of_an_item(**conditions: object) -> Exists:
    return Exists(Item.objects.filter(passage=OuterRef("pk"), **conditions))


def _in_order(rows: QuerySet[Passage]) -> list[tuple[int, int]]:
    votes = Answer.objects.filter(item__passage=OuterRef("pk"), value=1).order_by()
    counted = votes.values("item__passage").annotate(n=Count("pk")).values("n")
    places = [When(state=one, then=place) for place, one in enumerate(MODERATION)]
    ordered = rows.annotate(
        place=Case(*places, default=len(places)),
        pinned=_of_an_item(pinned=True),
        done=_of_an_item(answered_at__isnull=False),
        votes=Coalesce(Subquery(counted), Value(0)),
    ).order_by("place", "-pinned", "done", "-votes", "-pk")
    return list(ordered.values_list("pk", "votes"))


def _voices(votes: dict[int, int]) -> list[Voice]:
    words = quotes(votes, Audience.GROUP, MODERATION)
    answers = Answer.objects.filter(passage__in=votes).select_related("prompt")
    items = Item.objects.filter(passage__in=votes).select_related("prompt")
    said = {one.passage_id: one for one in answers}
    listed = {one.passage_id: one for one in items}
    return [
        Voice(
            prompt=listed[number].prompt if number in listed else said[number].prompt,
            quote=words[number],
            item=listed.get(number),
            own=number not in said,
            votes=count,
        )
        for number, count in votes.items()
    ]
