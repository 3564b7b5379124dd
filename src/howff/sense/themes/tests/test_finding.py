"""What is found in answers, on good days and on bad ones."""

import json
from random import Random

import numpy as np
import pytest

from howff.sense.embedding import Stopped, WordCounts
from howff.sense.themes import Said, Themes, embed_pieces, find_themes, pieces_of, text_of
from howff.sense.themes.tests.saying import ABOUT, answers, by_topic, found, sorted_out


def test_answers_about_four_things_are_four_themes() -> None:
    said = answers()
    themes = found(said)
    assert sorted_out(said, themes) == by_topic(said)
    assert {theme.phrases[0].split()[0] for theme in themes.best.themes} <= {
        word for topic in ABOUT.items() for word in (topic[0], *topic[1])
    }
    for theme in themes.best.themes:
        assert (theme.people, len(theme.pieces)) == (12, 12)
        assert theme.stability is not None
        assert theme.stability > 0.85
        assert theme.quote == theme.pieces[0]


def test_the_same_answers_give_the_same_bytes() -> None:
    said = answers()
    one, two = (json.dumps(found(said).to_json()) for _ in range(2))
    assert one == two


def test_the_order_of_the_answers_does_not_matter() -> None:
    said = answers()
    mixed = Random(1).sample(said, len(said))
    first, second = found(said), found(mixed)
    assert told(said, first) == told(mixed, second)


def told(said: list[Said], themes: Themes) -> list[object]:
    """Everything but the numbers of the pieces."""

    def words(pieces: tuple[int, ...]) -> list[str]:
        return [text_of(said, themes.pieces[piece]) for piece in pieces]

    return [
        [
            (one.label, one.phrases, one.people, one.stability, words(one.pieces), one.confidences)
            for one in level.themes
        ]
        for level in themes.levels
    ]


def test_levels_go_from_fewer_to_more_themes_and_each_holds_every_answer() -> None:
    said = answers(each=40)
    themes = found(said)
    counts = [len(level.themes) for level in themes.levels]
    assert counts == sorted(set(counts))
    assert len(counts) >= 3
    for level in themes.levels:
        assert {piece for theme in level.themes for piece in theme.pieces} == set(range(160))


def test_themes_come_back_from_json() -> None:
    themes = found(answers())
    assert Themes.from_json(json.loads(json.dumps(themes.to_json()))) == themes


def test_nothing_said_has_no_themes() -> None:
    for said in ([], [Said("ana", ""), Said("ben", " \n ")]):
        assert [level.themes for level in found(said).levels] == [()]


def test_one_answer_is_one_theme() -> None:
    (theme,) = found([Said("ana", "More buses")]).best.themes
    assert (theme.pieces, theme.people, theme.stability, theme.confidences) == ((0,), 1, None, (1,))


def test_two_different_answers_stay_together_and_unsure() -> None:
    themes = found([Said("ana", "More buses"), Said("ben", "Cheaper rent")])
    assert [set(theme.pieces) for theme in themes.best.themes] == [{0, 1}]
    assert set(themes.best.unsure) == {0, 1}


def test_equal_answers_are_one_theme_counted_by_people() -> None:
    said = [Said("ana", "More buses"), Said("ana", "more buses!"), Said("ben", "MORE  BUSES")]
    (theme,) = found(said * 20).best.themes
    assert (theme.people, len(theme.pieces), theme.phrases) == (2, 60, ("buses",))
    assert found(said * 20).best.unsure == ()


def test_a_very_long_answer_is_in_several_themes() -> None:
    said = answers()
    long = " ".join(f"{one.text}." for one in said * 20)
    themes = found([*said, Said("ana", long)])
    assert len(long.split()) > 5_000
    assert sum(48 in themes.answers(theme) for theme in themes.best.themes) > 1


def test_emoji_are_sorted_by_what_they_are() -> None:
    said = [Said(number, "🚌" if number % 2 else "🌻🌻") for number in range(40)]
    themes = found(said)
    assert sorted_out(said, themes) == {frozenset({"🚌"}), frozenset({"🌻🌻"})}
    assert {theme.label for theme in themes.best.themes} == {"🚌", "🌻"}
    assert themes.best.unsure == ()


def test_ten_languages_at_once_are_all_placed() -> None:
    words = {
        "en": "more buses", "gd": "barrachd bhusaichean", "de": "mehr Busse", "fr": "plus de bus",
        "pl": "więcej autobusów", "ar": "المزيد من الحافلات", "zh": "更多公交车", "hi": "अधिक बसें",
        "uk": "більше автобусів", "ja": "バスを増やして",
    }  # fmt: skip
    said = [Said(tag, text, tag) for tag, text in words.items() for _ in range(3)]
    themes = found(said)
    assert {piece for theme in themes.best.themes for piece in theme.pieces} == set(range(30))


def test_progress_rises_to_one_and_work_can_be_given_up() -> None:
    heard: list[float] = []
    found(answers(), progress=heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 1
    with pytest.raises(Stopped):
        found(answers(), cancelled=lambda: True)


def test_vectors_that_were_kept_give_the_same_themes() -> None:
    said, embedder = answers(), WordCounts()
    pieces = pieces_of(said)
    vectors = embed_pieces(said, pieces, embedder)
    again = find_themes(said, pieces=pieces, vectors=vectors, embedder=embedder)
    assert again == found(said)
    with pytest.raises(ValueError, match="a row for each piece"):
        find_themes(said, pieces=pieces, vectors=np.zeros((1, 3), np.float32), embedder=embedder)
