"""The figures that a finding may rest on: what they say now, and from how many people."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from howff.assessments.models import Round, RoundState
from howff.assessments.queries.figures import figures_of
from howff.consent.models import Audience
from howff.conversations.models import Kind, Prompt
from howff.conversations.queries.results import items_of, outcome_of
from howff.conversations.queries.voices import is_told
from howff.people.models import Collaboration
from howff.sense.rounds.figures import Figures
from howff.sensemaking.models import Study, StudyKind
from howff.sensemaking.queries.votes import prompt_of

CHOICES = (Kind.CHOICE, Kind.CHOICES)
MOST_OFFERED = 200


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure in words: what was asked, what came of it, of how many people, and where it is."""

    name: str
    title: str
    sentence: str
    people: int
    place: str
    url: str
    told: bool = True


def measured(
    collaboration: Collaboration, name: str, audience: Audience = Audience.GROUP
) -> Measured | None:
    """What a figure says now; None where it is gone, hidden, or of another collaboration."""
    sort, _colon, rest = name.partition(":")
    number, _colon, detail = rest.partition(":")
    read = READ.get(sort)
    if read is None or not number.isdecimal() or not detail:
        return None
    return read(collaboration, int(number), detail, audience)


def offered(collaboration: Collaboration) -> list[Measured]:
    """The figures that somebody may choose from, newest first."""
    found = [*_votes_offered(collaboration), *_rounds_offered(collaboration)]
    return [*found, *_choices_offered(collaboration)][:MOST_OFFERED]


def _votes(here: Collaboration, number: int, detail: str, audience: Audience) -> Measured | None:
    rows = Study.objects.filter(pk=number, collaboration=here, kind=StudyKind.VOTES)
    study = rows.first()
    found = _voted(study, audience) if study else []
    return next((one for one in found if one.name.endswith(f":{detail}")), None)


def _voted(study: Study, audience: Audience) -> list[Measured]:
    prompt = prompt_of(study)
    told = is_told(prompt)
    url = reverse("conversations:detail", args=[prompt.conversation_id])
    return [
        Measured(
            name=f"votes:{study.pk}:{one.id}",
            title=one.text,
            sentence=_("%(agree)s agreed, %(disagree)s disagreed, %(passed)s passed")
            % {"agree": one.agree, "disagree": one.disagree, "passed": one.passed},
            people=one.voters,
            place=prompt.text,
            url=url,
            told=told,
        )
        for one in items_of(prompt, audience)
        if one.text and one.voters
    ]


def _votes_offered(here: Collaboration) -> Iterator[Measured]:
    for study in Study.objects.filter(collaboration=here, kind=StudyKind.VOTES):
        yield from _voted(study, Audience.GROUP)


def _rating(here: Collaboration, number: int, detail: str, audience: Audience) -> Measured | None:
    round = Round.objects.filter(pk=number, collaboration=here).first()
    figures = figures_of(round, audience) if round else None
    found = _rated(round, figures) if round and figures else []
    return next((one for one in found if one.name.endswith(f":{detail}")), None)


def _rated(round: Round, figures: Figures) -> Iterator[Measured]:
    """What everybody rated, item by item; nothing where it is hidden."""
    for one in figures.items:
        if one.everyone is None or one.everyone.median is None:
            continue
        said = {"median": f"{one.everyone.median:g}", "levels": one.item.levels}
        yield Measured(
            name=f"round:{round.pk}:{one.item.id}",
            title=one.item.title,
            sentence=_("middle rating %(median)s of %(levels)s") % said,
            people=one.everyone.n,
            place=round.title,
            url=reverse("assessments:result", args=[round.pk, one.item.id]),
        )


def _rounds_offered(here: Collaboration) -> Iterator[Measured]:
    for round in Round.objects.filter(collaboration=here, state=RoundState.CLOSED):
        figures = figures_of(round, Audience.GROUP)
        if figures:
            yield from _rated(round, figures)


def _choice(here: Collaboration, number: int, detail: str, _who: Audience) -> Measured | None:
    rows = Prompt.objects.filter(pk=number, conversation__collaboration=here, kind__in=CHOICES)
    prompt = rows.select_related("conversation").first()
    found = _chosen(prompt) if prompt else []
    return next((one for one in found if one.name.endswith(f":{detail}")), None)


def _chosen(prompt: Prompt) -> Iterator[Measured]:
    """How many chose each option, by the number of its place."""
    outcome = outcome_of(prompt, Audience.GROUP)
    people = outcome.turnout.people
    pairs = zip(prompt.options, outcome.counts, strict=False)
    for place, (option, n) in enumerate(pairs if people else (), 1):
        chose = ngettext("%(n)s person chose it", "%(n)s people chose it", n) % {"n": n}
        yield Measured(
            name=f"prompt:{prompt.pk}:{place}",
            title=str(option),
            sentence=chose,
            people=people,
            place=prompt.text,
            url=reverse("conversations:detail", args=[prompt.conversation_id]),
            told=is_told(prompt),
        )


def _choices_offered(here: Collaboration) -> Iterator[Measured]:
    rows = Prompt.objects.filter(conversation__collaboration=here, kind__in=CHOICES)
    for prompt in rows.select_related("conversation").order_by("-pk"):
        yield from _chosen(prompt)


type Read = Callable[[Collaboration, int, str, Audience], Measured | None]
READ: Mapping[str, Read] = {"votes": _votes, "round": _rating, "prompt": _choice}
