"""REFI-QDA codebooks (.qdc): codes with their meaning, for programs that code texts.

The format is told at qdasoftware.org (QDA-XML 1.0). It carries codes only: no texts, no consent.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

NAMESPACE = "urn:QDA-XML:codebook:1.0"
PLACE = f"{NAMESPACE} http://schema.qdasoftware.org/versions/Codebook/v1.0/Codebook.xsd"
SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"
CODEBOOK_TYPE = "application/xml"
# What everything of ours is named within, so that the same thing has the same number each time.
OURS = UUID("9d1c0f5e-5f0b-5c8e-8a53-6f1d2c7b9e10")
HEX = r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
GUID = re.compile(rf"{HEX}|\{{{HEX}\}}")
COLOUR = re.compile(r"#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})")
# Letters that XML 1.0 cannot hold, however they are written.
UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LONGEST_BYTES, MOST_CODES, DEEPEST = 10_000_000, 50_000, 50
TRUE, FALSE = frozenset({"true", "1"}), frozenset({"false", "0"})


class RefiError(ValueError):
    """A codebook that cannot be read or written; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code: what it is called and means, and the codes within it."""

    guid: UUID
    name: str
    description: str = ""
    colour: str = ""
    codable: bool = True
    codes: tuple["Code", ...] = ()


@dataclass(frozen=True, slots=True)
class Codebook:
    """Codes, and the program that they come from."""

    codes: tuple[Code, ...]
    origin: str = ""


def guid_of(name: str) -> UUID:
    """The number of what we call by this name: always the same one."""
    return uuid5(OURS, name)


def write_codebook(book: Codebook) -> bytes:
    """Write a codebook that keeps to the standard's schema; one without codes is refused by it."""
    if not book.codes:
        raise RefiError("A codebook needs at least one code.")
    ET.register_namespace("", NAMESPACE)
    ET.register_namespace("xsi", SCHEMA)
    root = ET.Element(_tag("CodeBook"), {f"{{{SCHEMA}}}schemaLocation": PLACE})
    if book.origin:
        root.set("origin", _fit(book.origin))
    _write(ET.SubElement(root, _tag("Codes")), book.codes)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def read_codebook(content: bytes) -> Codebook:
    """Read a codebook. Raises RefiError, which says what is wrong."""
    root = _parsed(content)
    if root.tag != _tag("CodeBook"):
        raise RefiError("This is no REFI-QDA codebook.")
    found = root.find(_tag("Codes"))
    codes = () if found is None else tuple(_codes(found, 1))
    _check_numbers(codes)
    return Codebook(codes, root.get("origin", ""))


def every(codes: Iterable[Code]) -> Iterator[Code]:
    """Each code, and after it the codes within it."""
    for one in codes:
        yield one
        yield from every(one.codes)


def _write(parent: ET.Element, codes: Iterable[Code]) -> None:
    for one in codes:
        if one.colour and not COLOUR.fullmatch(one.colour):
            raise RefiError(f"{one.colour!r} is no colour.")
        told = {"guid": str(one.guid), "name": _fit(one.name)}
        told["isCodable"] = "true" if one.codable else "false"
        told |= {"color": one.colour} if one.colour else {}
        made = ET.SubElement(parent, _tag("Code"), told)
        if one.description:
            ET.SubElement(made, _tag("Description")).text = _fit(one.description)
        _write(made, one.codes)


def _codes(parent: ET.Element, depth: int) -> Iterator[Code]:
    if depth > DEEPEST:
        raise RefiError(f"Codes lie within codes more than {DEEPEST} times.")
    for one in parent.findall(_tag("Code")):
        yield Code(
            guid=_guid(one.get("guid", "")),
            name=_needed(one, "name"),
            description=one.findtext(_tag("Description"), ""),
            colour=_colour(one),
            codable=_yes_or_no(one),
            codes=tuple(_codes(one, depth + 1)),
        )


class _NoDoctype(ET.TreeBuilder):
    """Builds what it reads, and refuses what could make small files large: a document type."""

    def doctype(self, *_told: object) -> None:
        raise RefiError("A codebook has no document type.")


def _parsed(content: bytes) -> ET.Element:
    if len(content) > LONGEST_BYTES:
        raise RefiError("This file is too large for a codebook.")
    try:
        return ET.fromstring(content, ET.XMLParser(target=_NoDoctype()))  # noqa: S314
    except (ET.ParseError, ValueError, LookupError) as error:
        if isinstance(error, RefiError):
            raise
        raise RefiError(f"This is no XML that can be read: {error}.") from error


def _check_numbers(codes: tuple[Code, ...]) -> None:
    numbers = [one.guid for one in every(codes)]
    if len(numbers) > MOST_CODES:
        raise RefiError(f"More than {MOST_CODES:,} codes.")
    if len(set(numbers)) < len(numbers):
        raise RefiError("Two codes have the same number.")


def _guid(text: str) -> UUID:
    if not GUID.fullmatch(text.strip()):
        raise RefiError(f"{text!r} is no number of a code.")
    return UUID(text.strip())


def _needed(one: ET.Element, name: str) -> str:
    found = one.get(name)
    if found is None:
        raise RefiError(f"A code has no {name}.")
    return found


def _colour(one: ET.Element) -> str:
    """The colour, or none where it is written as some programs do and the standard does not."""
    found = one.get("color", "").strip()
    return found if COLOUR.fullmatch(found) else ""


def _yes_or_no(one: ET.Element) -> bool:
    told = _needed(one, "isCodable").strip()
    if told not in TRUE | FALSE:
        raise RefiError(f"{told!r} is neither true nor false.")
    return told in TRUE


def _fit(text: str) -> str:
    return UNFIT.sub("\ufffd", text)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
