"""What people decided stays, whatever is found later."""

from hypothesis import given, settings
from hypothesis import strategies as st

from howff.sense.themes import Decided, Said, Theme, Themes
from howff.sense.themes.tests.saying import answers, found

SAID = answers()
BUS = [at for at, one in enumerate(SAID) if one.text.split()[1] == "bus"]
MONEY = [at for at, one in enumerate(SAID) if one.text.split()[1] == "money"]


def decided_one(themes: Themes, key: int) -> Theme:
    (theme,) = [theme for theme in themes.best.themes if theme.key == key]
    return theme


def test_new_answers_go_to_what_was_decided_first() -> None:
    themes = found(SAID, decided=[Decided(7, "bus fare and timetable", tuple(BUS[:4]))])
    theme = decided_one(themes, 7)
    assert theme.label == "bus fare and timetable"
    assert set(BUS[:4]) < set(theme.pieces) <= set(BUS)
    assert len(theme.pieces) >= 10
    assert {one.key for one in themes.best.themes} == {7, None}


def test_a_confirmed_piece_is_surely_in_and_a_refused_one_never() -> None:
    odd = MONEY[0]
    one = Decided(7, "bus", examples=(odd, *BUS[:4]), refused=(BUS[5],))
    for level in found(SAID, decided=[one]).levels:
        theme = level.themes[0]
        sure = dict(zip(theme.pieces, theme.confidences, strict=True))
        assert (theme.key, sure[odd]) == (7, 1.0)
        assert BUS[5] not in sure
        assert any(BUS[5] in other.pieces for other in level.themes[1:])
        assert not any(odd in other.pieces for other in level.themes[1:])


def test_nothing_more_comes_into_a_locked_theme() -> None:
    themes = found(SAID, decided=[Decided(7, "bus", examples=tuple(BUS[:2]), locked=True)])
    assert set(decided_one(themes, 7).pieces) == set(BUS[:2])


def test_what_was_refused_is_not_suggested_again() -> None:
    plain = {frozenset(theme.pieces) for theme in found(SAID).best.themes}
    assert frozenset(BUS) in plain
    for level in found(SAID, decided=[Decided(7, "bus", tuple(BUS), unwanted=True)]).levels:
        assert all(theme.key is None for theme in level.themes)
        assert frozenset(BUS) not in {frozenset(theme.pieces) for theme in level.themes}
        assert {piece for theme in level.themes for piece in theme.pieces} == set(range(48))


def test_the_same_words_follow_where_a_person_put_them() -> None:
    said = [*SAID, Said("new", SAID[MONEY[0]].text.upper())]
    themes = found(said, decided=[Decided(7, "bus", examples=(MONEY[0], *BUS[:3]))])
    assert 48 in decided_one(themes, 7).pieces


def test_a_piece_may_be_confirmed_in_two_themes() -> None:
    both = BUS[0]
    pair = [Decided(1, "bus", (both, BUS[1])), Decided(2, "village", (both, BUS[2]))]
    themes = found(SAID, decided=pair)
    assert all(both in decided_one(themes, key).pieces for key in (1, 2))


def test_when_all_is_decided_nothing_is_suggested() -> None:
    themes = found(SAID, decided=[Decided(1, "all", tuple(range(48)))])
    assert [theme.key for theme in themes.best.themes] == [1]
    assert [len(level.themes) for level in themes.levels] == [1]


pieces = st.lists(st.integers(0, 47), unique=True, max_size=10).map(tuple)


@settings(max_examples=8, deadline=None)
@given(pieces, pieces, pieces, st.booleans())
def test_no_decision_is_ever_broken(
    first: tuple[int, ...], second: tuple[int, ...], refused: tuple[int, ...], locked: bool
) -> None:
    out = tuple(piece for piece in refused if piece not in first)
    pair = [Decided(1, "bus", first, out, locked=locked), Decided(2, "money grant", second)]
    for level in found(SAID, decided=pair).levels:
        held = {theme.key: set(theme.pieces) for theme in level.themes if theme.key}
        assert set(first) <= held.get(1, set())
        assert set(second) <= held.get(2, set())
        assert not set(out) & held.get(1, set())
        assert not locked or held.get(1, set()) == set(first)
        assert {piece for theme in level.themes for piece in theme.pieces} == set(range(48))
