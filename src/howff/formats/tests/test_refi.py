"""Codebooks of REFI-QDA keep to the schema, and come back as they went."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from howff.formats.refi import (
    COLOUR,
    GUID,
    NAMESPACE,
    Code,
    Codebook,
    RefiError,
    every,
    guid_of,
    read_codebook,
    write_codebook,
)

BUSES = Code(guid_of("theme:1"), "Late buses", "Waiting, and nobody says why.", "#0b6e4f")
COSTS = Code(guid_of("theme:2"), 'Fares & "hidden" <costs>', codes=(BUSES,), codable=False)
START = f'<CodeBook xmlns="{NAMESPACE}"><Codes>'
END = "</Codes></CodeBook>"
CODE = '<Code guid="{}" name="Buses" isCodable="true"{}/>'
NUMBER = "9d1c0f5e-5f0b-5c8e-8a53-6f1d2c7b9e10"

fitting = some.text(some.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=30)
codes = some.recursive(
    some.builds(
        Code,
        guid=some.uuids(),
        name=fitting,
        description=fitting,
        colour=some.sampled_from(["", "#123", "#aB09ff"]),
        codable=some.booleans(),
    ),
    lambda within: some.builds(
        Code, guid=some.uuids(), name=fitting, codes=some.lists(within, max_size=3).map(tuple)
    ),
    max_leaves=8,
)


def test_a_codebook_is_written_as_the_standard_says() -> None:
    written = write_codebook(Codebook((COSTS,), "Howff")).decode()
    assert written == (
        "<?xml version='1.0' encoding='utf-8'?>\n"
        f'<CodeBook xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:schemaLocation="{NAMESPACE} '
        'http://schema.qdasoftware.org/versions/Codebook/v1.0/Codebook.xsd" origin="Howff">\n'
        "  <Codes>\n"
        f'    <Code guid="{COSTS.guid}" name="Fares &amp; &quot;hidden&quot; &lt;costs&gt;" '
        'isCodable="false">\n'
        f'      <Code guid="{BUSES.guid}" name="Late buses" isCodable="true" color="#0b6e4f">\n'
        "        <Description>Waiting, and nobody says why.</Description>\n"
        "      </Code>\n"
        "    </Code>\n"
        "  </Codes>\n"
        "</CodeBook>\n"
    )


@given(some.lists(codes, min_size=1, max_size=4, unique_by=lambda one: one.guid))
def test_a_codebook_comes_back_as_it_went(found: list[Code]) -> None:
    book = Codebook(tuple(found), "A program")
    numbers = [one.guid for one in every(book.codes)]
    if len(set(numbers)) == len(numbers):
        assert read_codebook(write_codebook(book)) == book


def test_the_same_theme_has_the_same_number_each_time() -> None:
    assert guid_of("theme:1") == UUID("f3752ea8-3bb0-55a5-aef2-1ab54dbf8ccb")
    assert guid_of("theme:1") != guid_of("theme:2")


def test_letters_that_xml_cannot_hold_are_replaced() -> None:
    (read,) = read_codebook(
        write_codebook(Codebook((Code(BUSES.guid, "a\x00b\ud800c\uffffd"),)))
    ).codes
    assert read.name == "a\ufffdb\ufffdc\ufffdd"


@given(some.text(max_size=40))
def test_whatever_a_code_is_called_it_can_be_read_again(name: str) -> None:
    (read,) = read_codebook(write_codebook(Codebook((Code(BUSES.guid, name),)))).codes
    assert len(read.name) == len(name)


def test_numbers_in_braces_are_numbers_too() -> None:
    (read,) = read_codebook((START + CODE.format(f"{{{NUMBER}}}", "") + END).encode()).codes
    assert read == Code(UUID(NUMBER), "Buses")


def test_a_colour_that_the_standard_does_not_know_is_left_out() -> None:
    (read,) = read_codebook(
        (START + CODE.format(NUMBER, ' color="rgb(1,2,3)"') + END).encode()
    ).codes
    assert read.colour == ""


def test_an_empty_set_that_other_programs_write_does_no_harm() -> None:
    content = START + CODE.format(NUMBER, "") + "</Codes><Sets/></CodeBook>"
    assert len(read_codebook(content.encode()).codes) == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("<Project/>", "no REFI-QDA codebook"),
        ("no xml", "no XML"),
        ("", "no XML"),
        (START + CODE.format("12", "") + END, "'12' is no number"),
        (START + f'<Code guid="{NUMBER}" isCodable="true"/>' + END, "has no name"),
        (START + f'<Code guid="{NUMBER}" name="a" isCodable="maybe"/>' + END, "neither true"),
        (START + 2 * CODE.format(NUMBER, "") + END, "the same number"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "no document type"),
    ],
)
def test_what_is_wrong_is_said(content: str, told: str) -> None:
    with pytest.raises(RefiError, match=told):
        read_codebook(content.encode())


def test_codes_within_codes_without_end_are_refused() -> None:
    opened = f'<Code guid="{NUMBER}" name="a" isCodable="true">'
    content = START + 60 * opened + 60 * "</Code>" + END
    with pytest.raises(RefiError, match="more than 50 times"):
        read_codebook(content.encode())


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    with pytest.raises(RefiError, match="too large"):
        read_codebook(b" " * 10_000_001)


def test_a_codebook_without_codes_or_with_a_wrong_colour_is_not_written() -> None:
    with pytest.raises(RefiError, match="at least one code"):
        write_codebook(Codebook(()))
    with pytest.raises(RefiError, match="no colour"):
        write_codebook(Codebook((Code(BUSES.guid, "a", colour="red"),)))


@pytest.mark.parametrize(
    ("text", "fits"),
    [(NUMBER, True), (f"{{{NUMBER}}}", True), (f"{{{NUMBER}", False), ("g" * 36, False)],
)
def test_numbers_have_the_form_of_the_schema(text: str, fits: bool) -> None:
    assert bool(GUID.fullmatch(text)) is fits


@pytest.mark.parametrize(
    ("text", "fits"), [("#0b6e4f", True), ("#FFF", True), ("#12345", False), ("red", False)]
)
def test_colours_have_the_form_of_the_schema(text: str, fits: bool) -> None:
    assert bool(COLOUR.fullmatch(text)) is fits
