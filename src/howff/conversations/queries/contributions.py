"""Everything that one participant gave, in words, for that participant alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from howff.consent.models import Audience, Consent
from howff.consent.queries import in_words
from howff.conversations.models import (
    Answer,
    Conversation,
    ConversationState,
    Item,
    Kind,
    Participant,
    Prompt,
    PromptState,
)
from howff.conversations.queries.identity import Who
from howff.conversations.rules import highest_rating
from howff.conversations.rules.values import LONGEST
from howff.evidence.models import Passage, PassageState, Use
from howff.evidence.queries import own_words, quotes, used_in


@dataclass(frozen=True, slots=True)
class Contribution:
    """One thing that a participant gave: what it says, where it stands, and where it is used.

    `statement` is the statement that it is a vote on, while that vote can be changed.
    """

    id: int
    prompt: Prompt
    said: str
    language: str
    is_words: bool
    state: str
    consent: Consent | None
    allowed: str
    uses: list[Use]
    changeable: bool
    statement: int | None
    form: dict[str, Any]

    @property
    def anchor(self) -> str:
        """Its name within the page."""
        return f"a{self.id}"


def owner(who: Who) -> Participant | None:
    """The participant whom a private link belongs to, also when they were removed from the room."""
    rows = Participant.objects.select_related("conversation__collaboration", "speaker", "consent")
    return rows.filter(pk=who.participant, conversation=who.conversation).first()


def contributions_of(participant: Participant) -> list[Contribution]:
    """All that a participant gave, in the order of the prompts."""
    rows = list(participant.answers.select_related("prompt__conversation", "item"))
    rows.sort(key=lambda one: (one.prompt.position, one.prompt_id, one.pk))
    words = own_words(one.passage_id for one in rows if one.passage_id)
    voted = quotes((one.item.passage_id for one in rows if one.item), Audience.GROUP)
    passages = Passage.objects.select_related("consent").in_bulk(words.keys())
    told = []
    for row in rows:
        mine = words.get(row.passage_id) if row.passage_id else None
        passage = passages.get(row.passage_id) if row.passage_id else None
        item = voted[row.item.passage_id].text if row.item else ""
        told.append(
            Contribution(
                id=row.pk,
                prompt=row.prompt,
                said=mine.text if mine else value_in_words(row, item),
                language=mine.language if mine else "",
                is_words=passage is not None,
                state=_state(passage.state) if passage else "",
                consent=passage.consent if passage else None,
                allowed=in_words(passage.consent) if passage else "",
                uses=used_in(passage.pk) if passage else [],
                changeable=takes_answers(row.prompt) and row.item is None,
                statement=row.item_id if item and _votes_can_change(row.prompt) else None,
                form=form_of(row.prompt, row.value, mine.text if mine else ""),
            )
        )
    return told


def value_in_words(answer: Answer, item: str = "") -> str:
    """An answer as a sentence or a list."""
    if answer.skipped:
        return _("You preferred not to say.")
    if answer.item_id:
        return _vote_in_words(answer.prompt, answer.value, item)
    return _choice_in_words(answer.prompt, answer.value)


def takes_answers(prompt: Prompt) -> bool:
    """Whether a prompt takes answers now."""
    conversation = prompt.conversation
    if prompt.state != PromptState.OPEN:
        return False
    return conversation.state == ConversationState.OPEN or follows_up(conversation)


def _votes_can_change(prompt: Prompt) -> bool:
    return prompt.kind == Kind.STATEMENTS and takes_answers(prompt)


def follows_up(conversation: Conversation) -> bool:
    """Whether the follow-up survey is open."""
    until = conversation.follow_up_until
    return until is not None and until > timezone.now()


def form_of(prompt: Prompt, value: Any, text: str) -> dict[str, Any]:
    """What a form needs to ask a prompt again, with what was answered filled in."""
    top = highest_rating(prompt) if prompt.kind == Kind.RATING else 0
    ends = prompt.options or ["", ""]
    labels = {1: ends[0], top: ends[-1]} if len(ends) <= 2 else dict(enumerate(ends, start=1))
    chosen = value if isinstance(value, list) else [value]
    places = {option: place for place, option in enumerate(chosen, start=1)}
    return {
        "kind": prompt.kind,
        "longest": LONGEST.get(Kind(prompt.kind), 0),
        "text": text,
        "options": [
            {"index": index, "label": label, "chosen": index in chosen, "place": places.get(index)}
            for index, label in enumerate(prompt.options)
        ],
        "points": [
            {"value": point, "label": labels.get(point, ""), "chosen": point == value}
            for point in range(1, top + 1)
        ],
    }


def own_items(participant: Participant) -> dict[int, int]:
    """The statements and questions that are this participant's own, by passage."""
    passages = participant.answers.exclude(passage=None).values("passage")
    rows: Iterable[tuple[int, int]] = Item.objects.filter(passage__in=passages).values_list(
        "passage", "pk"
    )
    return dict(rows)


def _choice_in_words(prompt: Prompt, value: Any) -> str:
    match prompt.kind:
        case Kind.CHOICE:
            return _options(prompt, [value])[0]
        case Kind.CHOICES:
            return ", ".join(_options(prompt, value))
        case Kind.RATING:
            return _("%(value)d of %(top)d") % {"value": value, "top": highest_rating(prompt)}
        case Kind.RANKING:
            named = enumerate(_options(prompt, value), start=1)
            return "; ".join(f"{place}. {option}" for place, option in named)
        case _:
            return ""


def _vote_in_words(prompt: Prompt, value: Any, item: str) -> str:
    about = item or _("something that has been taken away since")
    if prompt.kind == Kind.QUESTIONS:
        said = _("You support: %(item)s") if value else _("You supported for a while: %(item)s")
        return said % {"item": about}
    sentences = {
        1: _("You agree: %(item)s"),
        0: _("You passed: %(item)s"),
        -1: _("You disagree: %(item)s"),
    }
    return sentences[value] % {"item": about}


def _options(prompt: Prompt, indices: Iterable[int]) -> list[str]:
    return [prompt.options[one] if one < len(prompt.options) else "?" for one in indices]


def _state(state: str) -> str:
    return {
        PassageState.REVIEW: _("Waiting for review"),
        PassageState.PUBLISHED: _("Shown"),
        PassageState.ARCHIVED: _("Put away, not shown"),
        PassageState.WITHDRAWN: _("Taken back"),
    }[PassageState(state)]
