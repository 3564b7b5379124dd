"""A conversation that was held elsewhere and is public already comes in whole."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from howff.consent.models import Attribution, Audience, Consent
from howff.conversations.actions.preparing import create_conversation
from howff.conversations.models import (
    Answer,
    Conversation,
    ConversationState,
    Item,
    Kind,
    Participant,
    Prompt,
    PromptState,
    Results,
)
from howff.conversations.rules import Refused
from howff.conversations.rules.values import clean
from howff.evidence.models import Passage, PassageState, Speaker
from howff.formats.polis import PolisConversation, Statement, Vote
from howff.people.actions import remember
from howff.people.models import Collaboration, Person
from howff.sense.holding import must_wait

WORDING = "polis-open-data"
CREDIT = "The Computational Democracy Project and the conversation's owners, CC BY 4.0"
AT_ONCE = 5000


@transaction.atomic
def import_polis(
    *,
    collaboration: Collaboration,
    export: PolisConversation,
    by: Person | None,
    tell: Callable[[str], None] = lambda _line: None,
) -> Conversation:
    """Keep a Polis export as a closed conversation of statements and votes, once only.

    Nobody is named, and everything may be quoted, because the export is public already.
    Statements that its moderators refused are archived; a slur waits for review, as everywhere.
    """
    conversation, prompt = _conversation(collaboration, export, by)
    people = _participants(conversation, export)
    tell(f"{len(people):,} people")
    items = _items(prompt, export.statements, people)
    tell(f"{len(items):,} statements")
    for kept in _votes(prompt, export, people, items):
        tell(f"{kept:,} of {len(export.votes):,} votes")
    remember(
        collaboration=collaboration,
        by=by,
        verb="imported a conversation",
        subject=f"conversation:{conversation.pk}",
        details={"title": conversation.title, "from": export.url},
    )
    return conversation


def _conversation(
    collaboration: Collaboration, export: PolisConversation, by: Person | None
) -> tuple[Conversation, Prompt]:
    source = f"polis:{(export.url.rstrip('/') or export.topic).rpartition('/')[2]}"[:60]
    earlier = collaboration.conversations.filter(recipe=source).first()
    if earlier:
        message = _("%(title)s was imported already: it is conversation %(number)d.")
        raise Refused("invalid", message % {"title": earlier.title, "number": earlier.pk})
    conversation = create_conversation(
        collaboration=collaboration,
        title=export.topic[:200],
        by=by,
        purpose=f"{clean(export.description)}\n\n{export.url}\n{CREDIT}".strip()[:4000],
        prompts=[{"kind": Kind.STATEMENTS, "text": export.topic[:500], "results": Results.AFTER}],
    )
    times = sorted(_times(export))
    conversation.recipe = source
    conversation.state = ConversationState.CLOSED
    conversation.opened_at, conversation.closed_at = times[0], times[-1]
    conversation.save(update_fields=["recipe", "state", "opened_at", "closed_at"])
    prompt = conversation.prompts.get()
    prompt.state, prompt.revealed, prompt.moderated = PromptState.CLOSED, True, True
    prompt.opened_at, prompt.closed_at = times[0], times[-1]
    prompt.save()
    return conversation, prompt


def _times(export: PolisConversation) -> Iterable[datetime]:
    yield from (one.created for one in export.statements)
    yield from (one.at for one in export.votes if one.at)


def _participants(conversation: Conversation, export: PolisConversation) -> dict[int, Participant]:
    """Everybody who voted, and everybody else who wrote a statement, by their number there."""
    first: dict[int, datetime] = {}
    created = {one.id: one.created for one in export.statements}
    moments = [(one.author, one.created) for one in export.statements]
    moments += [(one.voter, one.at or created[one.statement]) for one in export.votes]
    for number, at in moments:
        first[number] = min(at, first.get(number, at))
    beginning = min(first.values())
    numbers = sorted({one.id for one in export.participants} | first.keys())
    consents = Consent.objects.bulk_create(
        Consent(attribution=Attribution.NONE, audience=Audience.REPORT, wording=WORDING)
        for _number in numbers
    )
    speakers = Speaker.objects.bulk_create(Speaker() for _number in numbers)
    kept = Participant.objects.bulk_create(
        Participant(
            conversation=conversation,
            speaker=speaker,
            consent=consent,
            key=uuid4().hex,
            joined_at=first.get(number, beginning),
        )
        for number, consent, speaker in zip(numbers, consents, speakers, strict=True)
    )
    return dict(zip(numbers, kept, strict=True))


def _items(
    prompt: Prompt, statements: Iterable[Statement], people: Mapping[int, Participant]
) -> dict[int, Item]:
    """The statements by their number there, under the consent of whoever wrote them."""
    kept = list(statements)
    passages = Passage.objects.bulk_create(
        _passage(prompt, one, people[one.author]) for one in kept
    )
    items = Item.objects.bulk_create(
        Item(prompt=prompt, passage=passage, created_at=one.created)
        for one, passage in zip(kept, passages, strict=True)
    )
    return {one.id: item for one, item in zip(kept, items, strict=True)}


def _passage(prompt: Prompt, statement: Statement, author: Participant) -> Passage:
    conversation = prompt.conversation
    return Passage(
        collaboration_id=conversation.collaboration_id,
        source=f"polis:{prompt.pk}:{statement.id}",
        text=clean(statement.text),
        language=conversation.language,
        speaker_id=author.speaker_id,
        consent_id=author.consent_id,
        state=_state(statement, conversation.language),
        said_at=statement.created,
        changed_at=statement.created,
    )


def _state(statement: Statement, language: str) -> PassageState:
    if statement.moderated < 0:
        return PassageState.ARCHIVED
    waits = must_wait(statement.text, language)
    return PassageState.REVIEW if waits else PassageState.PUBLISHED


def _votes(
    prompt: Prompt,
    export: PolisConversation,
    people: Mapping[int, Participant],
    items: Mapping[int, Item],
) -> Iterable[int]:
    """Keep the votes some thousands at a time, and say how many are kept so far."""
    created = {one.id: one.created for one in export.statements}
    for begin in range(0, len(export.votes), AT_ONCE):
        some = export.votes[begin : begin + AT_ONCE]
        Answer.objects.bulk_create(
            _vote(prompt, one, people[one.voter], items[one.statement], created[one.statement])
            for one in some
        )
        yield begin + len(some)


def _vote(prompt: Prompt, vote: Vote, person: Participant, item: Item, created: datetime) -> Answer:
    at = vote.at or created
    return Answer(
        prompt=prompt,
        participant=person,
        slot=f"vote:{item.pk}",
        value=vote.vote,
        item=item,
        answered_at=at,
        changed_at=at,
    )
