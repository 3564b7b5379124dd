"""Instruments as plain values: reading, checking, translating and writing them; no database."""

from howff.instruments.definitions.builtin import BUILT_IN, built_in
from howff.instruments.definitions.errors import InstrumentError
from howff.instruments.definitions.reading import from_json, parse_definition
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
from howff.instruments.definitions.writing import digest_of, to_json, to_toml

__all__ = [
    "BUILT_IN",
    "Category",
    "Condition",
    "Definition",
    "InstrumentError",
    "Principle",
    "Question",
    "Scale",
    "Source",
    "Term",
    "Translation",
    "built_in",
    "digest_of",
    "from_json",
    "parse_definition",
    "to_json",
    "to_toml",
]
