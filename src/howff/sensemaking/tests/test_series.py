"""Themes over a series: side by side, joined by people, and the words of groups."""

from collections.abc import Callable

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from howff.conversations.actions import preparing, running
from howff.conversations.actions.answering import AnswerRequest, record_answers
from howff.conversations.actions.joining import JoinRequest, record_joins
from howff.conversations.models import Answer
from howff.evidence.actions import take_back
from howff.evidence.models import Passage, Speaker
from howff.people.errors import Refused
from howff.people.models import Change, Collaboration, Person
from howff.sense.series import Course
from howff.sensemaking.actions import deciding
from howff.sensemaking.actions import series as actions
from howff.sensemaking.models import Study, Theme, ThemeState, Thread
from howff.sensemaking.queries import saying
from howff.sensemaking.queries import series as queries
from howff.sensemaking.tests.coffeehouse import BUS, TRUST, Say, Topics, looked

type ByTopic = Callable[[str], Theme]


@pytest.fixture
def earlier(study: Study, by_topic: ByTopic, ana: Person) -> Theme:
    """The accepted theme of buses in the first conversation."""
    theme = by_topic("bus")
    deciding.rename(theme=theme, name="Buses", description="", by=ana)
    deciding.accept(theme=theme, by=ana)
    return theme


@pytest.fixture
def later(collaboration: Collaboration, earlier: Theme, model: Topics, ana: Person) -> Theme:
    """The accepted theme of buses in a second conversation, in which twelve people spoke."""
    talk = preparing.create_conversation(
        collaboration=collaboration,
        title="A second coffeehouse",
        prompts=[{"kind": "text", "text": "And now?", "results": "live"}],
        by=ana,
    )
    prompt = running.open_prompt(prompt=talk.prompts.get(), by=ana)
    for number, text in enumerate((*BUS, *TRUST)):
        (joined,) = record_joins([JoinRequest(code=talk.code, key=f"later {number}")])
        record_answers([AnswerRequest(joined.participant, prompt.pk, text, "")])
    from howff.sensemaking.actions.studies import begin_study

    made = begin_study(collaboration=collaboration, sources=[f"prompt:{prompt.pk}"], by=ana)
    looked(made, ana)
    rows = Theme.objects.filter(study=made, placings__passage__text__icontains="bus")
    theme = rows.distinct().get()
    theme.study = made
    deciding.rename(theme=theme, name="Getting there", description="", by=ana)
    deciding.accept(theme=theme, by=ana)
    return theme


def test_accepted_themes_stand_side_by_side_with_their_people(
    collaboration: Collaboration, later: Theme, ana: Person
) -> None:
    found = queries.series_of(ana, collaboration, suggest=True)
    assert [one.answered for one in found.columns] == [18, 12]
    assert {row.name: row.life.people for row in found.rows} == {
        "Buses": (6, 0),
        "Getting there": (0, 6),
    }


def test_the_machine_suggests_and_a_person_joins(
    collaboration: Collaboration, earlier: Theme, later: Theme, ana: Person
) -> None:
    (pair,) = queries.series_of(ana, collaboration, suggest=True).suggested
    assert (set(pair.names), pair.by_meaning) == ({"Buses", "Getting there"}, True)
    actions.join_themes(collaboration=collaboration, themes=[earlier, later], name="Buses", by=ana)
    found = queries.series_of(ana, collaboration, suggest=True)
    ((row,), suggested) = found.rows, found.suggested
    assert (row.name, row.life.people, row.life.course) == ("Buses", (6, 6), Course.LASTING)
    assert suggested == ()
    assert Change.objects.filter(verb="joined themes").get().subject == "Buses"


def test_what_was_joined_can_be_parted(
    collaboration: Collaboration, earlier: Theme, later: Theme, ana: Person
) -> None:
    thread = actions.join_themes(
        collaboration=collaboration, themes=[earlier, later], name="Buses", by=ana
    )
    actions.part_themes(thread=thread, by=ana)
    assert len(queries.series_of(ana, collaboration, suggest=False).rows) == 2
    assert Theme.objects.filter(pk__in=[earlier.pk, later.pk]).count() == 2


def test_two_threads_that_are_joined_are_one(
    collaboration: Collaboration, earlier: Theme, later: Theme, ana: Person
) -> None:
    more = [
        Theme.objects.create(study=theme.study, name=f"More {at}", state=ThemeState.ACCEPTED)
        for at, theme in enumerate((earlier, later))
    ]
    for pair, name in (([earlier, more[1]], "One"), ([later, more[0]], "Other")):
        actions.join_themes(collaboration=collaboration, themes=pair, name=name, by=ana)
    thread = actions.join_themes(
        collaboration=collaboration, themes=[earlier, later], name="", by=ana
    )
    assert (Thread.objects.get(), thread.strands.count(), thread.name) == (thread, 4, "One")


@pytest.mark.parametrize("many", [0, 1])
def test_one_theme_alone_is_not_joined(
    collaboration: Collaboration, earlier: Theme, ana: Person, many: int
) -> None:
    with pytest.raises(Refused):
        actions.join_themes(collaboration=collaboration, themes=[earlier] * many, name="x", by=ana)


def test_few_people_are_hidden_on_the_page(
    as_ana: Client, collaboration: Collaboration, earlier: Theme
) -> None:
    said = Passage.objects.filter(text__in=BUS[:3]).values_list("pk", flat=True)
    take_back(passage_ids=list(said))
    page = as_ana.get(reverse("sensemaking:across", args=[collaboration.pk]))
    assert page.context["series"].rows[0].life.people == (None,)
    assert "fewer than 5" in page.content.decode()


def test_themes_are_joined_named_and_parted_on_the_page(
    as_ana: Client, collaboration: Collaboration, earlier: Theme, later: Theme
) -> None:
    here = [collaboration.pk]
    sent = {"theme": [f"{earlier.pk}:Buses", f"{later.pk}:Getting there"]}
    as_ana.post(reverse("sensemaking:join_themes", args=here), sent)
    thread = Thread.objects.get()
    assert thread.name == "Buses"
    rename = reverse("sensemaking:rename_thread", args=[*here, thread.pk])
    as_ana.post(rename, {"name": "Getting about"})
    assert "Getting about" in as_ana.get(reverse("sensemaking:across", args=here)).content.decode()
    as_ana.post(reverse("sensemaking:part_themes", args=[*here, thread.pk]))
    assert Thread.objects.count() == 0


def test_members_see_the_series_and_only_helpers_join(
    client: Client, ben: Person, collaboration: Collaboration, earlier: Theme
) -> None:
    client.force_login(ben)
    page = client.get(reverse("sensemaking:across", args=[collaboration.pk]))
    assert (page.status_code, b'name="theme"' in page.content) == (200, False)
    joined = client.post(reverse("sensemaking:join_themes", args=[collaboration.pk]))
    assert joined.status_code == 403


def test_a_series_without_themes_teaches_what_will_be_here(
    as_ana: Client, collaboration: Collaboration
) -> None:
    page = as_ana.get(reverse("sensemaking:across", args=[collaboration.pk])).content.decode()
    assert "No accepted themes yet" in page


def test_threads_of_others_are_not_found(
    collaboration: Collaboration, earlier: Theme, dev: Person
) -> None:
    from howff.people.actions import create_collaboration

    theirs = create_collaboration(name="Elsewhere", by=dev)
    thread = Thread.objects.create(collaboration=theirs, name="Theirs")
    with pytest.raises(Http404):
        queries.thread_in(collaboration, thread.pk)


@pytest.fixture
def crowd(say: Say) -> list[Answer]:
    """Twelve carers, of whom ten say respite; thirty others, of whom five do."""
    people = [("Carer", 12, 10), ("Manager", 30, 5)]
    said = [
        say(
            f"{role} {number}",
            "respite" if number < told else f"thing{number}{role}",
            role=role,
        )
        for role, size, told in people
        for number in range(size)
    ]
    Speaker.objects.filter(role="Manager").update(organisation_kind="health")
    Speaker.objects.filter(role="Carer").update(organisation_kind="user_led")
    return said


def test_the_words_of_a_role_or_a_kind_stand_out(
    crowd: list[Answer], collaboration: Collaboration, ana: Person, as_ana: Client
) -> None:
    name = f"prompt:{crowd[0].prompt_id}"
    study = Study.objects.create(
        collaboration=collaboration, title="Help", sources=[name], key=name
    )
    by_role = saying.words_by(study, "role")
    assert {
        one.name: [(w.text, w.people, w.rest) for w in one.words] for one in by_role.groups
    } == {
        "Manager": [],
        "Carer": [("respite", 10, 5)],
    }
    by_kind = saying.words_by(study, "kind")
    assert [len(one.words) for one in by_kind.groups] == [0, 1]
    page = as_ana.get(reverse("sensemaking:words_by", args=[study.pk]), {"by": "role"})
    assert "10 people here, 5 of the others" in page.content.decode()


def test_one_question_alone_is_set_beside_nothing(
    crowd: list[Answer], collaboration: Collaboration
) -> None:
    name = f"prompt:{crowd[0].prompt_id}"
    study = Study.objects.create(
        collaboration=collaboration, title="Help", sources=[name], key=name
    )
    assert saying.words_by(study, "place").groups == ()
