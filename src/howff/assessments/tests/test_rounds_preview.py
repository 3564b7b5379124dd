"""What will be showable is said before anything is sent."""

import pytest

from howff.assessments.models import Round
from howff.assessments.queries.rounds_preview import Asked, preview, preview_of
from howff.assessments.tests.held import front_line, prepared


@pytest.fixture
def round(collaboration, organisations, ana) -> Round:
    """A draft."""
    return prepared(collaboration, dict.fromkeys(organisations, 6), ana)


def shown(round, *numbers, attributed=False):
    """What is shown of organisations with these numbers, at 100, 75 and 50 %."""
    round.attributed = attributed
    asked = [Asked(pk, f"O{pk}", {None: people}) for pk, people in enumerate(numbers, 1)]
    return [one.shown for one in preview(round, asked).organisations]


def test_large_partners_are_shown_to_all_whoever_answers(round):
    assert shown(round, 40, 40) == [("outside", "outside", "outside")] * 2


def test_a_partner_of_five_needs_everybody(round):
    assert shown(round, 5, 40) == [
        ("inside", "hidden", "hidden"),
        ("inside", "hidden", "hidden"),
    ]  # what is left of forty would give away the five


def test_a_partner_of_one_is_never_shown_and_hides_its_only_neighbour(round):
    assert shown(round, 1, 20) == [
        ("hidden", "hidden", "hidden"),
        ("hidden", "hidden", "outside"),  # if half answer, the one may well stay away
    ]
    made = preview(round, [Asked(1, "One", {None: 1}), Asked(2, "Two", {None: 20})])
    assert [one.alone for one in made.organisations] == [True, False]


def test_three_people_in_all_are_too_few(round):
    made = preview(round, [Asked(pk, f"O{pk}", {None: 1}) for pk in range(3)])
    assert (made.people, made.too_few, made.everyone) == (3, True, ("hidden",) * 3)


def test_seven_people_are_shown_inside_alone(round):
    made = preview(round, [Asked(1, "O", {None: 7})])
    assert (made.only_inside, made.everyone) == (True, ("inside", "inside", "hidden"))


def test_an_open_round_shows_every_organisation_by_name(round):
    assert shown(round, 1, 2, attributed=True) == [
        ("outside", "outside", "hidden"),
        ("outside", "outside", "outside"),
    ]


def test_an_agreed_answer_is_no_longer_unsure(round):
    few, agreed = Asked(1, "A", {None: 3}), Asked(2, "B", {None: 3}, returns=True)
    made = preview(round, [few, agreed, Asked(3, "C", {None: 60})])
    assert [one.name for one in made.unsure] == ["A"]
    assert [one.name for one in made.beside] == ["C"]


def test_places_are_previewed_across_organisations(round):
    place = front_line(round).place_id
    other = round.places.get(name="Leadership").place_id
    asked = [Asked(pk, f"O{pk}", {place: 8, other: 4}) for pk in (1, 2)]
    made = preview(round, asked)
    assert {one.name: one.shown[0] for one in made.places} == {
        "Front line": "inside",
        "Leadership": "inside",
    }
    assert made.people == 24


def test_what_was_kept_is_previewed_in_the_same_way(round, organisations):
    assert {one.name: one.expected for one in preview_of(round).organisations} == {
        one.name: 6 for one in organisations
    }
    assert [(one.name, one.expected) for one in preview_of(round).places] == [("Front line", 18)]


def test_a_raised_threshold_shows_less(round):
    round.threshold = 12
    round.threshold_outside = 12
    assert {one.shown for one in preview_of(round).organisations} == {("hidden",) * 3}
