"""What someone who has just joined is told."""

from typing import Any

from howff.conversations.models import Conversation
from howff.conversations.queries.identity import Who, mine_url, participant_token
from howff.conversations.queries.taking_part import conversation_json, prompts_json
from howff.live.tokens import stream_token


def welcome_json(who: Who) -> dict[str, Any]:
    """A participant's keys, and the conversation as it stands."""
    conversation = Conversation.objects.get(pk=who.conversation)
    return {
        "token": participant_token(who),
        "stream": f"/api/v1/stream/{stream_token(f'room:{who.conversation}')}",
        "mine_url": mine_url(who),
        "conversation": conversation_json(conversation),
        "prompts": prompts_json(conversation),
    }
