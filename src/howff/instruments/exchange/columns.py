"""The columns of an XLSForm that hold texts: one for each language, and for its easy words."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from howff.formats.xlsform import Row, XLSForm
from howff.instruments.definitions import Definition
from howff.instruments.exchange.languages import languages_of
from howff.instruments.exchange.lines import Line

EASY = "-x-easy"
EASY_NAME = ", easy read"
SPOKEN = re.compile(r"(label|hint)::\s*(.*?)\s*\(([^()]+)\)")


class Spoken:
    """Writes a line's texts into the columns of every language."""

    def __init__(self, definition: Definition) -> None:
        self.language = definition.language
        self.languages = languages_of(definition)
        self.has_easy = any(place.rpartition(".")[2] == "easy" for place in definition.texts())
        self.has_easy |= any("scale.easy." in place for place in definition.texts())
        self.default = f"{self.languages[0][1]} ({self.languages[0][0]})"

    def of(self, line: Line, *, label: str, easy: str = "", hint: str = "") -> dict[str, str]:
        """The cells for a line: what its columns hold, or what comes closest to it."""
        easy = easy or ("easy" if line.kind == "level" else "")
        cells: dict[str, str] = {}
        for code, name in self.languages:
            plain = self._text(line, code, label)
            cells[f"label::{name} ({code})"] = plain
            if self.has_easy:
                cells[f"label::{_easy(code, name)}"] = self._exact(line, code, easy) or plain
            if hint:
                told = self._text(line, code, hint)
                cells[f"hint::{name} ({code})"] = told
                if self.has_easy:
                    cells[f"hint::{_easy(code, name)}"] = told
        return cells

    def same(self, column: str, text: str) -> dict[str, str]:
        """The same words in every language: words of Howff's own."""
        plain = {f"{column}::{name} ({code})": text for code, name in self.languages}
        easy = {f"{column}::{_easy(code, name)}": text for code, name in self.languages}
        return plain | easy if self.has_easy else plain

    def _text(self, line: Line, code: str, column: str) -> str:
        return self._exact(line, code, column) or line.texts.get(column, "")

    def _exact(self, line: Line, code: str, column: str) -> str:
        texts = line.texts if code == self.language else line.said.get(code, {})
        return texts.get(column, "")


def _easy(code: str, name: str) -> str:
    return f"{name}{EASY_NAME} ({code}{EASY})"


@dataclass(frozen=True, slots=True)
class Heard:
    """Reads the texts of a row in every language."""

    language: str
    names: Mapping[str, str]

    @classmethod
    def of(cls, form: XLSForm) -> "Heard":
        """Find out which languages a form speaks, and which is its own."""
        names: dict[str, str] = {}
        for row in (*form.survey, *form.choices):
            for column in row:
                if found := SPOKEN.fullmatch(column):
                    names.setdefault(found[3].casefold(), found[2])
        plain = {code: name for code, name in names.items() if not code.endswith(EASY)}
        told = form.settings.get("default_language", "")
        named = [code for code, name in plain.items() if f"{name} ({code})" == told]
        own = form.settings.get("howff_language") or next(iter([*named, *plain]), "en-gb")
        return cls(own, {code: name for code, name in plain.items() if code != own})

    def texts(self, row: Row, code: str, **columns: str) -> dict[str, str]:
        """A row's texts in a language: `title="label"` gives the label as the title."""
        cells = self._cells(row, code)
        told = {name: cells.get(column, "") for name, column in columns.items()}
        easy = self._cells(row, f"{code}{EASY}").get("label", "")
        if "text" in columns and easy not in {"", told["text"], self._label(row)}:
            told["easy"] = easy
        return {name: text for name, text in told.items() if text}

    def said(self, row: Row, **columns: str) -> dict[str, dict[str, str]]:
        """A row's texts in every language but the form's own."""
        return {code: self.texts(row, code, **columns) for code in self.names}

    def own(self, row: Row, **columns: str) -> dict[str, str]:
        """A row's texts in the form's own language."""
        return self.texts(row, self.language, **columns)

    def with_easy(self, rows: Iterable[Row]) -> frozenset[str]:
        """The languages in which any of these rows has easy words."""
        kept = list(rows)
        codes = (self.language, *self.names)
        return frozenset(
            code
            for code in codes
            if any("easy" in self.texts(row, code, text="label") for row in kept)
        )

    def eased(self, line: Line, row: Row, easy: Collection[str]) -> Line:
        """The line with easy words in these languages, even where they are the plain ones."""
        told = {code: self._cells(row, f"{code}{EASY}").get("label", "") for code in easy}
        lent = self._label(row)  # stands where a language says nothing of its own
        said = {
            code: {**texts, "easy": told[code]}
            if code in told and (texts.get("text") or told[code] != lent)
            else texts
            for code, texts in line.said.items()
        }
        own = {"easy": told[self.language]} if self.language in told else {}
        return replace(line, texts={**line.texts, **own}, said=said)

    def _label(self, row: Row) -> str:
        return self._cells(row, self.language).get("label", "")

    def _cells(self, row: Row, code: str) -> dict[str, str]:
        cells = {name: row[name] for name in ("label", "hint") if name in row}
        if code != self.language:
            cells = {}
        for column, text in row.items():
            if (found := SPOKEN.fullmatch(column)) and found[3].casefold() == code:
                cells[found[1]] = text
        return cells
