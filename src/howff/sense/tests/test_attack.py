"""From everything that is published together, nobody recovers what few people said."""

import numpy as np
import pytest

from howff.sense.disclosure.cuts import all_of, without_small_cuts
from howff.sense.rounds.figures import Ratings
from howff.sense.tests.attacking import Secret, recovered, secret_of
from howff.sense.tests.attacks import (
    BRANCH,
    CHAIN,
    Plan,
    ratings_recovered,
    story,
    turnout_recovered,
)
from howff.sense.tests.rounds import drawn, ratings

STORIES = 10


@pytest.mark.parametrize("batch", range(10))
def test_nothing_is_recovered(batch: int) -> None:
    """Two rounds, two audiences, turnout and progress; the benchmark does ten thousand."""
    shown = 0
    for seed in range(batch * STORIES, (batch + 1) * STORIES):
        told = story(seed)
        shown += told.shown
        assert (ratings_recovered(told), turnout_recovered(told)) == ([], []), seed
    assert shown > STORIES


@pytest.mark.parametrize("plan", [CHAIN, BRANCH])
@pytest.mark.parametrize("batch", range(3))
def test_nothing_is_recovered_from_three_rounds(batch: int, plan: Plan) -> None:
    """One round after the other, or two that follow the same one."""
    for seed in range(batch * STORIES, (batch + 1) * STORIES):
        assert ratings_recovered(story(seed, plan)) == [], seed


@pytest.mark.parametrize(("seed", "plan"), [(111, CHAIN), (15, BRANCH)])
def test_the_attack_succeeds_where_each_comparison_looks_at_itself_alone(
    seed: int, plan: Plan
) -> None:
    assert ratings_recovered(story(seed, plan, alone=True)) != []
    assert ratings_recovered(story(seed, plan)) == []


def test_a_round_that_everybody_left_can_be_attacked() -> None:
    told = story(103_261, CHAIN)
    assert [len(one.ratings.values) for one in told.rounds] == [15, 6, 0]
    assert ratings_recovered(told) == []


def naive(one: Ratings, k: int, *, cuts: bool) -> Secret:
    """Publish each group of k people who do not all agree; perhaps by the rule of cuts as well."""
    ends = np.column_stack([one.organisation, one.place])
    secret = secret_of(one.values[:, 0].astype(int), ends, one.items[0].levels)
    people = np.zeros((len(one.organisations) + 1, len(one.places) + 1), dtype=int)
    np.add.at(people, tuple(secret.ends.T), secret.people)
    masks = without_small_cuts(people, people, k, all_of(people))
    if secret.people.sum() >= k:
        secret.learn(np.ones(len(secret.ends), dtype=bool), secret.counts.sum(axis=0))
    for axis, shown in enumerate((masks.rows, masks.columns)):
        for group in range(len(shown) - 1):
            members = secret.ends[:, axis] == group
            counts = secret.counts[members].sum(axis=0)
            if counts.sum() >= k and (counts > 0).sum() > 1 and (shown[group] or not cuts):
                secret.learn(members, counts)
    return secret


def test_the_attack_succeeds_against_small_numbers_alone() -> None:
    """Hiding only groups of fewer than five leaks in more than one table of ten."""
    rounds = [drawn(np.random.default_rng(seed)) for seed in range(40)]
    assert sum(bool(recovered(naive(one, 5, cuts=False), 5)) for one in rounds) > 4


def test_the_attack_succeeds_against_cuts_alone() -> None:
    """Adding and subtracting is not all an attacker can do."""
    rounds = [drawn(np.random.default_rng(seed)) for seed in range(40)]
    assert sum(bool(recovered(naive(one, 5, cuts=True), 5)) for one in rounds) > 2


def test_the_attack_finds_a_lone_rating() -> None:
    """A single 1, in an organisation's figures and in a place's: it came from both."""
    organisation = [0] * 6 + [1] * 6
    place = [0, 0, 0, 1, 1, 1] * 2
    one = ratings([[1], *[[4], [5]] * 5, [4]], organisation, place)
    found = recovered(naive(one, 5, cuts=True), 5)
    assert ((0,), 0) in found


def test_the_attack_finds_what_subtraction_tells() -> None:
    """Two of nine are hidden, but everyone less the seven shown are those two."""
    one = ratings([[1], [2], *[[4], [5], [4]] * 2, [3]], [0, 0, *[1] * 7])
    assert recovered(naive(one, 5, cuts=False), 5) != []
    assert recovered(naive(one, 5, cuts=True), 5) == []
