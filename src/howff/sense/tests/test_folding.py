"""The same word, however written, folds to the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from howff.sense.folding import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Trust", "trust"),
        ("CÀIRDEAS", "cairdeas"),
        ("cafe\u0301", "cafe"),
        ("ｔｒｕｓｔ", "trust"),
        ("tru\u200bst\u00ad", "trust"),
        ("Straße", "strasse"),
        ("ثِقَة", "ثقة"),
        ("हिम्मत", "हिम्मत"),
    ],
)
def test_a_word_folds(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
