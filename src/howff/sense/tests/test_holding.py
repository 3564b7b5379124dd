"""Slurs wait for review; places, names and other languages do not."""

import codecs

import pytest

from howff.sense.holding import must_wait


def plain(hidden: str) -> str:
    return codecs.decode(hidden, "rot13")


@pytest.mark.parametrize(
    "hidden",
    [
        "ergneq",
        "gurl ner ERGNEQF!",
        "e3gneq",
        "e3g4eq.",
        "e*gneq",
        "er\u0301gneq",
        "erg\u200bneq",
        "ergnnnneq",
        "n fcnm naq n sevraq",
        "$cnm",
        "f c n m",
        "f.c.n.m",
        "unys-pnfgr",
        "unyspnfgr",
    ],
)
def test_a_slur_waits_however_it_is_written(hidden: str) -> None:
    assert must_wait(plain(hidden), "en-gb")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "trust",
        "Scunthorpe and Penistone",
        "Pakistan",
        "cocoon",
        "con",
        "a fire retardant wall",
        "Mongolia",
        "the dry stane dyke",
        "Arsenal 7 - 5 Sussex",
        "* * *",
        "😀 رائع",
    ],
)
def test_innocent_words_do_not_wait(text: str) -> None:
    assert not must_wait(text, "en")


def test_a_word_may_be_innocent_in_one_language_alone() -> None:
    late = plain("ergneq")
    assert [must_wait(late, tag) for tag in ("en", "fr-ca", "fr", "gd")] == [
        True,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("hidden", "language"), [("Mvtrhare", "de"), ("Xüzzrygüexr", "DE-at"), ("znevpóa", "es")]
)
def test_a_language_has_its_own_slurs(hidden: str, language: str) -> None:
    word = codecs.decode(hidden, "rot13")
    assert must_wait(word, language)
    assert not must_wait(word, "en")


def test_a_language_nobody_listed_is_read_as_english() -> None:
    assert must_wait(plain("fcnm"), "tlh")
