"""A table of numbers with everything that statistics programs want to know about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

type Measure = Literal["nominal", "ordinal", "scale"]
type Number = int | float | None
LONGEST_NAME = 64
MOST_MISSING = 4


class DatasetError(ValueError):
    """A table of numbers that does not fit together; the message says where."""


@dataclass(frozen=True, slots=True)
class Category:
    """What a code stands for; `text` says more, and `missing` that it is no answer to count."""

    label: str
    text: str = ""
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Variable:
    """A column of numbers: its label, the question behind it, and what its codes stand for."""

    name: str
    label: str
    question: str = ""
    categories: Mapping[int, Category] = field(default_factory=dict)
    measure: Measure = "nominal"
    weight: bool = False


@dataclass(frozen=True, slots=True)
class Dataset:
    """Variables, and rows of numbers each as long as `variables`; None is nothing at all."""

    title: str
    variables: tuple[Variable, ...]
    rows: tuple[tuple[Number, ...], ...]
    about: str = ""
    maker: str = ""
    source: str = ""
    date: str = ""
    language: str = "en"
    conditions: str = ""

    def __post_init__(self) -> None:
        """Refuse ragged rows, unknown codes and names that programs cannot use."""
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.variables):
                raise DatasetError(f"Row {number} has {len(row)} numbers.")
        for place, one in enumerate(self.variables):
            if not one.name.isidentifier() or len(one.name) > LONGEST_NAME:
                raise DatasetError(f"{one.name!r} is not a name for a variable.")
            _check_codes(one, {row[place] for row in self.rows})


def _check_codes(one: Variable, used: set[Number]) -> None:
    """Refuse a code without a meaning, where codes have meanings."""
    unknown = {number for number in used if number is not None} - set(one.categories)
    if one.categories and unknown:
        raise DatasetError(f"{one.name} holds {min(unknown)}, which stands for nothing.")
