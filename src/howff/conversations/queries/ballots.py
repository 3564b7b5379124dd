"""How people voted on a prompt's statements: numbers only, for those who look for common ground."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Max, Sum
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils.translation import gettext as _

from howff.consent.models import Audience
from howff.conversations.models import (
    Answer,
    Conversation,
    Item,
    Kind,
    Participant,
    Prompt,
    PromptState,
)
from howff.conversations.queries.voices import is_told
from howff.conversations.rules import may_run, may_see
from howff.evidence.models import PassageState
from howff.evidence.queries import Quote, quotes
from howff.people.models import OrganisationKind, Person


@dataclass(frozen=True, slots=True)
class Ballots:
    """Who voted how on what is shown: people and statements by number, in the order they came.

    Each vote is (person, statement, vote): 1 agrees, 0 passes, -1 disagrees. Votes on a statement
    that was merged count for the one it went into; where somebody voted on both, the last counts.
    """

    statements: tuple[int, ...]
    votes: tuple[tuple[int, int, int], ...]

    @property
    def people(self) -> int:
        """How many people voted."""
        return len({person for person, _statement, _vote in self.votes})


@dataclass(frozen=True, slots=True)
class Seen:
    """A prompt, and what somebody may see of it now: whether results, and whether they run it."""

    prompt: Prompt
    told: bool
    runs: bool


def seen_by(person: Person, prompt_id: int) -> Seen:
    """A statements prompt of a conversation that this person may see, and how much of it."""
    prompt = statements_prompt(prompt_id)
    if prompt is None or not may_see(person, prompt.conversation):
        raise Http404
    runs = may_run(person, prompt.conversation)
    return Seen(prompt, told=runs or is_told(prompt), runs=runs)


def statements_prompt(prompt_id: int) -> Prompt | None:
    """A prompt with statements to vote on."""
    rows = Prompt.objects.select_related("conversation__collaboration")
    return rows.filter(pk=prompt_id, kind=Kind.STATEMENTS).first()


def prompts_in(conversation_id: int) -> frozenset[int]:
    """The prompts of a conversation with statements to vote on."""
    rows = Prompt.objects.filter(conversation=conversation_id, kind=Kind.STATEMENTS)
    return frozenset(rows.values_list("pk", flat=True))


def prompts_with(passages: Collection[int]) -> frozenset[int]:
    """The prompts on which these passages are statements to vote on."""
    rows = Item.objects.filter(passage__in=passages, prompt__kind=Kind.STATEMENTS)
    return frozenset(rows.values_list("prompt", flat=True))


def takes_votes(prompt: Prompt) -> bool:
    """Whether votes may still come."""
    return prompt.state == PromptState.OPEN


def ballots_of(prompt: Prompt) -> Ballots:
    """The votes of everybody who was not removed, on statements that are shown."""
    shown = Item.objects.filter(prompt=prompt, passage__state=PassageState.PUBLISHED)
    statements = tuple(shown.filter(merged_into=None).order_by("pk").values_list("pk", flat=True))
    wanted = set(statements)
    last = {
        (person, statement): vote
        for person, statement, vote in _votes(prompt)
        if statement in wanted
    }
    return Ballots(statements, tuple((*place, vote) for place, vote in sorted(last.items())))


def turnout_of(prompt: Prompt) -> tuple[int, int]:
    """How many people voted on a prompt's statements, and how many votes they gave."""
    votes = Answer.objects.filter(
        prompt=prompt, item__isnull=False, skipped=False, participant__removed_at=None
    ).aggregate(people=Count("participant", distinct=True), votes=Count("pk"))
    return votes["people"], votes["votes"]


def mark_of(prompt: Prompt) -> str:
    """A mark that changes whenever a vote or a statement comes, changes or goes."""
    votes = Answer.objects.filter(
        prompt=prompt, item__isnull=False, skipped=False, participant__removed_at=None
    ).aggregate(n=Count("pk"), at=Max("changed_at"))
    shown = Item.objects.filter(prompt=prompt, passage__state=PassageState.PUBLISHED)
    items = shown.aggregate(n=Count("pk"), sum=Sum("pk"), merged=Sum("merged_into"))
    return " ".join(str(one) for one in (*votes.values(), *items.values()))


def wording_of(
    statements: Collection[int], audience: Audience = Audience.GROUP
) -> dict[int, Quote]:
    """The words of statements by number; of one that was taken back, only that it was."""
    rows = Item.objects.filter(pk__in=statements).values_list("pk", "passage")
    passages = dict(rows)
    words = quotes(passages.values(), audience)
    return {item: words[passage] for item, passage in passages.items() if passage in words}


def made_at(statements: Iterable[int]) -> dict[int, datetime]:
    """When each statement was put to the vote."""
    return dict(Item.objects.filter(pk__in=statements).values_list("pk", "created_at"))


def sides_of(conversation: Conversation) -> dict[str, dict[int, str]]:
    """What people told of themselves: their kind of organisation and their role, by number."""
    here = Participant.objects.filter(conversation=conversation, removed_at=None)
    rows = list(here.values_list("pk", "speaker__organisation_kind", "speaker__role"))
    return {
        "kind": {person: str(OrganisationKind(kind).label) for person, kind, _role in rows if kind},
        "role": {person: role.strip().capitalize() for person, _kind, role in rows if role.strip()},
    }


def name_of(prompt: Prompt) -> str:
    """What a study of this prompt's votes is called."""
    named = _("%(conversation)s: %(prompt)s")
    one = {"conversation": prompt.conversation.title, "prompt": prompt.text}
    same = prompt.text == prompt.conversation.title
    return prompt.text if same else named % one


def _votes(prompt: Prompt) -> Iterable[tuple[int, int, int]]:
    """Every vote with the statement it counts for, the last one last."""
    rows = Answer.objects.filter(
        prompt=prompt, item__isnull=False, skipped=False, participant__removed_at=None
    ).annotate(target=Coalesce(F("item__merged_into"), F("item")))
    for vote in rows.order_by("changed_at", "pk").values_list("participant", "target", "value"):
        person, statement, said = vote
        yield person, statement, int(said or 0)
