"""What open pages are told: small snapshots of a conversation, made once for everybody."""

from collections.abc import Mapping
from typing import Any
from zlib import crc32

from django.db.models import Q, QuerySet

from howff.conversations.models import (
    Answer,
    Conversation,
    Kind,
    Participant,
    Prompt,
    PromptState,
)
from howff.conversations.queries.results import ShownItem, Turnout, details_of, is_shown, turnouts
from howff.evidence.models import PassageState
from howff.live import snapshots
from howff.people.models import Change

SMALL = ("conversation", "state", "kind", "options", "results", "revealed", "ends_at", "position")
MOST_WORDS = 30
MOST_ITEMS = 30


def room(key: str) -> Mapping[str, object] | None:
    """What everybody in the room may see: for phones and the stage, in a few hundred bytes."""
    conversation = Conversation.objects.filter(pk=int(key)).first()
    return None if conversation is None else snapshot(conversation)


def stage(key: str) -> Mapping[str, object] | None:
    """The same with every prompt, for a page that opens."""
    conversation = Conversation.objects.filter(pk=int(key)).first()
    return None if conversation is None else snapshot(conversation, small=False)


def whole(key: str) -> Mapping[str, object] | None:
    """Every prompt with its results, hidden ones too: for facilitators."""
    conversation = Conversation.objects.filter(pk=int(key)).first()
    return None if conversation is None else snapshot(conversation, small=False, everything=True)


def rendered(topic: str) -> bytes:
    """A topic's snapshot as JSON, with its version."""
    rendering = snapshots.render(topic)
    return b"null" if rendering is None else rendering.body


def after(key: str) -> Mapping[str, object] | None:
    """A prompt's results for those who have answered it."""
    prompt = Prompt.objects.select_related("conversation").filter(pk=int(key)).first()
    if prompt is None:
        return None
    return _of_prompt(prompt, turnouts([prompt]).get(prompt.pk, Turnout()), small=True, show=True)


def console(key: str) -> Mapping[str, object] | None:
    """A tick for facilitators' pages: it changes whenever anything they look at changes."""
    conversation = Conversation.objects.filter(pk=int(key)).first()
    if conversation is None:
        return None
    answers = Answer.objects.filter(prompt__conversation=conversation)
    waiting = answers.filter(passage__state=PassageState.REVIEW).count()
    latest = Change.objects.filter(collaboration=conversation.collaboration_id).first()
    return {
        "people": _people(conversation),
        "answers": answers.count(),
        "changed": str(answers.order_by("-changed_at").values_list("changed_at").first()),
        "review": waiting,
        "structure": conversation.structure,
        "change": latest.pk if latest else 0,
    }


def snapshot(
    conversation: Conversation, *, small: bool = True, everything: bool = False
) -> dict[str, Any]:
    """A conversation's state: small for the stream, whole for a page or for facilitators."""
    prompts = list(_in_view(conversation) if small else conversation.prompts.all())
    counted = turnouts(prompts)
    return {
        "id": conversation.pk,
        "state": conversation.state,
        "structure": conversation.structure,
        "current": conversation.current_id,
        "people": _people(conversation),
        "message": conversation.message,
        "prompts": [
            _of_prompt(
                prompt,
                counted.get(prompt.pk, Turnout()),
                small=small,
                show=everything or is_shown(prompt),
            )
            for prompt in prompts
        ],
    }


def _in_view(conversation: Conversation) -> QuerySet[Prompt]:
    open_or_current = Q(state=PromptState.OPEN) | Q(pk=conversation.current_id)
    return conversation.prompts.filter(open_or_current).only(*SMALL)


def _people(conversation: Conversation) -> int:
    return Participant.objects.filter(conversation=conversation, removed_at=None).count()


def _of_prompt(prompt: Prompt, turnout: Turnout, *, small: bool, show: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": prompt.pk,
        "state": prompt.state,
        "people": turnout.people,
        "answers": turnout.answers,
    }
    if not small:
        told |= {"kind": prompt.kind, "text": prompt.text, "options": prompt.options}
        told |= {"skipped": turnout.skipped, "shown": is_shown(prompt)}
    if prompt.ends_at:
        told["ends_at"] = prompt.ends_at
    if show and prompt.kind != Kind.TEXT:
        told |= _results(prompt, small=small)
    return told


def _results(prompt: Prompt, *, small: bool) -> dict[str, Any]:
    details = details_of(prompt)
    if "words" in details:
        words = [[one.text, one.people] for one in details["words"]]
        return {"words": words[:MOST_WORDS] if small else words}
    if "items" in details:
        items: list[ShownItem] = details["items"]
        if small:
            looks = [(one.id, one.text, one.pinned, one.label, one.state) for one in items]
            look = repr([looks, [(one.answered, one.reply) for one in items]])
            numbers = [_numbers(prompt, one) for one in items[:MOST_ITEMS]]
            return {"items": numbers, "look": crc32(look.encode())}
        return {"items": [item_json(prompt, one) for one in items]}
    return details


def item_json(prompt: Prompt, item: ShownItem) -> dict[str, Any]:
    """An item as programs see it."""
    told: dict[str, Any] = {
        "id": item.id,
        "text": item.text,
        "language": item.language,
        "attribution": item.attribution,
    }
    if prompt.kind == Kind.STATEMENTS:
        return told | {"agree": item.agree, "disagree": item.disagree, "pass": item.passed}
    state = "answered" if item.answered else item.state
    return told | {
        "votes": item.votes,
        "state": state,
        "pinned": item.pinned,
        "label": item.label,
        "reply": item.reply,
    }


def _numbers(prompt: Prompt, item: ShownItem) -> list[int]:
    if prompt.kind == Kind.STATEMENTS:
        return [item.id, item.agree, item.disagree, item.passed]
    return [item.id, item.votes]
