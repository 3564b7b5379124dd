"""What the console shows: everything a facilitator needs at one glance, in few queries."""

from dataclasses import dataclass
from functools import cached_property

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


class Desk:
    """The console's parts, each asked for when it is first drawn.

    It looks at the prompt that was chosen; else at the one on the stage, else at an open one.
    """

    def __init__(self, conversation: Conversation, looking: int | None, search: Search) -> None:
        self.conversation, self.looking, self.search = conversation, looking, search

    @cached_property
    def came(self) -> Attendance:
        """Who is here."""
        return attendance_of(self.conversation)

    @cached_property
    def prompts(self) -> list[tuple[Prompt, Turnout, bool]]:
        """Every prompt, with how many answered, and whether the room sees the results."""
        return with_turnout(self.conversation.prompts.select_related("conversation"))

    @cached_property
    def looked(self) -> Drawn | None:
        """The prompt that is looked at, with its results and notes."""
        place = self._place()
        if place is None:
            return None
        prompt, turnout, _shown = self.prompts[place]
        return drawn(prompt, turnout, panel_notes(prompt))

    @cached_property
    def voices(self) -> Voices:
        """What was said, as far as it was searched for."""
        search = self.search
        return voices_of(
            self.conversation,
            prompt=search.prompt,
            state=search.state,
            search=search.text,
            limit=min(search.limit, MOST),
        )

    @cached_property
    def addresses(self) -> int:
        """How many people left an address for the follow-up."""
        return self.conversation.follow_up_addresses.count()

    @property
    def before(self) -> Prompt | None:
        """The prompt before the one that is looked at."""
        return self._beside(-1)

    @property
    def after(self) -> Prompt | None:
        """The prompt after the one that is looked at."""
        return self._beside(1)

    def _beside(self, step: int) -> Prompt | None:
        place = self._place()
        if place is None or not 0 <= place + step < len(self.prompts):
            return None
        return self.prompts[place + step][0]

    def _place(self) -> int | None:
        numbers = [one.pk for one, _turnout, _shown in self.prompts]
        opened = [one.pk for one, *_ in self.prompts if one.state == PromptState.OPEN]
        for wanted in (self.looking, self.conversation.current_id, *opened, *numbers):
            if wanted in numbers:
                return numbers.index(wanted)
        return None


def stream_of(conversation: Conversation) -> str:
    """The address that says when the console should look again."""
    return f"/api/v1/stream/{stream_token(f'console:{conversation.pk}')}"
