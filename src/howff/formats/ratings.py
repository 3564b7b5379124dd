"""Answers to an instrument from a spreadsheet: a row for each response, a column for each item.

Columns: `organisation`, `place`, one for each item by its id, `<id>_comment` for words about it
and, if wanted, `id` to tell the responses apart. A cell of ratings holds a level, `DK` (does not
know), `NA` (does not apply), `NMP` (not my part), or nothing.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

UNRATED = ("DK", "NA", "NMP")
ABOUT = ("organisation", "place", "id")
COMMENT = "_comment"
MOST_TOLD = 20


class RatingsError(ValueError):
    """A table of answers that cannot be read: `problems` says what to mend, and where."""

    def __init__(self, *problems: str) -> None:
        more = len(problems) - MOST_TOLD
        told = [*problems[:MOST_TOLD], *([f"… and {more} more like these."] if more > 0 else [])]
        super().__init__("\n".join(told))
        self.problems = tuple(told)


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """One response: `ratings` and `words` are by item id, and hold nothing that was left blank."""

    organisation: str
    place: str
    ratings: dict[str, int | str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Responses:
    """The responses of a table, in its order."""

    rows: tuple[ResponseRow, ...]

    @property
    def organisations(self) -> tuple[str, ...]:
        """The organisations that are named, in alphabetical order."""
        return tuple(sorted({row.organisation for row in self.rows} - {""}))

    @property
    def places(self) -> tuple[str, ...]:
        """The places in the collaboration that are named, in alphabetical order."""
        return tuple(sorted({row.place for row in self.rows} - {""}))


def read_responses(
    rows: Sequence[Sequence[object]], items: Mapping[str, int], questions: Collection[str] = ()
) -> Responses:
    """Read a table whose first row names the columns; `items` says how many levels each item has.

    Words may stand under the ids of `questions`, too. Either everything fits or nothing is read:
    raises RatingsError with every problem, its row counted as a spreadsheet does.
    """
    columns = _columns(rows[0] if rows else (), items, questions)
    body = [(number, row) for number, row in enumerate(rows[1:], 2) if any(map(_text, row))]
    problems = [
        *_repeated(body, columns),
        *(told for number, row in body for told in _wrong(number, row, columns, items)),
    ]
    if problems:
        raise RatingsError(*problems)
    return Responses(tuple(_response(row, columns, items) for _, row in body))


def _columns(
    header: Sequence[object], items: Mapping[str, int], questions: Collection[str]
) -> dict[str, int]:
    """Where each known column stands; capitals and spaces around a name do not matter."""
    known = (*ABOUT, *items, *(f"{item}{COMMENT}" for item in items), *questions)
    by_name = {name.casefold(): name for name in known}
    names = [_text(cell) for cell in header]
    read = [by_name.get(name.casefold(), "") for name in names]
    problems = [
        f"The column “{name}” is not known here: rename it or take it out. "
        f"Ratings stand under {', '.join(items)}, words under {next(iter(items))}{COMMENT}."
        for name, found in zip(names, read, strict=True)
        if name and not found
    ]
    twice = [name for name, times in Counter(filter(None, read)).items() if times > 1]
    problems += [f"Two columns are called “{name}”: give each its own name." for name in twice]
    if not any(name in items for name in read):
        problems.append(f"There is no column with ratings: name one {' or '.join(items)}.")
    if problems:
        raise RatingsError(*problems)
    return {name: place for place, name in enumerate(read) if name}


def _repeated(
    body: Sequence[tuple[int, Sequence[object]]], columns: Mapping[str, int]
) -> Iterator[str]:
    """Tell of an id that stands in two rows, so that nobody is counted twice."""
    first: dict[str, int] = {}
    for number, row in body:
        name = _at(row, columns, "id")
        before = first.setdefault(name, number)
        if name and before != number:
            yield f"Row {number} has the same id as row {before}, “{name}”: is it there twice?"


def _wrong(
    number: int, row: Sequence[object], columns: Mapping[str, int], items: Mapping[str, int]
) -> Iterator[str]:
    width = max(columns.values()) + 1
    if any(map(_text, row[width:])):
        yield f"Row {number} has more cells than there are columns."
    for item, levels in items.items():
        text = _at(row, columns, item)
        if text and _rating(text, levels) is None:
            yield (
                f"Row {number}, column {item}: “{text[:40]}” is not a rating. "
                f"Write 1 to {levels}, DK, NA or NMP, or leave it empty."
            )


def _response(
    row: Sequence[object], columns: Mapping[str, int], items: Mapping[str, int]
) -> ResponseRow:
    ratings = {item: _rating(_at(row, columns, item), levels) for item, levels in items.items()}
    spoken = {
        name.removesuffix(COMMENT): _at(row, columns, name)
        for name in columns
        if name not in items and name not in ABOUT
    }
    return ResponseRow(
        organisation=_at(row, columns, "organisation"),
        place=_at(row, columns, "place"),
        ratings={item: rating for item, rating in ratings.items() if rating is not None},
        words={name: text for name, text in spoken.items() if text},
    )


def _rating(text: str, levels: int) -> int | str | None:
    if text.upper() in UNRATED:
        return text.upper()
    whole = text.removesuffix(".0")
    if whole.isascii() and whole.isdecimal() and 1 <= int(whole) <= levels:
        return int(whole)
    return None


def _at(row: Sequence[object], columns: Mapping[str, int], name: str) -> str:
    place = columns.get(name, len(row))
    return _text(row[place]) if place < len(row) else ""


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()
