"""Simulated people are believable, and what they send fits every kind of prompt."""

from argparse import ArgumentTypeError
from random import Random
from typing import Any

import pytest

from howff.conversations.models import Kind, Prompt
from howff.conversations.rules import read_value
from howff.website.simulate import crowd, voices
from howff.website.simulate.phone import Tally

OPTIONS = {
    "choice": ["Tea", "Coffee", "Water"],
    "choices": ["Tea", "Coffee", "Water"],
    "ranking": ["Tea", "Coffee", "Water"],
    "rating": ["not at all", "very much"],
}


def prompt_of(kind: str) -> dict[str, Any]:
    return {"id": 7, "kind": kind, "text": "What helps?", "options": OPTIONS.get(kind, [])}


@pytest.mark.parametrize("kind", Kind.values)
def test_every_answer_fits_its_prompt(kind: str) -> None:
    told, random = prompt_of(kind), Random(1)
    prompt = Prompt(pk=7, kind=kind, text=told["text"], options=told["options"])
    for _ in range(50):
        assert not read_value(prompt, voices.value_for(told, random)).skipped


def test_every_vote_fits_a_statement() -> None:
    prompt, random = Prompt(pk=7, kind="statements"), Random(1)
    votes = [voices.vote(3, random, side) for side in (0, 1) for _ in range(50)]
    given = [read_value(prompt, {"statement": 3, "vote": vote}) for vote in votes]
    assert {one.item for one in given} == {3}
    assert {one.value for one in given} == {1, 0, -1}


def test_the_same_seed_gives_the_same_people() -> None:
    met = [
        [voices.arrival(random, "CODE", "key") for _ in range(20)]
        for random in (Random(5), Random(5), Random(6))
    ]
    assert met[0] == met[1] != met[2]


def test_long_answers_take_longer_than_a_tap() -> None:
    random = Random(1)
    typing = [voices.seconds(prompt_of("text"), "word " * 40, random) for _ in range(50)]
    tapping = [voices.seconds(prompt_of("choice"), 1, random) for _ in range(50)]
    assert min(typing) > sum(tapping) / 50


def test_people_come_in_their_own_time_and_a_few_come_late() -> None:
    moments = [moment for _own, moment in crowd.arrivals(Random(1), 500, 60.0)]
    assert min(moments) == 0
    assert 0 < sum(moment > 60 for moment in moments) < 75
    assert max(moments) <= 72


@pytest.mark.parametrize(
    ("text", "seconds"), [("90", 90), ("60s", 60), ("5m", 300), ("1h", 3600), ("0.5m", 30)]
)
def test_times_are_written_as_people_write_them(text: str, seconds: float) -> None:
    assert crowd.duration(text) == seconds


@pytest.mark.parametrize("text", ["", "soon", "-5s", "5d"])
def test_other_times_are_refused(text: str) -> None:
    with pytest.raises(ArgumentTypeError):
        crowd.duration(text)


def test_the_summary_says_how_it_went() -> None:
    tally = Tally(joined=3, sent=2, skipped=1, retries=1, refused={"not_open": 1})
    tally.acknowledged = [0.010, 0.030]
    assert crowd.summary(tally).splitlines() == [
        "3 people joined",
        "2 of 2 answers acknowledged, 1 preferred not to say",
        "1 retries after a lost signal, 0 double clicks",
        "1 refused: not_open",
        "acknowledged in 30 ms (median), 30 ms (95 of 100)",
    ]
