"""Paper: a form that everybody can read, and typing in what came back."""

from typing import Any

import page
import pytest
from django.test import Client
from django.urls import reverse

from howff.assessments.models import Response, Round, RoundState
from howff.assessments.paper import FORMS, SIZES, content, paper_form
from howff.assessments.queries.answering import asking_of
from howff.instruments.queries import definition_of
from howff.people.models import Person

ABOUT = {"audience": "group", "attribution": "none"}


@pytest.fixture
def as_hana(client: Client, hana: Person) -> Client:
    """A browser in which Hana is signed in."""
    client.force_login(hana)
    return client


@pytest.fixture
def items(open_round: Round) -> list[str]:
    """What the open round asks to be rated."""
    return [one.id for one in definition_of(open_round.version).principles]


def at(round: Round, name: str, *args: object) -> str:
    return reverse(f"assessments:{name}", args=[round.pk, *args])


@pytest.mark.parametrize("form", FORMS)
def test_paper_can_be_read_by_machines_and_people(index_round: Round, form: str) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'
    made = paper_form(index_round, form, "", link="https://howff.example/r/X/", qr=svg)
    found = page.validate_pdf_bytes(made, profile="ua1")
    assert [(one.rule_id, one.message) for one in found.failures] == []


def test_letters_are_large_enough_and_easy_words_are_easy(index_round: Round) -> None:
    assert SIZES == {"plain": 12, "large": 18, "easy": 16}
    easy = content(index_round, asking_of(index_round, easy=True), "easy")
    first = easy["parts"][0]["asked"][0]
    assert first["statement"].startswith("People choose for themselves.")
    assert first["levels"][0] == "1. Not yet"
    assert first["unrated"] == ["I don’t know", "It does not apply to us", "Not my part"]


def test_a_helper_gets_the_form(as_hana: Client, open_round: Round) -> None:
    made = as_hana.get(at(open_round, "paper") + "?form=large")
    assert made["Content-Type"] == "application/pdf"
    assert made.content.startswith(b"%PDF")


def test_one_key_is_a_rating(as_hana: Client, open_round: Round, items: list[str]) -> None:
    partner, place = open_round.partners.first(), open_round.places.first()
    assert partner
    assert place
    keys = {f"rate-{item}": key for item, key in zip(items, ("4", "d", "N", "m", ""), strict=True)}
    given = ABOUT | keys | {"partner": partner.pk, "place": place.pk, f"say-{items[0]}": "Why."}
    on = as_hana.post(at(open_round, "enter"), given)
    response = Response.objects.get()
    assert response.ratings == dict(zip(items, (4, "DK", "NA", "NMP"), strict=False))
    assert (response.door, response.words) == ("paper", {items[0]: "Why."})
    assert on["Location"].endswith(f"?partner={partner.pk}&place={place.pk}&last={response.pk}")
    following = as_hana.get(on["Location"])
    assert following.context["last"] == response
    assert following.context["form"].initial["partner"] == str(partner.pk)


def test_a_second_click_keeps_nothing_twice(
    as_hana: Client, open_round: Round, items: list[str]
) -> None:
    key = as_hana.get(at(open_round, "enter")).context["key"]
    given = ABOUT | {"key": key, f"rate-{items[0]}": "4"}
    first, second = (as_hana.post(at(open_round, "enter"), given)["Location"] for _ in "ab")
    assert (first, Response.objects.count()) == (second, 1)
    as_hana.post(at(open_round, "enter"), given | {f"rate-{items[0]}": "5"})
    as_hana.post(at(open_round, "enter"), ABOUT | {f"rate-{items[0]}": "4"})
    assert Response.objects.count() == 3


def test_what_does_not_fit_comes_back(as_hana: Client, open_round: Round, items: list[str]) -> None:
    wrong = as_hana.post(at(open_round, "enter"), ABOUT | {f"rate-{items[0]}": "8"})
    assert (wrong.status_code, Response.objects.count()) == (422, 0)
    assert 'value="8"' in wrong.content.decode()


def test_the_last_one_can_be_corrected_or_taken_out(
    as_hana: Client, open_round: Round, items: list[str], ana: Person
) -> None:
    as_hana.post(at(open_round, "enter"), ABOUT | {f"rate-{items[0]}": "4"})
    response = Response.objects.get()
    where = at(open_round, "entered", response.pk)
    assert 'value="4"' in as_hana.get(where).content.decode()
    as_hana.post(where, ABOUT | {f"rate-{items[1]}": "D"})
    response.refresh_from_db()
    assert response.ratings == {items[1]: "DK"}
    as_hana.post(at(open_round, "remove_entered", response.pk))
    assert not Response.objects.exists()


def test_nobody_else_corrects_it(
    as_hana: Client, open_round: Round, items: list[str], ana: Person
) -> None:
    as_hana.post(at(open_round, "enter"), ABOUT | {f"rate-{items[0]}": "4"})
    as_hana.force_login(ana)
    assert as_hana.get(at(open_round, "entered", Response.objects.get().pk)).status_code == 404


def test_a_closed_round_takes_no_paper(
    as_hana: Client, open_round: Round, items: list[str]
) -> None:
    given: dict[str, Any] = ABOUT | {f"rate-{items[0]}": "4"}
    as_hana.post(at(open_round, "enter"), given)
    response = Response.objects.get()
    Round.objects.update(state=RoundState.CLOSED)
    assert "takes no answers now" in as_hana.get(at(open_round, "enter")).content.decode()
    assert as_hana.post(at(open_round, "enter"), given).status_code == 422
    as_hana.post(at(open_round, "remove_entered", response.pk))
    assert list(Response.objects.all()) == [response]
