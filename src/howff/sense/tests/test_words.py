"""A cloud says what people said, joined where it is the same and counted by people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from howff.sense.words import Word, _entries, cloud, forget


def words(*answers: str, language: str = "en-gb") -> dict[str, int]:
    """The words and their people when each answer comes from another person."""
    return {word.text: word.people for word in cloud(enumerate(answers), language)}


def test_people_are_counted_and_not_mentions() -> None:
    answers = [("ana", "Trust"), ("ana", "trust!"), ("ben", "trust, trust"), ("cleo", "time")]
    assert cloud(answers) == [Word("trust", 2, ("trust", "Trust")), Word("time", 1, ("time",))]


@pytest.mark.parametrize(
    "same",
    [
        (
            "trust",
            "Trust",
            "TRUST!",
            "  trust.",
            "“trust”",
            "tru\u200bst",
            "the trust",
            "ｔｒｕｓｔ",
        ),
        ("relationship", "Relationships", "our relationships"),
        ("charity", "Charities"),
        ("process", "processes"),
        ("café", "cafe\u0301", "Cafe"),
        ("co-production", "Co production", "coproduction", "co‑production"),
        ("give and take", "Give & take", "give + take"),
        ("N.H.S.", "NHS", "nhs"),
        ("GP", "GPs"),
        ("people's needs", "peoples’ need"),
        ("❤️", "❤"),
    ],
)
def test_the_same_word_written_otherwise_is_joined(same: tuple[str, ...]) -> None:
    assert [word.people for word in cloud(enumerate(same))] == [len(same)]


@pytest.mark.parametrize(
    ("language", "same"),
    [
        ("fr", ("entraide", "L’entraide", "l'entraide")),
        ("fr", ("réseau local", "les réseaux locaux")),
        ("de", ("Beziehung", "die Beziehungen")),
        ("es", ("relación", "relaciones")),
        ("ar", ("ثقة", "الثقة", "ثِقَة")),
        ("gd", ("earbsa", "an Earbsa")),
        ("cy", ("ymddiriedaeth", "yr Ymddiriedaeth")),
        ("pl", ("współpraca", "to WSPÓŁPRACA")),
    ],
)
def test_each_language_joins_by_its_own_rules(language: str, same: tuple[str, ...]) -> None:
    assert [word.people for word in cloud(enumerate(same), language)] == [len(same)]


@pytest.mark.parametrize(
    "different", [("news", "new"), ("glasses", "glass"), ("trust", "not trust"), ("👍🏽", "👍")]
)
def test_different_words_stay_apart(different: tuple[str, ...]) -> None:
    assert list(words(*different)) == list(different)


def test_the_commonest_form_is_shown_whatever_its_case() -> None:
    answers = ["Relationships", "relationships", "relationship", "Relationships", "relationship"]
    assert cloud(enumerate(answers)) == [
        Word("Relationships", 5, ("Relationships", "relationships", "relationship"))
    ]


def test_equally_common_forms_do_not_depend_on_who_came_first() -> None:
    assert words("nhs", "NHS") == words("NHS", "nhs") == {"NHS": 2}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("working together", ["working together"]),
        ("a shared vision of it", ["shared vision"]),
        ("trust and honesty", ["trust and honesty"]),
        ("trust, honesty", ["trust", "honesty"]),
        ("trust, honesty and time", ["trust", "honesty", "time"]),
        ("trust\nshared power\n- courage", ["trust", "shared power", "courage"]),
        ("I would like to see more joint planning", ["like", "see", "joint", "planning"]),
        ("1,000 voices", ["1,000 voices"]),
        ("on/off", ["on/off"]),
        ("no", ["no"]),
        ("no, trust", ["trust"]),
        ("with us all.", ["all"]),
        ("we", ["we"]),
        ("it is what it is", []),
        ("", []),
        ("?!… _ ـ", []),
        ("信頼、協力", ["信頼", "協力"]),
        ("<b>bold</b>", ["b>bold</b"]),
    ],
)
def test_answers_become_words_and_phrases(answer: str, expected: list[str]) -> None:
    assert list(words(answer)) == expected


def test_emoji_are_words_kept_whole() -> None:
    family, scotland, hands, one = "👩‍👩‍👧‍👦", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🤝🏽", "1️⃣"
    said = list(words(f"trust{family} {scotland}🇬🇧🇵🇱 {hands}{hands} {one}"))
    assert said == [family, scotland, "🇬🇧", "🇵🇱", hands, one, "trust"]


def test_of_an_unknown_language_nothing_is_left_out() -> None:
    assert words("The thing", "Things", language="tlh") == {"The thing": 1, "Things": 1}


def test_signs_that_belong_to_letters_stay() -> None:
    assert words("हिम्मत", "हिम्मत।", language="hi") == {"हिम्मत": 2}


def test_the_heaviest_come_first_and_equals_stay_where_they_were() -> None:
    answers = ["time", "trust", "courage", "trust"]
    assert list(words(*answers)) == ["trust", "time", "courage"]
    assert list(words(*answers, "food")) == ["trust", "time", "courage", "food"]


said = st.lists(st.tuples(st.integers(0, 5), st.text(max_size=30)), max_size=12)


@given(said, st.sampled_from(["en", "gd", "cy", "fr", "de", "es", "pl", "ar", "xx"]))
def test_nobody_counts_twice_and_nothing_is_invented(
    answers: list[tuple[int, str]], language: str
) -> None:
    people = {person for person, _ in answers}
    for word in cloud(answers, language):
        assert 1 <= word.people <= len(people)
        assert word.text == word.forms[0]
        assert word.text.strip()


@given(said)
def test_saying_it_again_changes_no_count(answers: list[tuple[int, str]]) -> None:
    assert cloud(answers + answers) == cloud(answers)


def test_nothing_is_remembered_once_forgotten() -> None:
    words("a secret")
    forget()
    assert _entries.cache_info().currsize == 0
