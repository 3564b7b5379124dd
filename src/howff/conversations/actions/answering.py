"""Participants answer: a batch of answers is kept in one transaction, each once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2s

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

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
from howff.conversations.rules import Given, Refused, read_value
from howff.conversations.signals import votes_came
from howff.evidence.actions import keep, take_back
from howff.evidence.models import Passage, PassageState
from howff.live.announce import announce
from howff.sense.holding import must_wait

ITEM_KINDS = {Kind.STATEMENTS, Kind.QUESTIONS}
# Asked for every batch of answers, so only what is needed, and in SQL that is written already.
PROMPTS = """
    SELECT id, conversation_id, kind, options, state, several, additions, moderated
    FROM conversations_prompt WHERE id IN (%s)"""
CONVERSATIONS = """
    SELECT id, collaboration_id, state, follow_up_until, language
    FROM conversations_conversation WHERE id IN (%s)"""
PARTICIPANTS = """
    SELECT id, conversation_id, speaker_id, consent_id, removed_at
    FROM conversations_participant WHERE id IN (%s)"""


@dataclass(frozen=True, slots=True)
class AnswerRequest:
    """What a phone sends to answer; `key` makes sending it again harmless.

    `slot` names an answer that exists already, to change it.
    """

    participant: int
    prompt: int
    value: object
    key: str = ""
    slot: str | None = None


@dataclass(slots=True)
class _Answering:
    prompt: Prompt
    participant: Participant
    given: Given
    slot: str
    passage: Passage | None = None


def record_answers(requests: Sequence[AnswerRequest]) -> list[int | Refused]:
    """Keep answers inside the running transaction; the number of each, or why it was refused."""
    now = timezone.now()
    read = _read(requests)
    fitting = {_place(one): one for one in read if isinstance(one, _Answering)}
    _keep_words(list(fitting.values()), now)
    numbers = _keep_answers(fitting, now)
    announce(*{topic for one in fitting.values() for topic in topics_of(one.prompt)})
    _tell_of_votes(fitting.values())
    return [one if isinstance(one, Refused) else numbers[_place(one)] for one in read]


def _tell_of_votes(kept: Iterable[_Answering]) -> None:
    voted = {
        one.prompt.pk
        for one in kept
        if one.given.item is not None and one.prompt.kind == Kind.STATEMENTS
    }
    if voted:
        votes_came.send(sender=Prompt, prompts=frozenset(voted))


def topics_of(prompt: Prompt) -> tuple[str, str, str]:
    """The topics that show a prompt."""
    pk = prompt.conversation_id
    return f"room:{pk}", f"console:{pk}", f"after:{prompt.pk}"


def is_open(prompt: Prompt, now: datetime) -> bool:
    """Whether a prompt takes answers: while open, in an open conversation or its follow-up."""
    conversation = prompt.conversation
    if prompt.state != PromptState.OPEN:
        return False
    until = conversation.follow_up_until
    return conversation.state == ConversationState.OPEN or (until is not None and until > now)


def _place(one: _Answering) -> tuple[int, int, str]:
    return one.prompt.pk, one.participant.pk, one.slot


def _read(requests: Sequence[AnswerRequest]) -> list[_Answering | Refused]:
    prompts = _rows(Prompt, PROMPTS, {one.prompt for one in requests})
    homes = {one.conversation_id for one in prompts.values()}
    conversations = _rows(Conversation, CONVERSATIONS, homes)
    for prompt in prompts.values():
        prompt.conversation = conversations[prompt.conversation_id]
    people = _rows(Participant, PARTICIPANTS, {one.participant for one in requests})
    read = [_one(one, prompts.get(one.prompt), people.get(one.participant)) for one in requests]
    return _only_shown_items(read)


def _rows[Row: models.Model](kind: type[Row], sql: str, numbers: set[int]) -> dict[int, Row]:
    marks = ",".join(["%s"] * len(numbers))
    rows = kind._default_manager.raw(sql % marks, list(numbers)) if numbers else ()  # noqa: SLF001
    return {row.pk: row for row in rows}


def _one(
    request: AnswerRequest, prompt: Prompt | None, person: Participant | None
) -> _Answering | Refused:
    if person is None or person.removed_at:
        message = _("Please join the conversation again.")
        return Refused("bad_token", message, status=401)
    if prompt is None or prompt.conversation_id != person.conversation_id:
        message = _("There is no such prompt in this conversation.")
        return Refused("not_yours", message, field="prompt", status=404)
    if not is_open(prompt, timezone.now()):
        message = _("This question is not open for answers now.")
        return Refused("not_open", message, field="prompt", status=409)
    try:
        given = read_value(prompt, request.value)
    except Refused as refused:
        return refused
    slot = _slot(prompt, given, request.key) if request.slot is None else request.slot
    if slot.startswith("vote:") != (given.item is not None):
        message = _("A vote can only be changed into another vote, and words into other words.")
        return Refused("invalid", message, field="value")
    return _Answering(prompt, person, given, slot)


def _slot(prompt: Prompt, given: Given, key: str) -> str:
    if given.item is not None:
        return f"vote:{given.item}"
    if given.skipped or not (prompt.several or prompt.kind in ITEM_KINDS):
        return ""
    content = key or f"{given.value!r}\n{given.text}"
    return blake2s(content.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _only_shown_items(read: list[_Answering | Refused]) -> list[_Answering | Refused]:
    wanted = {one.given.item for one in read if isinstance(one, _Answering) and one.given.item}
    if not wanted:
        return read
    rows = Item.objects.filter(pk__in=wanted, passage__state=PassageState.PUBLISHED)
    shown = set(rows.values_list("pk", "prompt"))
    message = _("This one is not shown any more, so it takes no votes.")
    return [
        Refused("not_open", message, field="value", status=409)
        if isinstance(one, _Answering)
        and one.given.item
        and (one.given.item, one.prompt.pk) not in shown
        else one
        for one in read
    ]


def _keep_words(answers: list[_Answering], now: datetime) -> None:
    _erase_what_is_now_skipped([one for one in answers if one.given.skipped])
    if spoken := [one for one in answers if one.given.text]:
        _keep_passages(spoken, now)


def _keep_passages(spoken: list[_Answering], now: datetime) -> None:
    for one, passage in zip(spoken, keep([_passage(one, now) for one in spoken]), strict=True):
        one.passage = passage
    Item.objects.bulk_create(
        (
            Item(prompt=one.prompt, passage=one.passage, created_at=now)
            for one in spoken
            if one.prompt.kind in ITEM_KINDS and one.passage
        ),
        ignore_conflicts=True,
    )


def _passage(one: _Answering, now: datetime) -> Passage:
    conversation = one.prompt.conversation
    waits = one.prompt.moderated or must_wait(one.given.text, conversation.language)
    return Passage(
        collaboration_id=conversation.collaboration_id,
        source=f"answer:{one.prompt.pk}:{one.participant.pk}:{one.slot}",
        text=one.given.text,
        language=conversation.language,
        speaker_id=one.participant.speaker_id,
        consent_id=one.participant.consent_id,
        state=PassageState.REVIEW if waits else PassageState.PUBLISHED,
        said_at=now,
        changed_at=now,
    )


def _erase_what_is_now_skipped(skipped: list[_Answering]) -> None:
    for one in skipped:
        rows = Answer.objects.filter(
            prompt=one.prompt, participant=one.participant, slot=one.slot, passage__isnull=False
        )
        take_back(passage_ids=rows.values_list("passage", flat=True))


def _keep_answers(
    answers: dict[tuple[int, int, str], _Answering], now: datetime
) -> dict[tuple[int, int, str], int]:
    rows = Answer.objects.bulk_create(
        [
            Answer(
                prompt=one.prompt,
                participant=one.participant,
                slot=one.slot,
                value=one.given.value,
                skipped=one.given.skipped,
                passage=one.passage,
                item_id=one.given.item,
                answered_at=now,
                changed_at=now,
            )
            for one in answers.values()
        ],
        update_conflicts=True,
        unique_fields=["prompt", "participant", "slot"],
        update_fields=["value", "skipped", "passage", "changed_at"],
    )
    return {place: row.pk for place, row in zip(answers, rows, strict=True)}
