"""What can be looked at in a collaboration: which words, which votes, and whose they are.

A source is named by one short text: `prompt:12` is what was answered to a prompt,
`conversation:3` everything that was written in a conversation, and `round:7:B1` what was
written about an item of a round.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from random import Random

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from howff.assessments.models import Round, RoundState, Said
from howff.conversations.models import Answer, Conversation, Kind, Prompt
from howff.conversations.queries.voices import is_told
from howff.evidence.models import PassageState
from howff.instruments.queries import definition_of
from howff.people.errors import Refused
from howff.people.models import Collaboration
from howff.sensemaking.models import Study, StudyKind

WRITTEN = (Kind.TEXT, Kind.WORDS, Kind.QUESTIONS)
LONGEST_KEY = 120

type Whose = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Source:
    """Words or votes that belong together, as people know them.

    `people_known` says whether answers of the same person are known as such; `told` whether
    everybody who belongs may see what was said by now.
    """

    name: str
    kind: StudyKind
    title: str
    place: str
    url: str
    language: str
    answers: int
    people_known: bool = True
    told: bool = True


def sources_in(collaboration: Collaboration) -> list[Source]:
    """Everything that can be looked at, newest first, where at least one answer came."""
    found = [*_of_conversations(collaboration), *_of_rounds(collaboration)]
    return [one for one in found if one.answers]


def sources_named(
    collaboration: Collaboration, names: Iterable[str], kind: str = StudyKind.THEMES
) -> list[Source]:
    """The sources of these names, in the order in which they are offered; others are refused."""
    wanted = set(names)
    every = [*_of_conversations(collaboration), *_of_rounds(collaboration)]
    found = [one for one in every if one.name in wanted and one.kind == kind]
    if not found or len(found) < len(wanted):
        raise Refused("unknown", _("Please choose something that was said here."), field="sources")
    return found


def key_of(names: Iterable[str]) -> str:
    """The sources as one text that is the same whatever their order."""
    joined = ",".join(sorted(set(names)))
    digest = sha256(joined.encode()).hexdigest()
    return joined if len(joined) <= LONGEST_KEY else f"sha256:{digest}"


def said_in(names: Sequence[str]) -> list[Whose]:
    """Every passage of these sources that may be read, with a key of the person who said it.

    Answers of conversations come in the order in which they were first given. A round's words are
    shuffled and nobody knows whose they are: there every passage counts as a person of its own.
    """
    found: dict[int, str] = {}
    for name in names:
        found.update(_said_to(name))
    return list(found.items())


def people_known(names: Iterable[str]) -> bool:
    """Whether numbers of people are numbers of people, and not of texts."""
    return not any(name.startswith("round:") for name in names)


def all_told(names: Iterable[str]) -> bool:
    """Whether everybody who belongs may see what was said to all of these by now."""
    prompts, conversations, rounds = _numbers(names)
    asked = Prompt.objects.filter(Q(pk__in=prompts) | Q(conversation__in=conversations))
    told = all(is_told(one) for one in asked.select_related("conversation"))
    counting = Round.objects.filter(pk__in=rounds).exclude(state=RoundState.CLOSED)
    return told and not counting.exists()


def studies_url(collaboration: Collaboration) -> str:
    """Where everything that is looked at in a collaboration is listed."""
    return reverse("sensemaking:studies", args=[collaboration.pk])


def origins_of(study: Study) -> list[tuple[str, str]]:
    """Where the words or votes of a study come from: titles and addresses."""
    prompts, conversations, rounds = _numbers(study.sources)
    talks = Conversation.objects.filter(Q(prompts__in=prompts) | Q(pk__in=conversations))
    found = [
        (one.title, reverse("conversations:detail", args=[one.pk])) for one in talks.distinct()
    ]
    rows = Round.objects.filter(pk__in=rounds)
    return found + [(one.title, reverse("assessments:results", args=[one.pk])) for one in rows]


def _of_conversations(collaboration: Collaboration) -> list[Source]:
    rows = Conversation.objects.filter(collaboration=collaboration).prefetch_related("prompts")
    given = Answer.objects.filter(prompt__conversation__collaboration=collaboration, skipped=False)
    numbers = dict(given.values_list("prompt").annotate(n=Count("pk")).order_by())
    found: list[Source] = []
    for one in rows:
        asked = [each for each in one.prompts.all() if each.kind in (*WRITTEN, Kind.STATEMENTS)]
        for each in asked:
            each.conversation = one
        alone = [_of_prompt(each, numbers.get(each.pk, 0)) for each in asked]
        written = [each for each in alone if each.kind == StudyKind.THEMES and each.answers]
        found += [*alone, *([_of_all(one, written)] if len(written) > 1 else [])]
    return found


def _of_prompt(prompt: Prompt, answers: int) -> Source:
    votes = prompt.kind == Kind.STATEMENTS
    conversation = prompt.conversation
    return Source(
        name=f"prompt:{prompt.pk}",
        kind=StudyKind.VOTES if votes else StudyKind.THEMES,
        title=prompt.text,
        place=conversation.title,
        url=reverse("conversations:detail", args=[conversation.pk]),
        language=conversation.language,
        answers=answers,
        told=is_told(prompt),
    )


def _of_all(conversation: Conversation, written: Sequence[Source]) -> Source:
    return Source(
        name=f"conversation:{conversation.pk}",
        kind=StudyKind.THEMES,
        title=_("Everything that was written"),
        place=conversation.title,
        url=reverse("conversations:detail", args=[conversation.pk]),
        language=conversation.language,
        answers=sum(one.answers for one in written),
        told=all(one.told for one in written),
    )


def _of_rounds(collaboration: Collaboration) -> list[Source]:
    rounds = Round.objects.filter(collaboration=collaboration, state=RoundState.CLOSED)
    read = Said.objects.filter(round__in=rounds, passage__state=PassageState.PUBLISHED)
    numbers = {
        (round, item): n
        for round, item, n in read.values_list("round", "item").annotate(n=Count("pk")).order_by()
    }
    return [
        _of_item(one, principle.id, principle.title, numbers.get((one.pk, principle.id), 0))
        for one in rounds.select_related("version").order_by("-pk")
        for principle in definition_of(one.version).in_language(one.language).principles
    ]


def _of_item(round: Round, item: str, title: str, answers: int) -> Source:
    return Source(
        name=f"round:{round.pk}:{item}",
        kind=StudyKind.THEMES,
        title=title,
        place=round.title,
        url=reverse("assessments:result", args=[round.pk, item]),
        language=round.language,
        answers=answers,
        people_known=False,
    )


def _said_to(name: str) -> list[Whose]:
    sort, _colon, rest = name.partition(":")
    if sort == "round":
        round, _colon, item = rest.partition(":")
        return _said_about(int(round), item)
    rows = Answer.objects.filter(passage__state=PassageState.PUBLISHED)
    if sort == "prompt":
        rows = rows.filter(prompt=int(rest))
    else:
        rows = rows.filter(prompt__conversation=int(rest), prompt__kind__in=WRITTEN)
    pairs = rows.order_by("pk").values_list("passage", "participant")
    return [(passage, f"participant:{who}") for passage, who in pairs if passage]


def _said_about(round: int, item: str) -> list[Whose]:
    rows = Said.objects.filter(round=round, item=item, passage__state=PassageState.PUBLISHED)
    passages = list(rows.order_by("passage").values_list("passage", flat=True))
    Random(round).shuffle(passages)  # noqa: S311
    return [(passage, f"passage:{passage}") for passage in passages]


def _numbers(names: Iterable[str]) -> tuple[list[int], list[int], list[int]]:
    """The prompts, conversations and rounds that sources are of."""
    parts = [name.split(":") for name in names]
    sorts = ("prompt", "conversation", "round")
    prompts, conversations, rounds = (
        [int(part[1]) for part in parts if part[0] == sort] for sort in sorts
    )
    return prompts, conversations, rounds
