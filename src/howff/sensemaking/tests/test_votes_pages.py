"""Pages of common ground: who reads them, and what they say on good and on bad days."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings

from howff.conversations.actions import moderating, running
from howff.conversations.models import Prompt
from howff.people.models import Collaboration, Person
from howff.sensemaking.actions.votes import look_for_common_ground
from howff.sensemaking.models import Study
from howff.sensemaking.tasks.analyses import run_analysis
from howff.sensemaking.tests.voting import asked, crowd, joins, statements_of, vote

pytestmark = pytest.mark.django_db
PART = {"HX-Request": "true", "HX-Request-Type": "partial"}
YES = {0: "agree", 1: "agree", 2: "disagree", 3: "agree"}
NO = {0: "agree", 1: "disagree", 2: "disagree", 3: "disagree"}


@pytest.fixture(autouse=True)
def kept_at_once() -> object:
    """Answers are kept in the test's own transaction."""
    with override_settings(LIVE=settings.LIVE | {"WRITER": "direct"}):
        yield


@pytest.fixture
def prompt(collaboration: Collaboration, ana: Person) -> Prompt:
    """Four statements to vote on."""
    return asked(collaboration, ana)


def looked(prompt: Prompt, by: Person) -> Study:
    """The study of a prompt's votes, after the machine looked."""
    study = look_for_common_ground(prompt=prompt, by=by)
    for one in study.analyses.filter(state="waiting"):
        run_analysis.call(one.pk)
    return study


def read(person: Person, address: str, **headers: str) -> Any:
    browser = Client()
    browser.force_login(person)
    return browser.get(address, headers=headers)


def test_the_page_says_what_is_shared_and_what_divides(prompt: Prompt, ana: Person) -> None:
    crowd(prompt, (9, YES), (9, NO))
    page = read(ana, looked(prompt, ana).get_absolute_url()).text
    shared, divides, few = (page.index(f'id="{part}"') for part in ("ground", "divides", "few"))
    assert shared < page.index("Open on Sundays.", shared) < divides
    assert shared < page.index("Plant trees.", page.index("What nobody wants")) < divides
    assert divides < page.index("Close the old gate.", divides) < few
    assert "18 agree · 0 disagree · 0 pass, of 18" in page
    assert "Fewer than 40 people voted often enough." in page


def test_members_read_it_once_results_are_shown_and_outsiders_never(
    prompt: Prompt, ana: Person, ben: Person, dev: Person
) -> None:
    crowd(prompt, (3, YES))
    address = looked(prompt, ana).get_absolute_url()
    assert [read(one, address).status_code for one in (ana, ben, dev)] == [200, 404, 404]
    running.reveal_prompt(prompt=prompt, by=ana)
    assert [read(one, address).status_code for one in (ana, ben, dev)] == [200, 200, 404]


def test_the_stage_shows_nothing_before_it_is_revealed(prompt: Prompt, ana: Person) -> None:
    crowd(prompt, (9, YES), (9, NO))
    looked(prompt, ana)
    address = f"/common-ground/{prompt.pk}/stage/"
    hidden = read(ana, address, **PART).text
    assert ("Hidden until" in hidden, "Open on Sundays." in hidden) == (True, False)
    running.reveal_prompt(prompt=prompt, by=ana)
    shown = read(ana, address, **PART).text
    assert ("Hidden until" in shown, "Open on Sundays." in shown) == (False, True)
    assert "map-drawn" in shown


def test_a_helper_begins_on_the_conversations_page(
    prompt: Prompt, hana: Person, ben: Person
) -> None:
    address = f"/common-ground/{prompt.pk}/"
    assert "Look for common ground" in read(hana, address, **PART).text
    assert "Look for common ground" not in read(ben, address, **PART).text
    browser = Client()
    browser.force_login(hana)
    assert browser.post(address).url == Study.objects.get().get_absolute_url()  # type: ignore[attr-defined]
    assert browser.get(address).url == Study.objects.get().get_absolute_url()  # type: ignore[attr-defined]


def test_in_short_it_leads_to_the_page(prompt: Prompt, ana: Person, ben: Person) -> None:
    crowd(prompt, (9, YES))
    study = looked(prompt, ana)
    address = f"/common-ground/{prompt.pk}/"
    assert "9 of 9 agree" in read(ana, address, **PART).text
    assert "agree" not in read(ben, address, **PART).text
    running.reveal_prompt(prompt=prompt, by=ana)
    short = read(ben, address, **PART).text
    assert study.get_absolute_url() in short


def test_words_taken_back_leave_the_page_at_once(prompt: Prompt, ana: Person) -> None:
    crowd(prompt, (9, YES), (9, NO))
    study = looked(prompt, ana)
    first = statements_of(prompt)[0]
    moderating.moderate(prompt=prompt, passage_id=first.passage_id, state="archived", by=ana)
    page = read(ana, study.get_absolute_url()).text
    assert "Open on Sundays." not in page
    assert "1 statement is not shown here any more" in page


def test_when_nobody_voted_it_says_so(prompt: Prompt, ana: Person) -> None:
    assert "Nobody has voted yet" in read(ana, looked(prompt, ana).get_absolute_url()).text


def test_one_statement_is_explained(collaboration: Collaboration, ana: Person) -> None:
    prompt = asked(collaboration, ana, statements=["Open on Sundays."])
    crowd(prompt, (6, {0: "agree"}))
    page = read(ana, looked(prompt, ana).get_absolute_url()).text
    assert "There is one statement only." in page
    assert "6 agree" in page


def test_when_everybody_passed_it_says_so_kindly(prompt: Prompt, ana: Person) -> None:
    crowd(prompt, (6, dict.fromkeys(range(4), "pass")))
    page = read(ana, looked(prompt, ana).get_absolute_url()).text
    assert "Everybody passed on every statement so far." in page


def test_somebody_who_says_the_same_to_everything_is_noted_and_counts_once(
    collaboration: Collaboration, ana: Person
) -> None:
    prompt = asked(collaboration, ana, statements=[f"Statement {n}." for n in range(12)])
    vote(prompt, joins(prompt, "bot"), dict.fromkeys(range(12), "agree"))
    crowd(prompt, (5, {0: "disagree", 1: "agree"}))
    page = read(ana, looked(prompt, ana).get_absolute_url()).text
    assert "1 person gave the same answer to everything" in page
    assert "1 agree · 5 disagree · 0 pass, of 6" in page


def test_a_removed_person_counts_no_more(prompt: Prompt, ana: Person) -> None:
    people = crowd(prompt, (4, YES))
    prompt.conversation.participants.filter(pk=people[0]).update(removed_at="2026-11-29T09:00Z")
    page = read(ana, looked(prompt, ana).get_absolute_url()).text
    assert "3 agree · 0 disagree · 0 pass, of 3" in page


def test_merged_statements_count_together_and_the_last_vote_stands(
    prompt: Prompt, ana: Person
) -> None:
    one, two, *_rest = statements_of(prompt)
    crowd(prompt, (5, {0: "agree", 1: "disagree"}), (2, {1: "disagree"}))
    moderating.merge_items(item=two, into=one, by=ana)
    page = read(ana, looked(prompt, ana).get_absolute_url()).text
    assert "0 agree · 7 disagree · 0 pass, of 7" in page
    assert "Close the old gate." not in page
