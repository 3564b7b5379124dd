"""Somebody reads the words first; nothing is shown before, and all can be undone."""

import pytest
from django.urls import reverse

from howff.assessments.actions import rounds
from howff.assessments.queries.rounds_words import identifying, words_to_read
from howff.assessments.tests.held import answered, closed, items_of, prepared
from howff.evidence.actions import take_back
from howff.evidence.models import Passage
from howff.people.errors import Refused
from howff.people.models import Change


@pytest.fixture
def done(collaboration, organisations, ana, ben):
    """A closed round with three comments, one of which names Ben."""
    round = prepared(collaboration, {organisations[0]: 6}, ana)
    rounds.open_round(round=round, by=ana)
    first, second, *_rest = items_of(round)
    answered(round, organisations[0], [1, 2, 3, 4, 5])
    answered(round, organisations[0], [2], words={first: "Ben decides alone.", second: "Slow."})
    answered(round, organisations[0], [4], words={first: "I feel heard."})
    return closed(round, ana)


def passage(text):
    """The number of some words."""
    return Passage.objects.get(text=text).pk


def test_words_wait_with_a_warning_where_they_name_somebody(done):
    found = words_to_read(done, "review")
    assert {(one.quote.text, one.names) for one in found.shown} == {
        ("Ben decides alone.", ("Ben",)),
        ("Slow.", ()),
        ("I feel heard.", ()),
    }
    assert (found.review, found.published, found.archived) == (3, 0, 0)


def test_what_may_identify_somebody_is_found():
    names = frozenset({"ben", "keir"})
    assert identifying("Call Ben or BEN: ben@work.example", names) == (
        "Ben",
        "BEN",
        "ben",
        "ben@work.example",
    )
    assert identifying("Call 0131 555 0199", names) == ("0131 555 0199",)
    assert identifying("The bench is 12 years old.", names) == ()


def test_words_are_published_and_put_back(done, hana):
    made = rounds.set_words_state(round=done, passage=passage("Slow."), state="published", by=hana)
    assert (made.before, Passage.objects.get(pk=made.passage).state) == ("review", "published")
    rounds.set_words_state(round=done, passage=made.passage, state=made.before, by=hana)
    assert words_to_read(done, "review").review == 3
    change = Change.objects.filter(verb__startswith="moved words").first()
    assert (change.by, change.details) == (
        hana,
        {"round": done.pk, "passage": made.passage, "before": "published"},
    )


def test_all_that_remain_are_published_at_once_and_put_back(done, hana):
    archived = passage("Ben decides alone.")
    rounds.set_words_state(round=done, passage=archived, state="archived", by=hana)
    numbers = rounds.publish_remaining(round=done, by=hana)
    assert set(numbers) == {passage("Slow."), passage("I feel heard.")}
    assert Passage.objects.get(pk=archived).state == "archived"
    rounds.publish_remaining(round=done, by=hana, back=tuple(numbers))
    assert words_to_read(done, "review").review == 2


def test_words_that_were_taken_back_cannot_be_shown_again(done, hana):
    number = passage("Slow.")
    take_back(passage_ids=[number])
    with pytest.raises(Refused) as refused:
        rounds.set_words_state(round=done, passage=number, state="published", by=hana)
    assert refused.value.status == 404
    assert words_to_read(done, "review").review == 2


def test_words_of_another_round_are_not_here(done, collaboration, organisations, ana, hana):
    other = prepared(collaboration, {organisations[0]: 6}, ana)
    rounds.open_round(round=other, by=ana)
    other = closed(other, ana)
    with pytest.raises(Refused):
        rounds.set_words_state(round=other, passage=passage("Slow."), state="archived", by=hana)


def test_the_page_is_for_helpers_and_undoes(done, client, hana, ben):
    page = reverse("assessments:round_words", args=[done.pk])
    client.force_login(ben)
    assert client.get(page).status_code == 403
    client.force_login(hana)
    assert client.get(page).context["words"].review == 3
    partial = {"HX-Request": "true", "HX-Request-Type": "partial"}
    act = reverse("assessments:decide_words", args=[done.pk, passage("Slow."), "published"])
    answer = client.post(act, headers=partial)
    assert reverse("assessments:decide_words", args=[done.pk, passage("Slow."), "review"]) in (
        answer.content.decode()
    )
    everything = reverse("assessments:publish_words", args=[done.pk])
    assert client.post(everything, headers=partial).status_code == 200
    assert words_to_read(done, "published").published == 3
    nowhere = reverse("assessments:decide_words", args=[done.pk, passage("Slow."), "burnt"])
    assert client.post(nowhere, headers=partial).status_code == 422
