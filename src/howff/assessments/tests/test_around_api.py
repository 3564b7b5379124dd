"""Programs read workshops, what would help, the journey and what many have in common."""

from datetime import date

import pytest

from howff.assessments.actions import across, journey
from howff.assessments.actions.workshops import agreeing, preparing
from howff.assessments.actions.workshops.agreeing import Outcome, Voice
from howff.assessments.tests import test_across, workshop_sample
from howff.consent.models import Attribution, Audience
from howff.instruments.queries import builtin, definition_of
from howff.people import actions as people


@pytest.fixture
def get(client, ana):
    """What Ana's program reads."""
    key = people.make_token(person=ana, name="Program")

    def get(path, status=200):
        answer = client.get(f"/api/v1{path}", headers={"Authorization": f"Bearer {key}"})
        assert answer.status_code == status
        return answer.json()

    return get


@pytest.fixture
def workshop(collaboration, organisations, ana):
    """A workshop on what is suggested."""
    round = workshop_sample.closed_round(collaboration, organisations, ana)
    return preparing.create_workshop(round=round, title="Looking together", by=ana)


def settled(topic, ana):
    """The room rated again, agreed, heard who saw it otherwise, and what would help."""
    outcome = Outcome(hands=[0, 2, 4, 0, 0], agreed=3, reason="We met each other half way.")
    agreeing.save_topic(topic=topic, outcome=outcome, revision=1, by=ana)
    voice = Voice("I see it otherwise.", Attribution.NONE, Audience.GROUP)
    agreeing.keep_dissent(topic=topic, voice=voice, key="one", by=ana)
    return agreeing.add_need(topic=topic, level="sector", text="Longer contracts", by=ana)


def test_a_workshop_tells_what_became_of_each_principle(get, workshop, ana):
    settled(workshop.topics.first(), ana)
    listed = get(f"/rounds/{workshop.round_id}/workshops")
    assert [(one["id"], one["topic_count"], one["settled_count"]) for one in listed] == [
        (workshop.pk, 3, 1)
    ]
    record = get(f"/workshops/{workshop.pk}/record")
    topic = record["topics"][0]
    told = {name: topic[name] for name in ("before_counts", "hands", "agreed", "hidden")}
    assert told == {
        "before_counts": [5, 1, 0, 1, 5],
        "hands": [0, 2, 4, 0, 0],
        "agreed": 3,
        "hidden": False,
    }
    assert [one["text"] for one in topic["dissents"]] == ["I see it otherwise."]
    assert topic["needs"] == [{"level": "sector", "text": "Longer contracts"}]
    assert (record["id"], record["signed_off_at"]) == (workshop.pk, None)


def test_hands_of_too_few_are_not_told(get, workshop, ana):
    few = Outcome(hands=[0, 1, 2, 0, 0])
    agreeing.save_topic(topic=workshop.topics.first(), outcome=few, revision=1, by=ana)
    topic = get(f"/workshops/{workshop.pk}/record")["topics"][0]
    assert (topic["hands"], topic["hidden"]) == ([], True)


def test_what_would_help_is_gathered_and_narrowed(get, workshop, ana):
    need = settled(workshop.topics.first(), ana)
    here = f"/collaborations/{workshop.round.collaboration_id}/needs"
    (told,) = get(here)
    assert (told["id"], told["round"], told["workshop"]) == (
        need.pk,
        workshop.round_id,
        workshop.pk,
    )
    assert get(f"{here}?level=sector&round={workshop.round_id}") == [told]
    assert get(f"{here}?level=individual") == get(f"{here}?round=999") == []


def test_a_need_outlives_its_round_and_its_principle(get, workshop, ana):
    settled(workshop.topics.first(), ana)
    here = workshop.round.collaboration_id
    workshop.round.delete()
    (told,) = get(f"/collaborations/{here}/needs")
    assert (told["text"], told["round"], told["workshop"]) == ("Longer contracts", None, None)


def test_a_journey_says_where_we_are(get, collaboration, ana):
    here = f"/collaborations/{collaboration.pk}/journey"
    assert get(here) == {"now": None, "stages": []}
    journey.begin_journey(collaboration=collaboration, by=ana)
    second = collaboration.stages.all()[1]
    journey.enter_stage(stage=second, on=date(2026, 3, 1), by=ana)
    journey.set_milestone(stage=second, title="One front door", by=ana)
    told = get(here)
    assert (told["now"], len(told["stages"])) == (second.pk, 4)
    stage = told["stages"][1]
    assert (stage["entered_on"], [one["title"] for one in stage["milestones"]]) == (
        "2026-03-01",
        ["One front door"],
    )


def test_what_many_have_in_common_is_told_when_enough_agreed(get, collaboration, ana):
    instrument = builtin("pulse").instrument
    asked = across.ask(host=collaboration, instrument=instrument, title="Spring", by=ana)
    (listed,) = get(f"/collaborations/{collaboration.pk}/comparisons")
    assert (listed["id"], listed["instrument"]) == (asked.pk, "pulse")
    told = get(f"/comparisons/{asked.pk}")
    assert (told["agreed"], told["enough"], told["figures"], told["needs"]) == (0, 5, None, [])
    rounds = [test_across.closed_round(f"Cove {at}", 5, ana) for at in range(5)]
    test_across.agreed(asked, rounds, ana)
    across.make(comparison=asked, by=ana)
    told = get(f"/comparisons/{asked.pk}")
    ours = [one for one in definition_of(rounds[0].version).items() if one.locus == "ours"]
    strengths = {one["item"]["id"] for one in told["figures"]["strengths"]}
    assert strengths == {one.id for one in ours if not one.middle}
    assert told["needs"] == test_across.wanted(*range(5))
    (beside,) = get(f"/rounds/{rounds[0].pk}/benchmark")
    assert (beside["title"], beside["collaborations"]) == ("Spring", 5)
    assert {one["median"] for one in beside["principles"]} == {5}


def test_a_round_that_is_not_shared_stands_beside_nothing(get, workshop):
    assert get(f"/rounds/{workshop.round_id}/benchmark") == []


def test_others_find_nothing(client, dev, workshop, ana):
    here = workshop.round.collaboration
    instrument = builtin("pulse").instrument
    asked = across.ask(host=here, instrument=instrument, title="Spring", by=ana)
    headers = {"Authorization": f"Bearer {people.make_token(person=dev, name='Program')}"}
    paths = [
        *(f"/rounds/{workshop.round_id}/{what}" for what in ("workshops", "benchmark")),
        *(f"/collaborations/{here.pk}/{what}" for what in ("needs", "journey", "comparisons")),
        f"/workshops/{workshop.pk}/record",
        f"/comparisons/{asked.pk}",
    ]
    found = {path: client.get(f"/api/v1{path}", headers=headers).status_code for path in paths}
    assert found == dict.fromkeys(paths, 404)
