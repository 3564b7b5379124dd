"""What the room agrees: its reason, who sees it otherwise, what would help, and signing off."""

import pytest
from django.db import IntegrityError, transaction

from howff.assessments.actions.workshops import agreeing, ending, preparing
from howff.assessments.actions.workshops.agreeing import Meanwhile, Outcome, Voice
from howff.assessments.models import Round, SupportNeed, Topic, Workshop
from howff.assessments.queries.workshops import record_of
from howff.assessments.queries.workshops.needs import needs_by_level, needs_in
from howff.assessments.queries.workshops.records import hands_shown
from howff.assessments.tests.workshop_sample import closed_round
from howff.consent.models import Attribution, Audience
from howff.evidence.models import Passage, Speaker
from howff.people.errors import Refused
from howff.people.models import Change, Collaboration, Organisation, Person

pytestmark = pytest.mark.django_db
WHY = "We all ask people, and we do not all tell them what became of it."
SEEN = Voice("I was never asked.", Attribution.ROLE, Audience.GROUP, "Eve", "Carer", "Lantern")


@pytest.fixture
def round(collaboration: Collaboration, organisations: list[Organisation], ana: Person) -> Round:
    """A closed round."""
    return closed_round(collaboration, organisations, ana)


@pytest.fixture
def topic(round: Round, ana: Person) -> Topic:
    """The first topic of a workshop."""
    workshop = preparing.create_workshop(round=round, title="Looking together", by=ana)
    return workshop.topics.all()[0]


def save(topic: Topic, by: Person, revision: int = 1, **outcome: object) -> Topic:
    return agreeing.save_topic(
        topic=topic,
        outcome=Outcome(**outcome),  # type: ignore[arg-type]
        revision=revision,
        by=by,
    )


def test_an_agreed_rating_needs_its_reason(topic: Topic, ana: Person) -> None:
    with pytest.raises(Refused) as refused:
        save(topic, ana, agreed=3, reason="  ")
    assert refused.value.field == "reason"
    with pytest.raises(IntegrityError), transaction.atomic():
        Topic.objects.filter(pk=topic.pk).update(agreed=3)
    kept = save(topic, ana, agreed=3, reason=f" {WHY} ", hands=[0, 0, 0, 0, 0])
    assert (kept.agreed, kept.reason, kept.hands, kept.revision) == (3, WHY, None, 2)
    assert kept.workshop.state == "running"


def test_not_agreeing_is_an_outcome_with_its_reason(topic: Topic, ana: Person) -> None:
    with pytest.raises(Refused):
        save(topic, ana, differ=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Topic.objects.filter(pk=topic.pk).update(differ=True, reason=WHY, agreed=2)
    with pytest.raises(Refused):
        save(topic, ana, differ=True, agreed=2, reason=WHY)
    save(topic, ana, differ=True, reason=WHY)
    (told,) = record_of(topic.workshop.round)
    assert next((one.settled, one.differ) for one in told.topics) == (True, True)
    assert told.settled == 1


def test_the_second_to_save_is_told_and_loses_nothing(topic: Topic, ana: Person) -> None:
    save(topic, ana, proposed=2)
    with pytest.raises(Meanwhile) as meanwhile:
        save(topic, ana, revision=1, agreed=4, reason="Ours.")
    assert meanwhile.value.status == 409
    assert meanwhile.value.row.proposed == 2  # type: ignore[union-attr]
    kept = save(topic, ana, revision=2, agreed=4, reason="Ours.")
    assert (kept.agreed, kept.revision) == (4, 3)
    latest = Change.objects.filter(verb="recorded an agreed rating").get()
    assert latest.details["before"]["proposed"] == 2


def test_what_people_wrote_does_not_stay_in_the_history(topic: Topic, ana: Person) -> None:
    save(topic, ana, agreed=4, reason="Because of Rowan.")
    save(topic, ana, revision=2, agreed=4, reason=WHY)
    need = agreeing.add_need(topic=topic, level="collective", text="A boat for Rowan", by=ana)
    agreeing.remove_need(need=need, by=ana)
    for revision, notes in enumerate(("Rowan was ill.", "All were well."), 1):
        agreeing.say_who_came(
            workshop=topic.workshop, people=[], notes=notes, revision=revision, by=ana
        )
    lines = Change.objects.filter(details__icontains="Rowan").values_list("verb", flat=True)
    assert list(lines) == []


def test_sending_the_same_again_is_not_a_conflict(topic: Topic, ana: Person) -> None:
    save(topic, ana, agreed=4, reason=WHY)
    again = save(topic, ana, revision=1, agreed=4, reason=WHY)
    assert again.revision == 2


def test_dissent_is_kept_once_and_only_as_its_speaker_allows(topic: Topic, ana: Person) -> None:
    for _again in range(2):
        agreeing.keep_dissent(topic=topic, voice=SEEN, key="one", by=ana)
    (told,) = record_of(topic.workshop.round)
    (quote,) = told.topics[0].dissents
    assert (quote.text, quote.attribution) == ("I was never asked.", "Carer")
    kept = Speaker.objects.values_list("name", "role", "organisation_name")
    assert list(kept) == [("", "Carer", "")]
    (outside,) = record_of(topic.workshop.round, Audience.REPORT)
    assert outside.topics[0].dissents == ()


def test_dissent_is_taken_back_even_after_signing_off(topic: Topic, ana: Person) -> None:
    dissent = agreeing.keep_dissent(topic=topic, voice=SEEN, key="one", by=ana)
    ending.sign_off(workshop=topic.workshop, names="Ana", by=ana)
    agreeing.take_back_dissent(dissent=dissent, by=ana)
    (told,) = record_of(topic.workshop.round)
    assert told.topics[0].dissents == ()
    assert [one.text for one in Passage.objects.all()] == [""]
    assert Speaker.objects.count() == 0


def test_support_needs_are_gathered_by_level(topic: Topic, ana: Person) -> None:
    for level, text in [
        ("sector", "Contracts of five years"),
        ("collective", "A shared calendar"),
        ("collective", "A shared calendar"),
    ]:
        agreeing.add_need(topic=topic, level=level, text=text, by=ana)
    here = topic.workshop.round.collaboration
    found = [
        (one.level, [need.text for need in one.needs]) for one in needs_by_level(needs_in(here))
    ]
    assert found == [
        ("collective", ["A shared calendar"]),
        ("sector", ["Contracts of five years"]),
    ]
    assert [one.text for one in needs_in(here, search="CALENDAR")] == ["A shared calendar"]
    agreeing.remove_need(need=needs_in(here)[0], by=ana)
    assert SupportNeed.objects.count() == 1


def test_who_came_is_saved_with_its_organisation(topic: Topic, ana: Person) -> None:
    workshop = topic.workshop
    people = [("Lantern Trust", 2), ("A neighbour", 1), ("Quayside Carers", 0)]
    kept = agreeing.say_who_came(workshop=workshop, people=people, notes="", revision=1, by=ana)
    rows = [(one.name, one.people, bool(one.organisation)) for one in kept.presences.all()]
    assert rows == [("A neighbour", 1, False), ("Lantern Trust", 2, True)]
    again = agreeing.say_who_came(workshop=workshop, people=people, notes="", revision=1, by=ana)
    assert again.revision == 2
    with pytest.raises(Meanwhile):
        agreeing.say_who_came(workshop=workshop, people=people, notes="New", revision=1, by=ana)


def test_a_signed_off_record_is_only_read(topic: Topic, ana: Person) -> None:
    workshop = topic.workshop
    ending.sign_off(workshop=workshop, names="Ana, Ben", by=ana)
    for act in (
        lambda: save(topic, ana, proposed=2),
        lambda: agreeing.keep_dissent(topic=topic, voice=SEEN, key="one", by=ana),
        lambda: agreeing.add_need(topic=topic, level="sector", text="Time", by=ana),
        lambda: preparing.remove_topic(topic=topic, by=ana),
        lambda: ending.sign_off(workshop=workshop, names="Eve", by=ana),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.status == 409
    ending.open_again(workshop=workshop, by=ana)
    assert (workshop.signed_off_by, workshop.signed_off_at) == ("", None)
    line = Change.objects.get(verb="opened a workshop's record again")
    assert line.details["names"] == "Ana, Ben"
    save(Topic.objects.get(pk=topic.pk), ana, proposed=2)


def test_an_empty_workshop_is_not_signed_off(round: Round, ana: Person) -> None:
    workshop = preparing.create_workshop(round=round, title="Empty", by=ana, items=[])
    with pytest.raises(Refused):
        ending.sign_off(workshop=workshop, names="Ana", by=ana)


@pytest.mark.parametrize(
    ("hands", "k", "shown"),
    [
        ([0, 2, 2, 1, 0], 5, (0, 2, 2, 1, 0)),
        ([0, 2, 2, 0, 0], 5, ()),
        ([0, 0, 6, 0, 0], 5, ()),
        ([0, 2, 2, 1, 0], 10, ()),
        ([], 5, ()),
    ],
)
def test_hands_are_shown_where_nobody_can_be_picked_out(
    hands: list[int], k: int, shown: tuple[int, ...]
) -> None:
    assert hands_shown(hands, k) == shown


def test_the_record_sets_both_ratings_beside_each_other(topic: Topic, ana: Person) -> None:
    save(topic, ana, hands=[1, 1, 3, 1, 0], agreed=3, reason=WHY)
    (told,) = record_of(topic.workshop.round)
    first = told.topics[0]
    assert [(row.before, row.hands) for row in first.rows] == [
        (5, 1),
        (1, 1),
        (0, 3),
        (1, 1),
        (5, 0),
    ]
    assert (first.people, first.hidden) == (6, False)
    (outside,) = record_of(topic.workshop.round, Audience.REPORT)
    assert (outside.topics[0].hands, outside.topics[0].hidden) == ((), True)
    assert (bool(first.why_here), outside.topics[0].why_here) == (True, "")


def test_a_workshop_that_has_not_begun_has_no_record_in_reports(round: Round, ana: Person) -> None:
    workshop: Workshop = preparing.create_workshop(round=round, title="Soon", by=ana)
    assert record_of(round) == ()
    assert workshop.state == "draft"
