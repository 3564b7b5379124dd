"""Which statement a phone offers next: those that need votes, and none is hidden for good."""

from collections.abc import Callable
from typing import Any

import pytest

from howff.conversations.actions.moderating import add_statement, merge_items
from howff.conversations.models import Item, Participant, Prompt
from howff.conversations.queries.taking_part import AT_ONCE, next_statements_for
from howff.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def items(prompts: dict[str, Prompt], ana: Person) -> list[Item]:
    """Seven statements."""
    return [
        add_statement(prompt=prompts["statements"], text=f"Statement {number}.", by=ana)
        for number in range(7)
    ]


def offered(person: Participant, prompt: Prompt) -> list[int]:
    return [one["id"] for one in next_statements_for(person, prompt)]


def votes(say: Any, person: Participant, prompt: Prompt, item: int) -> None:
    say(person, prompt, {"statement": item, "vote": "agree"})


def test_what_few_people_have_seen_comes_first(
    join: Callable[..., Participant], say: Any, prompts: dict[str, Prompt], items: list[Item]
) -> None:
    prompt = prompts["statements"]
    for number in range(8):
        early = join(key=f"early-{number}")
        for item in items[:5]:
            votes(say, early, prompt, item.pk)
    assert set(offered(join(key="late"), prompt)[:2]) == {items[5].pk, items[6].pk}


def test_in_the_end_everybody_is_offered_everything_once(
    join: Callable[..., Participant], say: Any, prompts: dict[str, Prompt], items: list[Item]
) -> None:
    person, prompt, seen = join(key="one"), prompts["statements"], []
    while now := offered(person, prompt):
        assert len(now) == min(AT_ONCE, len(items) - len(seen))
        votes(say, person, prompt, now[0])
        seen.append(now[0])
    assert sorted(seen) == sorted(one.pk for one in items)


def test_whoever_comes_back_goes_on_where_they_were(
    join: Callable[..., Participant], say: Any, prompts: dict[str, Prompt], items: list[Item]
) -> None:
    person, prompt = join(key="one"), prompts["statements"]
    first, *rest = offered(person, prompt)
    votes(say, person, prompt, first)
    assert offered(person, prompt)[: len(rest)] == rest
    assert len(items) == 7


def test_whoever_voted_on_one_is_not_asked_for_what_it_was_merged_into(
    join: Callable[..., Participant],
    say: Any,
    prompts: dict[str, Prompt],
    items: list[Item],
    ana: Person,
) -> None:
    person, prompt = join(key="one"), prompts["statements"]
    votes(say, person, prompt, items[0].pk)
    merge_items(item=items[0], into=items[1], by=ana)
    assert items[1].pk not in offered(person, prompt)
