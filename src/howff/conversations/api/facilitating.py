"""What a facilitator's program may do: make, run and read conversations."""

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from howff.conversations.actions import preparing, running
from howff.conversations.api.schemas import PROBLEMS, ConversationIn, ConversationOut
from howff.conversations.queries import access, room, taking_part, voices
from howff.conversations.queries.attendance import attendance_of
from howff.conversations.queries.exporting import exported
from howff.conversations.queries.identity import join_url
from howff.conversations.rules import may_run
from howff.formats.tables import XLSX_TYPE
from howff.people.queries import collaboration_to_facilitate

router = Router(tags=["conversations"])


OK = {200: dict[str, Any], **PROBLEMS}


def by(request: HttpRequest) -> Any:
    """The person whose token the program used."""
    return request.auth  # type: ignore[attr-defined]


@router.post("/conversations", response={201: ConversationOut, **PROBLEMS})
def create(request: HttpRequest, payload: ConversationIn) -> Status[dict[str, Any]]:
    """Make a conversation from a recipe, or from prompts."""
    person = by(request)
    conversation = preparing.create_conversation(
        collaboration=collaboration_to_facilitate(person, payload.collaboration),
        title=payload.title,
        recipe=payload.recipe,
        prompts=[one.dict(exclude_none=True) for one in payload.prompts],
        by=person,
    )
    made = {
        "id": conversation.pk,
        "code": conversation.code,
        "join_url": join_url(conversation.code),
        "prompts": [{"id": one.pk, "kind": one.kind} for one in conversation.prompts.all()],
    }
    return Status(201, made)


@router.get("/conversations/{int:conversation_id}", response=OK)
def read(request: HttpRequest, conversation_id: int) -> dict[str, Any]:
    """A conversation with its prompts."""
    conversation = access.conversation_for(by(request), conversation_id)
    prompts = taking_part.prompts_json(conversation)
    return {**taking_part.conversation_json(conversation), "prompts": prompts}


@router.post("/conversations/{int:conversation_id}/open", response=OK)
def open_conversation(request: HttpRequest, conversation_id: int) -> dict[str, Any]:
    """Let people join."""
    person = by(request)
    conversation = access.running_for(person, conversation_id)
    running.open_conversation(conversation=conversation, by=person)
    return taking_part.conversation_json(conversation)


@router.post("/conversations/{int:conversation_id}/close", response=OK)
def close_conversation(request: HttpRequest, conversation_id: int) -> dict[str, Any]:
    """End the conversation."""
    person = by(request)
    conversation = access.running_for(person, conversation_id)
    running.close_conversation(conversation=conversation, by=person)
    return taking_part.conversation_json(conversation)


@router.post("/prompts/{int:prompt_id}/open", response=OK)
def open_prompt(request: HttpRequest, prompt_id: int) -> dict[str, Any]:
    """Let people answer a prompt; opens the conversation too."""
    person = by(request)
    prompt = access.prompt_for(person, prompt_id)
    return taking_part.prompt_json(running.open_prompt(prompt=prompt, by=person))


@router.post("/prompts/{int:prompt_id}/close", response=OK)
def close_prompt(request: HttpRequest, prompt_id: int) -> dict[str, Any]:
    """Take no more answers to a prompt."""
    person = by(request)
    prompt = access.prompt_for(person, prompt_id)
    return taking_part.prompt_json(running.close_prompt(prompt=prompt, by=person))


@router.post("/prompts/{int:prompt_id}/reveal", response=OK)
def reveal_prompt(request: HttpRequest, prompt_id: int) -> dict[str, Any]:
    """Show a prompt's results to the room."""
    person = by(request)
    prompt = access.prompt_for(person, prompt_id)
    return taking_part.prompt_json(running.reveal_prompt(prompt=prompt, by=person))


@router.get("/conversations/{int:conversation_id}/stage", response=OK)
def stage(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """A versioned snapshot with every prompt's results, hidden ones too: `shown` tells which."""
    conversation = access.conversation_for(by(request), conversation_id)
    everything = may_run(by(request), conversation)
    topic = f"{'whole' if everything else 'stage'}:{conversation.pk}"
    return HttpResponse(room.rendered(topic), content_type="application/json")


@router.get("/conversations/{int:conversation_id}/attendance", response=OK)
def attendance(request: HttpRequest, conversation_id: int) -> dict[str, Any]:
    """Who came; groups under five are merged."""
    conversation = access.conversation_for(by(request), conversation_id)
    return voices.attendance_json(attendance_of(conversation))


@router.get(
    "/conversations/{int:conversation_id}/passages",
    response={200: list[dict[str, Any]], **PROBLEMS},
)
def passages(
    request: HttpRequest, conversation_id: int, audience: Literal["group", "report"] = "report"
) -> list[dict[str, Any]]:
    """What was said, as far as this audience may read it."""
    conversation = access.conversation_for(by(request), conversation_id)
    if audience == "group":
        conversation = access.running_for(by(request), conversation_id)
    everything = may_run(by(request), conversation)
    return voices.passages_json(conversation, audience, everything=everything)


FILES: dict[str, Any] = {
    kind: {"schema": {}} for kind in ("application/json", "text/csv", XLSX_TYPE)
}


@router.get(
    "/conversations/{int:conversation_id}/export.{ending}",
    response={200: None, **PROBLEMS},
    openapi_extra={"responses": {200: {"description": "The file", "content": FILES}}},
)
def export(
    request: HttpRequest, conversation_id: int, ending: Literal["json", "csv", "xlsx"]
) -> HttpResponse:
    """The conversation's data: words that may be quoted, and no small groups."""
    conversation = access.conversation_for(by(request), conversation_id)
    content, kind = exported(conversation, ending, everything=may_run(by(request), conversation))
    name = f'attachment; filename="howff-{conversation.pk}.{ending}"'
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": name})
