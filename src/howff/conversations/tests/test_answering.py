"""Every answer is kept once, in the way its prompt takes it."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from howff.conversations.actions import moderating, running
from howff.conversations.actions.answering import AnswerRequest, record_answers
from howff.conversations.models import Answer, Participant, Prompt
from howff.conversations.queries.results import outcome_of
from howff.conversations.rules import Refused
from howff.conversations.rules.values import read_value
from howff.conversations.tests.conftest import Join, Say
from howff.evidence.models import Passage
from howff.people.models import Person

type Prompts = dict[str, Prompt]
RIGHT = {
    "words": "trust",
    "text": "Someone who calls back.",
    "choice": 1,
    "choices": [0, 2],
    "rating": 5,
    "ranking": [2, 0, 1],
    "statements": "We meet too often.",
    "questions": "Who pays?",
}


@pytest.mark.parametrize("kind", RIGHT)
def test_a_retry_changes_nothing(kind: str, prompts: Prompts, join: Join, say: Say) -> None:
    cleo = join()
    first = say(cleo, prompts[kind], RIGHT[kind], "k1")
    again = say(cleo, prompts[kind], RIGHT[kind], "k1")
    assert first == again
    assert Answer.objects.count() == 1
    assert outcome_of(prompts[kind]).turnout.people == 1


@pytest.mark.parametrize("kind", RIGHT)
def test_a_double_click_in_one_batch_counts_once(kind: str, prompts: Prompts, join: Join) -> None:
    request = AnswerRequest(join().pk, prompts[kind].pk, RIGHT[kind], "k1")
    first, second = record_answers([request, request])
    assert first == second
    assert Answer.objects.count() == 1


@pytest.mark.parametrize("kind", ["words", "choice", "choices", "rating", "ranking"])
def test_a_change_of_mind_replaces_the_answer(
    kind: str, prompts: Prompts, join: Join, say: Say
) -> None:
    cleo = join()
    say(cleo, prompts[kind], RIGHT[kind], "k1")
    say(cleo, prompts[kind], {"words": "time", "choice": 2}.get(kind, RIGHT[kind]), "k2")
    assert Answer.objects.count() == 1


def test_several_answers_are_kept_where_several_are_welcome(
    prompts: Prompts, join: Join, say: Say
) -> None:
    cleo = join()
    say(cleo, prompts["text"], "One thing.", "k1")
    say(cleo, prompts["text"], "Another thing.", "k2")
    turnout = outcome_of(prompts["text"]).turnout
    assert (turnout.people, turnout.answers) == (1, 2)


@pytest.mark.parametrize("kind", RIGHT)
def test_anyone_may_prefer_not_to_say(kind: str, prompts: Prompts, join: Join, say: Say) -> None:
    answer = say(join(), prompts[kind], None)
    assert isinstance(answer, Answer)
    assert answer.skipped
    turnout = outcome_of(prompts[kind]).turnout
    assert (turnout.people, turnout.answers, turnout.skipped) == (0, 0, 1)


def test_preferring_not_to_say_afterwards_erases_the_words(
    prompts: Prompts, join: Join, say: Say
) -> None:
    cleo = join()
    say(cleo, prompts["words"], "lonely")
    say(cleo, prompts["words"], None)
    assert list(Passage.objects.values_list("text", "state")) == [("", "withdrawn")]


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        ("words", "", "invalid"),
        ("words", "x" * 61, "too_long"),
        ("words", 5, "invalid"),
        ("text", "x" * 10_000, "too_long"),
        ("choice", 3, "invalid"),
        ("choice", True, "invalid"),
        ("choice", "Love", "invalid"),
        ("choices", [], "invalid"),
        ("choices", "Trust", "invalid"),
        ("rating", 6, "invalid"),
        ("rating", 0, "invalid"),
        ("rating", "5", "invalid"),
        ("ranking", [0, 1], "invalid"),
        ("ranking", [0, 1, 1], "invalid"),
        ("statements", {"statement": 1, "vote": "maybe"}, "invalid"),
        ("statements", {"statement": "1", "vote": "agree"}, "invalid"),
        ("statements", {"statement": 10**30, "vote": "agree"}, "invalid"),
        ("statements", {"statement": 999, "vote": "agree"}, "not_open"),
        ("questions", {"question": 999, "vote": True}, "not_open"),
        ("questions", {"question": 1, "vote": 1}, "invalid"),
    ],
)
def test_a_wrong_answer_is_refused_with_a_reason(
    kind: str, value: object, code: str, prompts: Prompts, join: Join
) -> None:
    (refused,) = record_answers([AnswerRequest(join().pk, prompts[kind].pk, value)])
    assert isinstance(refused, Refused)
    assert refused.code == code
    assert Answer.objects.count() == 0


def test_a_closed_prompt_takes_no_answers(
    prompts: Prompts, join: Join, say: Say, ana: Person
) -> None:
    running.close_prompt(prompt=prompts["choice"], by=ana)
    refused = say(join(), prompts["choice"], 1)
    assert isinstance(refused, Refused)
    assert (refused.code, refused.status) == ("not_open", 409)


def test_one_refusal_leaves_the_rest_of_a_batch_alone(prompts: Prompts, join: Join) -> None:
    cleo, ben = join(), join()
    outcomes = record_answers(
        [
            AnswerRequest(cleo.pk, prompts["choice"].pk, 99),
            AnswerRequest(ben.pk, prompts["choice"].pk, 1),
            AnswerRequest(10**9, prompts["choice"].pk, 1),
        ]
    )
    assert [isinstance(one, Refused) for one in outcomes] == [True, False, True]
    assert outcome_of(prompts["choice"]).counts == [0, 1, 0]


def test_counts_follow_the_options(prompts: Prompts, join: Join, say: Say) -> None:
    cleo, ben = join(), join()
    say(cleo, prompts["choices"], ["Trust", "Time"])
    say(ben, prompts["choices"], [2])
    say(cleo, prompts["rating"], 5)
    say(ben, prompts["rating"], 4)
    say(cleo, prompts["ranking"], ["Time", "Trust", "Money"])
    say(ben, prompts["ranking"], [2, 1, 0])
    assert outcome_of(prompts["choices"]).counts == [1, 0, 2]
    assert outcome_of(prompts["rating"]).counts == [0, 0, 0, 1, 1]
    assert outcome_of(prompts["ranking"]).counts == [[0, 1, 1], [0, 1, 1], [2, 0, 0]]


def test_words_are_joined_and_counted_by_people(prompts: Prompts, join: Join, say: Say) -> None:
    for word in ("Trust", "trust ", "TRUST!", "time"):
        say(join(), prompts["words"], word)
    words = outcome_of(prompts["words"]).words
    assert [(one.text.lower(), one.people) for one in words] == [("trust", 3), ("time", 1)]


def test_statements_are_voted_on_and_votes_can_change(
    prompts: Prompts, join: Join, say: Say
) -> None:
    cleo, ben = join(), join()
    say(cleo, prompts["statements"], "We meet too often.", "k1")
    (item,) = outcome_of(prompts["statements"]).items
    for vote in ("agree", "disagree"):
        say(ben, prompts["statements"], {"statement": item.id, "vote": vote})
    (item,) = outcome_of(prompts["statements"]).items
    assert (item.agree, item.disagree, item.passed) == (0, 1, 0)


def test_merged_questions_count_each_supporter_once(
    prompts: Prompts, join: Join, say: Say, ana: Person
) -> None:
    cleo, ben = join(), join()
    asked = prompts["questions"]
    say(cleo, asked, "Who pays?", "k1")
    say(cleo, asked, "Who is paying?", "k2")
    one, two = outcome_of(asked).items
    for item in (one, two):
        say(ben, asked, {"question": item.id, "vote": True})
    items = {row.pk: row for row in asked.items.all()}
    moderating.merge_items(item=items[two.id], into=items[one.id], by=ana)
    (left,) = outcome_of(asked).items
    assert (left.id, left.votes) == (one.id, 1)
    moderating.merge_items(item=items[two.id], into=None, by=ana)
    assert [item.votes for item in outcome_of(asked).items] == [1, 1]


def test_what_a_moderator_archived_takes_no_votes_and_stays_archived(
    prompts: Prompts, join: Join, say: Say, ana: Person
) -> None:
    cleo = join()
    say(cleo, prompts["questions"], "Something unkind", "k1")
    (item,) = outcome_of(prompts["questions"]).items
    done = moderating.moderate(
        prompt=prompts["questions"], passage_id=item.passage, state="archived", by=ana
    )
    assert done.before == "published"
    refused = say(join(), prompts["questions"], {"question": item.id, "vote": True})
    assert isinstance(refused, Refused)
    say(cleo, prompts["questions"], "Something unkind", "k1")
    assert outcome_of(prompts["questions"]).items == []


def test_control_characters_never_reach_the_database(prompts: Prompts) -> None:
    given_words = read_value(prompts["words"], "a\x00b\ud800c")
    assert given_words.text == "abc"


@settings(max_examples=60, deadline=None)
@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=6,
    ),
    kind=st.sampled_from(sorted(RIGHT)),
)
def test_any_json_is_an_answer_or_a_refusal(value: object, kind: str) -> None:
    prompt = Prompt(kind=kind, text="?", options=["A", "B", "C"])
    with suppress(Refused):
        assert read_value(prompt, value).item != 0


def test_resetting_a_prompt_erases_its_answers(
    prompts: Prompts, join: Join, say: Say, ana: Person
) -> None:
    say(join(), prompts["words"], "harbour")
    running.reset_prompt(prompt=prompts["words"], by=ana)
    assert Answer.objects.count() == 0
    assert Passage.objects.get().text == ""
    assert Participant.objects.count() == 1
