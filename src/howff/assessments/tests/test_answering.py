"""Answering by link: begun, saved as one goes, sent once, and never lost or overwritten."""

from typing import Any

import pytest

from howff.assessments.actions import answering
from howff.assessments.actions.answering import About, save
from howff.assessments.actions.answering.cards import new_card, tidy_card
from howff.assessments.models import Response, ResponseState, Round, RoundState
from howff.assessments.queries.access import key_digest, response_by_key
from howff.assessments.tests.conftest import KEY, Begin
from howff.instruments.definitions import Definition
from howff.instruments.queries import definition_of
from howff.people.errors import Refused


@pytest.fixture
def pulse(open_round: Round) -> Definition:
    """What the open round asks."""
    return definition_of(open_round.version)


@pytest.fixture
def first(pulse: Definition) -> str:
    """The first item."""
    return pulse.principles[0].id


def put(response: Response, **more: Any) -> answering.Kept:
    given = {"revision": response.revision, "ratings": {}, "words": {}}
    return save(response=response, **(given | more))


def refused(code: str, status: int, act: Any, **more: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        act(**more)
    assert (caught.value.code, caught.value.status) == (code, status)
    return caught.value


def test_a_response_keeps_the_digest_of_its_key_and_nothing_that_tells_who(begin: Begin) -> None:
    response = begin()
    assert response.key_digest == key_digest(KEY)
    assert response_by_key(KEY) == response
    assert response.state == ResponseState.DRAFT
    assert [one.name for one in Response._meta.fields if "at" in one.name.split("_")] == []


def test_beginning_again_with_the_same_key_is_the_same_response(begin: Begin) -> None:
    assert begin() == begin()
    assert Response.objects.count() == 1


def test_a_short_key_is_refused(begin: Begin) -> None:
    assert refused("invalid", 422, begin, key="short").field == "key"


def test_saving_keeps_what_was_said_before(begin: Begin, first: str) -> None:
    response = begin()
    kept = put(response, ratings={first: "4"}, words={first: " It works. "})
    assert kept.revision == 2
    kept = put(response, revision=2, ratings={first: "NMP"})
    response.refresh_from_db()
    assert (response.ratings, response.words) == ({first: "NMP"}, {first: "It works."})
    put(response, revision=3, ratings={first: ""}, words={first: ""})
    response.refresh_from_db()
    assert (response.ratings, response.words, response.revision) == ({}, {}, 4)


def test_saving_the_whole_takes_away_what_is_not_named(begin: Begin, pulse: Definition) -> None:
    one, two = (principle.id for principle in pulse.principles[:2])
    response = begin(ratings={one: 1})
    put(response, ratings={two: 2}, whole=True)
    response.refresh_from_db()
    assert response.ratings == {two: 2}


def test_two_screens_do_not_overwrite_each_other(begin: Begin, first: str) -> None:
    response = begin()
    put(response, ratings={first: 4})
    assert refused("conflict", 409, put, response=response, ratings={first: 2}).field == "revision"
    response.refresh_from_db()
    assert response.ratings == {first: 4}


def test_sending_the_same_again_is_harmless(begin: Begin, first: str) -> None:
    response = begin()
    sent = put(response, ratings={first: 4}, send=True)
    assert put(response, ratings={first: 4}, send=True) == sent
    assert sent.state == ResponseState.SENT


def test_changes_after_sending_count_until_the_round_closes(begin: Begin, first: str) -> None:
    response = begin(ratings={first: 4}, send=True)
    put(response, ratings={first: 5})
    response.refresh_from_db()
    assert (response.state, response.ratings) == (ResponseState.SENT, {first: 5})


def test_nothing_is_not_sent(begin: Begin) -> None:
    refused("empty", 422, put, response=begin(), send=True)
    refused("empty", 422, begin, key="", send=True)


@pytest.mark.parametrize(
    ("ratings", "words", "field"),
    [({"X9": 1}, {}, "X9"), ({}, {"X9": "Words"}, "X9"), ({"X9": ""}, {}, "X9")],
)
def test_what_is_not_asked_is_refused(
    begin: Begin, ratings: dict[str, object], words: dict[str, str], field: str
) -> None:
    response = begin()
    assert refused("invalid", 422, put, response=response, ratings=ratings, words=words).field == (
        field
    )


def test_too_many_words_are_refused(begin: Begin, first: str) -> None:
    told = refused("invalid", 422, put, response=begin(), words={first: "x" * 10_001})
    assert told.field == first


@pytest.mark.parametrize("state", [RoundState.CLOSING, RoundState.CLOSED])
def test_a_closed_round_takes_no_answers(begin: Begin, first: str, state: RoundState) -> None:
    response = begin()
    Round.objects.update(state=state)
    refused("closed", 409, put, response=response, ratings={first: 4})
    refused("closed", 409, begin, key="another-key-of-some-length")
    response.refresh_from_db()
    assert response.ratings == {}


def test_a_draft_round_is_not_found(draft_round: Round) -> None:
    refused("not_found", 404, answering.begin, round=draft_round, about=About())


def test_answers_that_were_taken_back_cannot_be_saved(begin: Begin) -> None:
    response = begin()
    Response.objects.all().delete()
    refused("not_found", 404, put, response=response)


def test_organisation_and_place_must_be_of_the_round(
    begin: Begin, open_round: Round, index_round: Round
) -> None:
    lantern = open_round.partners.get(name="Lantern Trust")
    place = open_round.places.get(name="Front line")
    response = begin(about=About(partner=lantern.pk, place=place.pk, audience="report"))
    assert (response.partner, response.place, response.audience) == (lantern, place, "report")
    elsewhere = index_round.partners.get(name="Lantern Trust")
    with_return = open_round.partners.get(returns=True)
    for partner in (elsewhere, with_return):
        told = refused("invalid", 422, begin, key="", about=About(partner=partner.pk))
        assert told.field == "partner"
    about = About(place=index_round.places.first().pk)
    assert refused("invalid", 422, begin, key="", about=about).field == "place"


def test_a_card_joins_the_rounds_of_a_collaboration(
    begin: Begin, open_round: Round, index_round: Round, first: str
) -> None:
    response = begin(ratings={first: 4}, send=True)
    card = answering.give_card(response=response)
    assert card == f"{tidy_card(card)[:4]}-{tidy_card(card)[4:]}"
    later = begin(key="the-key-of-the-later-one", round=index_round, about=About(card=card.lower()))
    response.refresh_from_db()
    assert response.card_digest == later.card_digest != ""
    assert card not in str(vars(response))
    refused("no_card", 409, answering.give_card, response=response)


def test_a_card_used_twice_in_a_round_leaves_the_answer_without_card(
    begin: Begin, open_round: Round, first: str
) -> None:
    card = new_card()
    begin(about=About(card=card))
    told = []
    for more in ({}, {"ratings": {first: 3}, "send": True}):
        again = answering.begin(round=open_round, about=About(card=card), **more)
        assert Response.objects.get(pk=again.id).card_digest == ""
        told.append(again.card_used)
    assert told == [False, True]  # a card that is only tried tells nothing of its owner


def test_a_slip_in_a_card_is_told(begin: Begin) -> None:
    card = new_card()
    slip = ("3" if card[0] == "2" else "2") + card[1:]
    for wrong in (slip, card[:-1], "not a card", card + "2"):
        assert refused("invalid", 422, begin, about=About(card=wrong)).field == "card"


def test_an_organisation_returns_once(open_round: Round) -> None:
    carers = open_round.partners.get(returns=True)
    kept = answering.begin_return(partner=carers, key=KEY)
    assert answering.begin_return(partner=carers, key=KEY) == kept
    response = Response.objects.get()
    assert (response.door, response.partner, response.attribution) == (
        "return",
        carers,
        "organisation",
    )
    assert response_by_key(KEY) == response


def test_the_link_of_a_partner_opens_its_return_once(open_round: Round) -> None:
    carers = open_round.partners.get(returns=True)
    answering.begin_return(partner=carers, key=KEY)
    again = {"partner": carers, "key": "another-key-of-some-length"}
    refused("begun", 409, answering.begin_return, **again)
    assert response_by_key(carers.key) is None
