"""What the console shows: everything a facilitator needs at one glance, in few queries."""

from dataclasses import dataclass

from howff.conversations.models import Conversation, Prompt, PromptState
from howff.conversations.queries.attendance import Attendance, attendance_of
from howff.conversations.queries.moderation import AT_ONCE, Voices, voices_of
from howff.conversations.queries.outcomes import Drawn, drawn, with_turnout
from howff.conversations.queries.results import Turnout
from howff.conversations.queries.voices import panel_notes
from howff.live.tokens import stream_token

MOST = 500


@dataclass(frozen=True, slots=True)
class Search:
    """Which of the contributions to list."""

    prompt: int | None = None
    state: str = ""
    text: str = ""
    limit: int = AT_ONCE


@dataclass(frozen=True, slots=True)
class Desk:
    """The console's parts."""

    came: Attendance
    prompts: list[tuple[Prompt, Turnout, bool]]
    looked: Drawn | None
    voices: Voices
    search: Search
    addresses: int

    @property
    def before(self) -> Prompt | None:
        """The prompt before the one that is looked at."""
        return self._beside(-1)

    @property
    def after(self) -> Prompt | None:
        """The prompt after the one that is looked at."""
        return self._beside(1)

    def _beside(self, step: int) -> Prompt | None:
        numbers = [one.pk for one, _turnout, _shown in self.prompts]
        if self.looked is None:
            return None
        place = numbers.index(self.looked.prompt.pk) + step
        return self.prompts[place][0] if 0 <= place < len(numbers) else None


def desk_of(conversation: Conversation, looking: int | None, search: Search) -> Desk:
    """The console of a conversation, looking at one prompt; else at the one on the stage."""
    prompts = with_turnout(conversation.prompts.select_related("conversation"))
    looked = _looked(conversation, prompts, looking)
    return Desk(
        came=attendance_of(conversation),
        prompts=prompts,
        looked=looked,
        voices=voices_of(
            conversation,
            prompt=search.prompt,
            state=search.state,
            search=search.text,
            limit=min(search.limit, MOST),
        ),
        search=search,
        addresses=conversation.follow_up_addresses.count(),
    )


def stream_of(conversation: Conversation) -> str:
    """The address that says when the console should look again."""
    return f"/api/v1/stream/{stream_token(f'console:{conversation.pk}')}"


def _looked(
    conversation: Conversation, prompts: list[tuple[Prompt, Turnout, bool]], looking: int | None
) -> Drawn | None:
    wanted = looking or conversation.current_id
    by_number = {one.pk: (one, turnout) for one, turnout, _shown in prompts}
    if wanted not in by_number:
        waiting = [one for one, _turnout, _shown in prompts if one.state == PromptState.OPEN]
        wanted = next((one.pk for one in [*waiting, *(row[0] for row in prompts)]), None)
    if wanted not in by_number:
        return None
    prompt, turnout = by_number[wanted]
    return drawn(prompt, turnout, panel_notes(prompt))
