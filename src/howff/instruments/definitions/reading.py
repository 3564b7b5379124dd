"""Reading an instrument: from TOML or plain values to a definition that holds together."""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from typing import Any

from howff.formats.toml import TomlError, read_toml
from howff.instruments.definitions.checking import LIMITS, check
from howff.instruments.definitions.errors import InstrumentError
from howff.instruments.definitions.shapes import (
    Category,
    Condition,
    Definition,
    Principle,
    Question,
    Scale,
    Source,
    Term,
    Translation,
)

LONGEST = {
    "name": 80,
    "title": 200,
    "term": 100,
    "language": 12,
    "address": 300,
    "statement": 500,
    "text": 500,
    "easy": 500,
    "help": 1000,
}
LONGEST_OTHERWISE = 2000
LONGEST_IN_A_LIST = 500
CHOICES: dict[str, dict[type, frozenset[str]]] = {
    "form": {Question: frozenset({"rated", "explored", "described", "middle", "conditional"})},
    "best": {Principle: frozenset({"high", "middle", "depends"})},
    "locus": {
        Principle: frozenset({"ours", "conditions"}),
        Question: frozenset({"ours", "conditions", "both"}),
    },
}
UNKEPT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
BIGGEST = 2_000_000


def parse_definition(toml: str) -> Definition:
    """Read an instrument from TOML.

    Raises InstrumentError, which says what to mend and where.
    """
    if len(toml) > BIGGEST:
        raise InstrumentError("This is too long for an instrument: at most 2,000,000 characters.")
    try:
        content = read_toml(toml)
    except TomlError as error:
        raise InstrumentError(str(error)) from error
    return from_json(content)


def from_json(content: Any) -> Definition:
    """Read an instrument from plain values, such as a database or a program keeps them.

    Raises InstrumentError, which says what to mend and where.
    """
    definition = _read(Definition, "", content)
    check(definition)
    return definition


def part_from_json(name: str, content: Any) -> Category | Principle | Question:
    """Read one of an instrument's `categories`, `principles` or `questions` from plain values.

    Raises InstrumentError.
    """
    kinds: dict[str, type[Category | Principle | Question]] = {
        "categories": Category,
        "principles": Principle,
        "questions": Question,
    }
    if name not in kinds:
        raise InstrumentError("There is no such part.")
    return _read(kinds[name], name, content)


def _read[Kind](kind: type[Kind], where: str, given: Any) -> Kind:
    """Read one part of an instrument from its settings by name."""
    if not isinstance(given, Mapping):
        raise InstrumentError("give its settings by name.", where=where or "instrument")
    where = _named(where, given)
    known = {one.name: one for one in fields(kind)}  # type: ignore[arg-type]
    for name in given:
        if name not in known:
            known_names = ", ".join(known)
            raise InstrumentError(f"{name} is not known; use {known_names}.", where=where)
    for name, one in known.items():
        _check_given(where, one, given.get(name))
    return kind(**{name: _value(kind, where, known[name], one) for name, one in given.items()})


def _named(where: str, given: Mapping[str, Any]) -> str:
    """Where something is, with its id if it has one."""
    pk = given.get("id")
    return f"{where} ({pk})" if where and isinstance(pk, str) and len(pk) <= 40 else where


def _check_given(where: str, one: Field[Any], given: Any) -> None:
    needed = one.default is MISSING and one.default_factory is MISSING
    if needed and (given is None or (isinstance(given, str) and not given.strip())):
        raise InstrumentError(f"{one.name} is missing.", where=where)


def _value(kind: type, where: str, one: Field[Any], given: Any) -> Any:
    """Read one setting as the definition keeps it."""
    place = f"{where}, {one.name}" if where else one.name
    if one.name in PARTS:
        return _parts(place, where, one.name, given)
    if one.name in SINGLE:
        return _read(SINGLE[one.name], place, given)
    if one.name in {"mapping", "texts", "words"}:
        return _texts_by_name(place, given)
    read: Callable[[str, Any], Any] = READERS.get(str(one.type), _text)
    value = read(place, given)
    allowed = CHOICES.get(one.name, {}).get(kind, ())
    if allowed and value not in allowed:
        raise InstrumentError(f"use one of {', '.join(sorted(allowed))}.", where=place)
    return value


def _parts(place: str, where: str, name: str, given: Any) -> tuple[Any, ...]:
    part, title = PARTS[name]
    inside = f"{where}, {title}" if where else title
    return _many(place, given, lambda number, each: _read(part, f"{inside} {number}", each))


def _many(place: str, given: Any, read: Callable[[int, Any], Any]) -> tuple[Any, ...]:
    name = place.rpartition(", ")[2]
    most = LIMITS.get(name, LIMITS["list"])
    if not isinstance(given, list | tuple):
        raise InstrumentError("this should be a list.", where=place)
    if len(given) > most:
        raise InstrumentError(f"there is room for {most}; here are {len(given)}.", where=place)
    return tuple(read(number, one) for number, one in enumerate(given, 1))


def _texts(place: str, given: Any) -> tuple[str, ...]:
    def read(number: int, one: Any) -> str:
        text = _text(place, one, LONGEST_IN_A_LIST)
        if not text:
            raise InstrumentError(f"number {number} is empty.", where=place)
        return text

    return _many(place, given, read)


def _texts_by_name(place: str, given: Any) -> dict[str, str]:
    if not isinstance(given, Mapping):
        raise InstrumentError("give the texts by name.", where=place)
    return {str(name): _text(f"{place}, {name}", one) for name, one in given.items()}


def _text(place: str, given: Any, longest: int | None = None) -> str:
    """Read a text, without blanks around it and with plain line ends."""
    if not isinstance(given, str):
        raise InstrumentError("this should be text, in quotation marks.", where=place)
    most = longest or LONGEST.get(place.rpartition(", ")[2], LONGEST_OTHERWISE)
    text = given.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > most:
        raise InstrumentError(f"this is too long: at most {most:,} characters.", where=place)
    if UNKEPT.search(text):
        raise InstrumentError("this holds a character that cannot be kept.", where=place)
    return text


def _number(place: str, given: Any) -> int:
    if type(given) is not int or not 1 <= given <= 600:
        raise InstrumentError("this should be a number from 1 to 600.", where=place)
    return given


def _truth(place: str, given: Any) -> bool:
    if not isinstance(given, bool):
        raise InstrumentError("this should be true or false.", where=place)
    return given


PARTS: dict[str, tuple[type, str]] = {
    "categories": (Category, "category"),
    "principles": (Principle, "principle"),
    "questions": (Question, "question"),
    "glossary": (Term, "word of the glossary"),
    "translations": (Translation, "translation"),
}
SINGLE: dict[str, type] = {"scale": Scale, "source": Source, "only_if": Condition}
READERS: dict[str, Callable[[str, Any], Any]] = {
    "tuple[str, ...]": _texts,
    "int": _number,
    "bool": _truth,
}
