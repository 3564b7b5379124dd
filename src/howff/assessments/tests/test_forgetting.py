"""On the day that people were promised, answers go; words can be taken back after it, too."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from howff.assessments import tasks
from howff.assessments.actions import answering
from howff.assessments.models import Door, Response, ResponseState, Round, Said
from howff.assessments.queries.answering import opened_by
from howff.assessments.queries.counting import sent_responses
from howff.assessments.tests.conftest import KEY, Begin
from howff.assessments.tests.held import answered, closed, items_of
from howff.consent.models import Attribution, Audience
from howff.people.models import Organisation, Person


def forgotten(round: Round) -> Round:
    """The round, on the day on which its answers are deleted."""
    round.keep_until = timezone.localdate()
    round.save(update_fields=["keep_until"])
    tasks.forget_answers.call(round.pk)
    return round


@pytest.fixture
def counted(
    open_round: Round, organisations: list[Organisation], begin: Begin, ana: Person
) -> Round:
    """A closed round in which six rated, one with words, and an organisation gave its return."""
    first = items_of(open_round)[0]
    answered(open_round, organisations[0], [1, 2, 3, 4, 5])
    here = open_round.partners.get(organisation=organisations[0]).pk
    about = answering.About(partner=here, attribution=Attribution.ROLE, audience=Audience.REPORT)
    begin(about=about, ratings={first: 2}, words={first: "Our tides differ."}, send=True)
    Response.objects.create(
        round=open_round,
        partner=open_round.partners.get(returns=True),
        door=Door.RETURN,
        state=ResponseState.SENT,
        ratings=dict.fromkeys(items_of(open_round), 4),
    )
    return closed(open_round, ana)


def test_only_the_way_back_to_words_stays(counted: Round) -> None:
    (row,) = [one for one in forgotten(counted).responses.all() if one.door != Door.RETURN]
    assert (row.ratings, row.words, row.partner, row.place) == ({}, {}, None, None)
    assert (row.attribution, row.audience, row.card_digest) == ("none", "group", "")
    assert row.entered_by is None
    assert sent_responses(counted) == 0


def test_forgetting_twice_finds_nothing_more(counted: Round) -> None:
    assert tasks.forget_answers.call(forgotten(counted).pk) == 0


def test_words_are_taken_back_after_the_answers_are_deleted(counted: Round, client: Client) -> None:
    forgotten(counted)
    answer = client.post(reverse("assessments:take_back", args=[counted.code, KEY]))
    assert answer.status_code == 200
    assert [one.passage.text for one in Said.objects.filter(round=counted)] == [""]
    assert opened_by(counted.code, KEY) is None


def test_the_page_says_that_the_ratings_are_gone_already(counted: Round, client: Client) -> None:
    forgotten(counted)
    page = client.get(reverse("assessments:form", args=[counted.code, KEY])).content.decode()
    assert "Your ratings were deleted on the day that was promised." in page


def test_no_page_promises_that_figures_are_made_again_in_any_case(
    counted: Round, client: Client
) -> None:
    form = client.get(reverse("assessments:form", args=[counted.code, KEY])).content.decode()
    gone = client.post(reverse("assessments:take_back", args=[counted.code, KEY])).content.decode()
    told = "made again when at least 5 people have taken theirs back, and only if the change tells"
    assert [told in one for one in (form, gone)] == [True, True]


def test_taking_back_words_alone_makes_no_figures_again(counted: Round) -> None:
    forgotten(counted)
    answering.take_back(response=opened_by(counted.code, KEY))
    counted.refresh_from_db()
    assert counted.taken_back == 0


def test_a_return_is_taken_out_after_its_answers_are_deleted(counted: Round) -> None:
    assert [len(one) for one in returns(counted)] == [1, 1]
    answering.take_back(response=forgotten(counted).responses.get(door=Door.RETURN))
    assert returns(counted) == [[], []]


def returns(round: Round) -> list[list[object]]:
    """What organisations gave in their own name to the first item, for each audience."""
    return [one.content["items"][0]["returns"] for one in round.published.all()]
