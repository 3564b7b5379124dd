"""Pages of themes: who sees what, what happens when somebody decides, and how much it costs."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from howff.conversations.actions.running import close_prompt
from howff.conversations.models import Answer, Prompt
from howff.conversations.tests.pages import HTMX
from howff.people.models import Collaboration, Person
from howff.sensemaking.actions import deciding
from howff.sensemaking.actions.studies import ask_again, begin_study
from howff.sensemaking.models import Analysis, Decision, Study, Theme
from howff.sensemaking.tests.coffeehouse import Say, Topics, looked

type Open = Callable[..., Any]
type ByTopic = Callable[[str], Theme]


@pytest.fixture
def opens(client: Client) -> Open:
    """Opens a page as somebody."""

    def opened(person: Person, name: str, *args: object, **more: Any) -> Any:
        client.force_login(person)
        return client.get(reverse(f"sensemaking:{name}", args=args), **more)

    return opened


@pytest.fixture
def sends(client: Client) -> Open:
    """Sends something as somebody, as htmx does."""

    def sent(person: Person, page: str, /, *args: object, **data: Any) -> Any:
        client.force_login(person)
        return client.post(reverse(f"sensemaking:{page}", args=args), data, headers=HTMX)

    return sent


def text_of(page: Any) -> str:
    """The page's text."""
    return str(page.content.decode())


def test_an_empty_list_teaches(collaboration: Collaboration, opens: Open, ana: Person) -> None:
    assert "Hold a conversation first" in text_of(opens(ana, "studies", collaboration.pk))


def test_what_was_said_is_offered_and_begun(
    answers: list[Answer],
    prompt: Prompt,
    collaboration: Collaboration,
    opens: Open,
    sends: Open,
    model: Topics,
    ana: Person,
) -> None:
    assert answers
    assert model
    assert "18 answers" in text_of(opens(ana, "studies", collaboration.pk))
    begun = sends(ana, "begin_study", collaboration.pk, sources=f"prompt:{prompt.pk}")
    study = Study.objects.get()
    assert begun.url == study.get_absolute_url()
    page = text_of(opens(ana, "themes", study.pk))
    assert "This takes about 5 seconds." in page
    assert not Analysis.objects.exists()


def test_the_machine_looks_when_asked_and_can_be_stopped(
    study: Study, opens: Open, sends: Open, ana: Person
) -> None:
    sends(ana, "look", study.pk)
    assert "The machine looks at the answers" in text_of(opens(ana, "themes", study.pk))
    running = Analysis.objects.get(state="waiting")
    sends(ana, "stop_looking", running.pk)
    running.refresh_from_db()
    assert running.state == "cancelled"


def test_members_read_helpers_decide_and_outsiders_find_nothing(
    study: Study, by_topic: ByTopic, opens: Open, sends: Open,
    ben: Person, hana: Person, dev: Person,
) -> None:  # fmt: skip
    theme = by_topic("bus")
    assert "The last bus leaves too early" in text_of(opens(ben, "theme", theme.pk))
    assert "To look at next" not in text_of(opens(ben, "themes", study.pk))
    assert "To look at next" in text_of(opens(hana, "themes", study.pk))
    assert opens(dev, "themes", study.pk).status_code == 404
    assert sends(ben, "judge_theme", theme.pk, "accept").status_code == 403
    assert sends(hana, "judge_theme", theme.pk, "accept").status_code == 200


def test_before_results_are_shown_only_those_who_decide_see_themes(
    study: Study, prompt: Prompt, opens: Open, ana: Person, ben: Person, hana: Person
) -> None:
    close_prompt(prompt=prompt, by=ana)
    type(prompt).objects.filter(pk=prompt.pk).update(results="hidden", revealed=False)
    assert opens(ben, "themes", study.pk).status_code == 404
    assert study.title not in text_of(opens(ben, "studies", study.collaboration_id))
    assert opens(hana, "themes", study.pk).status_code == 200


def test_a_theme_is_named_and_the_other_who_names_it_keeps_their_words(
    study: Study, by_topic: ByTopic, sends: Open, ana: Person, hana: Person
) -> None:
    theme = by_topic("bus")
    seen = study.revision
    sends(ana, "name_theme", theme.pk, name="Buses", description="", seen=seen)
    late = sends(hana, "name_theme", theme.pk, name="Getting about", description="", seen=seen)
    assert late.status_code == 409
    assert "Ana has just changed this too. What you wrote is still here." in text_of(late)
    assert 'value="Getting about"' in text_of(late)
    theme.refresh_from_db()
    assert theme.name == "Buses"


@pytest.mark.parametrize(
    ("act", "in_bus", "in_trust"),
    [
        ("confirm", True, None),
        ("out", False, None),
        ("move", False, True),
        ("also", None, True),
    ],
)
def test_an_answer_is_placed(
    study: Study,
    by_topic: ByTopic,
    answers: list[Answer],
    sends: Open,
    ana: Person,
    act: str,
    in_bus: bool | None,
    in_trust: bool | None,
) -> None:
    bus, trust = by_topic("bus"), by_topic("trust")
    given = {"passage": answers[0].passage_id, "theme": bus.pk, "into": trust.pk, "act": act}
    assert "Undo" in text_of(sends(ana, "place", study.pk, **given))
    said = dict(Decision.objects.values_list("theme", "belongs"))
    assert (said.get(bus.pk), said.get(trust.pk)) == (in_bus, in_trust)


def test_what_was_done_is_undone_from_the_history(
    study: Study, by_topic: ByTopic, opens: Open, sends: Open, ana: Person
) -> None:
    theme = by_topic("bus")
    step = deciding.rename(theme=theme, name="Buses", description="", by=ana)
    assert "described the theme" in text_of(opens(ana, "study_history", study.pk))
    sends(ana, "undo_step", step.pk)
    theme.refresh_from_db()
    assert theme.name == ""


def test_fewer_or_more_themes_are_shown(study: Study, sends: Open, ana: Person) -> None:
    assert sends(ana, "choose_level", study.pk, level=0).status_code == 200
    assert study.themes.count() == 2


def test_an_older_model_is_told(study: Study, model: Topics, opens: Open, ana: Person) -> None:
    model.digest = "e" * 64
    page = text_of(opens(ana, "themes", study.pk))
    assert "Made with an older model." in page
    assert "“topics”, which is no longer used here" in page


def test_search_finds_within_answers(study: Study, opens: Open, ana: Person) -> None:
    page = opens(ana, "themes", study.pk, data={"q": "SHELTER", "parts": "queue"}, headers=HTMX)
    assert "1 answer waits" in text_of(page)


def test_the_workbench_costs_the_same_however_many_answers(
    study: Study, say: Say, opens: Open, ana: Person,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    def cost() -> int:
        with django_assert_max_num_queries(60) as asked:
            assert opens(ana, "themes", study.pk).status_code == 200
        return len(asked)

    opens(ana, "themes", study.pk)
    few = cost()
    for number in range(60):
        say(f"more {number}", f"The bus number {number} is late")
    looked(study, ana)
    assert cost() == few


def test_nothing_can_be_found_in_a_single_answer(
    prompt: Prompt, say: Say, model: Topics, collaboration: Collaboration, opens: Open, ana: Person
) -> None:
    assert model
    say("one", "A bus")
    study = begin_study(collaboration=collaboration, sources=[f"prompt:{prompt.pk}"], by=ana)
    looked(study, ana)
    assert "Too few answers to tell" in text_of(opens(ana, "themes", study.pk))


def test_a_second_look_is_refused_kindly(study: Study, sends: Open, ana: Person) -> None:
    ask_again(study=study, by=ana)
    refused = sends(ana, "look", study.pk)
    assert refused.status_code == 409
    assert "This is being looked at already." in text_of(refused)
