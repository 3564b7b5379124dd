"""What a participant sees: the prompts, their own answers, and which statement comes next."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from howff.conversations.models import (
    Answer,
    Conversation,
    Kind,
    Part,
    Participant,
    Prompt,
    PromptState,
    Results,
)
from howff.conversations.queries.contributions import own_items
from howff.conversations.queries.results import Outcome, is_shown, items_of, outcome_of
from howff.conversations.queries.room import item_json
from howff.conversations.rules import Refused
from howff.evidence.queries import own_words
from howff.live.tokens import stream_token
from howff.sense.votes.routing import order_for

AT_ONCE = 5


def conversation_json(conversation: Conversation) -> dict[str, Any]:
    """What everybody who joined may know of a conversation."""
    return {
        "id": conversation.pk,
        "title": conversation.title,
        "state": conversation.state,
        "structure": conversation.structure,
        "current": conversation.current_id,
        "message": conversation.message,
        "language": conversation.language,
        "follow_up_until": conversation.follow_up_until,
    }


def prompts_json(conversation: Conversation) -> list[dict[str, Any]]:
    """A conversation's prompts in order, as programs see them."""
    return [prompt_json(one) for one in conversation.prompts.all()]


def prompt_json(prompt: Prompt) -> dict[str, Any]:
    """A prompt as programs see it."""
    names = (
        "kind",
        "part",
        "text",
        "help",
        "options",
        "results",
        "several",
        "additions",
        "state",
        "revealed",
        "ends_at",
    )
    told = {name: getattr(prompt, name) for name in names}
    return {"id": prompt.pk, **told, "shown": is_shown(prompt)}


def everything_json(participant: Participant) -> dict[str, Any]:
    """All that a phone needs to show where the conversation is."""
    conversation = participant.conversation
    prompts = list(conversation.prompts.all())
    voting = [one for one in prompts if _takes_votes(one)]
    return {
        "conversation": conversation_json(conversation),
        "prompts": [prompt_json(one) for one in prompts],
        "mine": mine_json(participant),
        "statements": {one.pk: next_statements_for(participant, one) for one in voting},
    }


def results_json(participant: Participant, prompt_id: int) -> dict[str, Any]:
    """A prompt's results, if this participant may see them now."""
    prompt = participant.conversation.prompts.filter(pk=prompt_id).first()
    if prompt is None:
        raise Http404
    prompt.conversation = participant.conversation
    if not may_see_results(participant, prompt):
        message = _("The results of this question are not shown yet.")
        raise Refused("not_open", message, status=409)
    outcome = outcome_of(prompt)
    told: dict[str, Any] = {
        "id": prompt.pk,
        "state": prompt.state,
        "people": outcome.turnout.people,
        "answers": outcome.turnout.answers,
    }
    if prompt.results == Results.AFTER:
        told["stream"] = f"/api/v1/stream/{stream_token(f'after:{prompt.pk}')}"
    return told | results_of(outcome)


def results_of(outcome: Outcome) -> dict[str, Any]:
    """A prompt's counts, words or items, whole."""
    prompt = outcome.prompt
    if prompt.kind == Kind.WORDS:
        return {"words": [[one.text, one.people] for one in outcome.words]}
    if prompt.kind in {Kind.STATEMENTS, Kind.QUESTIONS}:
        return {"items": [item_json(prompt, one) for one in outcome.items]}
    return {} if prompt.kind == Kind.TEXT else {"counts": outcome.counts}


def may_see_results(participant: Participant, prompt: Prompt) -> bool:
    """Whether the room may see them, or this participant may because they answered."""
    answered = prompt.results == Results.AFTER and participant.answers.filter(prompt=prompt)
    return is_shown(prompt) or bool(answered and answered.exists())


def mine_json(participant: Participant) -> dict[int, list[dict[str, Any]]]:
    """A participant's own answers by prompt, for that participant alone."""
    rows = list(participant.answers.order_by("pk"))
    passages = [one.passage_id for one in rows if one.passage_id]
    words = own_words(passages)
    made = own_items(participant) if passages else {}
    mine: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        mine.setdefault(row.prompt_id, []).append(
            {
                "id": row.pk,
                "value": row.value,
                "text": words[row.passage_id].text if row.passage_id in words else "",
                "state": words[row.passage_id].state if row.passage_id in words else "",
                "item": row.item_id,
                "made": made.get(row.passage_id) if row.passage_id else None,
                "skipped": row.skipped,
            }
        )
    return mine


def next_statements_for(participant: Participant, prompt: Prompt) -> list[dict[str, Any]]:
    """The statements that a participant did not vote on yet, those first that need votes most."""
    items = sorted(items_of(prompt), key=lambda one: one.id)
    voted = Answer.objects.filter(prompt=prompt, participant=participant, item__isnull=False)
    seen = {number for pair in voted.values_list("item", "item__merged_into") for number in pair}
    order = order_for(
        str(participant.pk),
        [one.agree for one in items],
        [one.disagree for one in items],
        [one.passed for one in items],
        seen={place for place, one in enumerate(items) if one.id in seen},
    )
    chosen = [items[place] for place in order[:AT_ONCE]]
    return [{"id": one.id, "text": one.text, "language": one.language} for one in chosen]


def has_follow_up(conversation: Conversation) -> bool:
    """Whether a follow-up survey is prepared."""
    return conversation.prompts.filter(part=Part.FOLLOW_UP).exists()


def _takes_votes(prompt: Prompt) -> bool:
    return prompt.kind == Kind.STATEMENTS and prompt.state == PromptState.OPEN
