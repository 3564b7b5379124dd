"""Reading the rows of an XLSForm as the lines of an instrument."""

import re
from collections.abc import Iterator

from howff.formats.xlsform import Row, XLSForm
from howff.instruments.definitions import InstrumentError
from howff.instruments.exchange.columns import Heard
from howff.instruments.exchange.lines import Line

OWN = "howff_"
SAID = {
    "DK": "I don’t know",
    "NA": "It does not apply to us",
    "NMP": "Not my part",
    "why": "Would you like to say why?",
}
"""What a form says beside the levels, where the instrument does not say it otherwise."""
UNRATED = frozenset({"dk", "na", "nmp"})
BESIDE = frozenset(
    {
        *("start", "end", "today", "deviceid", "username", "phonenumber", "audit", "email"),
        *("calculate", "hidden", "simserial", "subscriberid"),
        *("begin_repeat", "end_repeat", "end_group"),
    }
)
"""Kinds of rows that an instrument does without."""
CONDITION = re.compile(r"\s*\$\{([^}]+)\}\s*<=\s*(\d+)\s*")
SETTINGS = ("locus", "best", "form", "stages", "added")


def lines_of_form(form: XLSForm) -> Iterator[Line]:
    """Read a form: selects of one are rated, texts are questions, groups are categories.

    Raises InstrumentError for what an instrument has no place for.
    """
    reading = _Reading(form)
    yield reading.head()
    yield from reading.levels("scale")
    yield from reading.words()
    for number, row in enumerate(form.survey, 2):
        yield from reading.row(row, f"survey, row {number}")
    yield from reading.tail()


class _Reading:
    """Remembers in which category, principle and question the rows are."""

    def __init__(self, form: XLSForm) -> None:
        self.form = form
        self.heard = Heard.of(form)
        self.category = self.title = ""
        self.titles: Row = {}
        self.note = ""
        self.lists = {one.get("list_name", "") for one in form.choices}
        self.notes = {one.get("name", ""): one for one in form.survey if one.get("type") == "note"}

    def head(self) -> Line:
        """What the form says of itself."""
        settings = self.form.settings
        row = self.notes.get("about_form", {})
        title = self.heard.own(row, title="label", text="hint")
        name = _slug(settings.get("form_id") or settings.get("form_title") or "imported")
        return Line(
            "instrument",
            name,
            {"title": settings.get("form_title") or settings.get("form_id") or name} | title,
            self.heard.said(row, title="label", text="hint"),
            {
                "language": self.heard.language,
                "minutes": settings.get(f"{OWN}minutes", ""),
            },
            "settings",
        )

    def tail(self) -> Iterator[Line]:
        """The source, the mapping and the languages."""
        settings = self.form.settings
        source = {"text": f"{OWN}credit", "help": f"{OWN}address"}
        told = {name: settings[column] for name, column in source.items() if column in settings}
        if told:
            yield Line("source", texts=told, where="settings")
        for pair in settings.get(f"{OWN}mapping", "").split():
            earlier, _equals, pk = pair.partition("=")
            yield Line("mapping", earlier, {"text": pk}, where="settings")
        checked = settings.get(f"{OWN}checked", "").split()
        for code, name in self.heard.names.items():
            state = {"checked": "yes"} if code in checked else {}
            yield Line("translation", code, {"title": name}, settings=state)

    def row(self, row: Row, where: str) -> Iterator[Line]:
        """The lines that one row of the survey stands for."""
        kind, _space, rest = row.get("type", "").strip().casefold().partition(" ")
        name = row.get("name", "")
        if kind in {"begin", "end"} and rest:
            kind = f"{kind}_{rest}"
        if kind == "select_one":
            list_name = row["type"].strip().split()[1] if rest else ""
            yield from self._rated(row, name, list_name, where)
        elif kind in {"begin_group", "note", "text"}:
            yield from getattr(self, f"_{kind}")(row, name, where)
        elif kind and kind not in BESIDE:
            told = f"an instrument has no place for {kind!r}; use select_one, text, note, groups."
            raise InstrumentError(told, where=where)

    def _begin_group(self, row: Row, name: str, where: str) -> Iterator[Line]:
        if name.endswith("_group"):
            self.titles = row
            return
        self.titles = {}
        about = self.notes.get(f"{name}_about", {})
        self.category = _id(name)
        yield self._line("category", self.category, row, where, title="label", more=about)

    def _note(self, row: Row, name: str, where: str) -> Iterator[Line]:
        self.note = ""
        base, _line, last = name.rpartition("_")
        if name in {"about_form", f"{self.category}_about"}:
            return
        if name == "licence_form":
            yield self._line("licence", "", row, where, text="label")
        elif base == "term":
            yield self._line("term", "", row, where, title="label", text="hint")
        elif base in {f"{self.category}_good", f"{self.category}_watch"} and last.isdecimal():
            yield self._line(base.rpartition("_")[2], "", row, where, text="label")
        elif self._has_parts(name):
            self.note = name
            yield self._question(row, name, where)

    def _text(self, row: Row, name: str, where: str) -> Iterator[Line]:
        base, _line, last = name.rpartition("_")
        if last == "comment":
            return
        if self.note and base == self.note:
            yield self._line("each", "", row, where, text="label")
        else:
            yield self._question(row, name, where)

    def _question(self, row: Row, name: str, where: str) -> Line:
        relevant = row.get("relevant", "")
        found = CONDITION.fullmatch(relevant)
        if relevant and not found:
            told = "relevant should be like ${B1} <= 2, a principle and its highest level for this."
            raise InstrumentError(told, where=where)
        settings = {"only_if": f"{_id(found[1])} at most {found[2]}"} if found else {}
        if found:
            settings["form"] = "conditional"
        return self._line(
            "question", _id(name), row, where, text="label", help="hint", settings=settings
        )

    def _rated(self, row: Row, name: str, list_name: str, where: str) -> Iterator[Line]:
        if list_name not in self.lists:
            told = f"the scale is missing: the sheet choices has no list {list_name!r}."
            raise InstrumentError(told, where=where)
        if not self.category:
            self.category = "part-1"
            title = {"title": self.form.settings.get("form_title") or "Questions"}
            yield Line("category", self.category, title, where=where)
        own = self._line("principle", _id(name), row, where, text="label", help="hint")
        title = self.heard.own(self.titles or row, title="label")
        said = {
            code: {**self.heard.texts(self.titles or row, code, title="label"), **texts}
            for code, texts in own.said.items()
        }
        shorter = {"title": title.get("title", "")[:200]}
        yield Line("principle", own.id, {**own.texts, **shorter}, said, own.settings, where)
        self.titles = {}
        if list_name != "scale":
            yield from self.levels(list_name)

    def levels(self, list_name: str) -> Iterator[Line]:
        """The levels of a list of choices, and what its ends are called."""
        rows = [
            (number, row)
            for number, row in self._choices(list_name)
            if row.get("name", "").casefold() not in UNRATED
        ]
        easy = self.heard.with_easy(row for _number, row in rows)
        for number, row in rows:
            line = self._line("level", "", row, f"choices, row {number}", text="label")
            yield self.heard.eased(line, row, easy)
        for number, row in self._choices(f"{list_name}_ends"):
            yield self._line(row.get("name", ""), "", row, f"choices, row {number}", text="label")

    def words(self) -> Iterator[Line]:
        """What is said otherwise than usual beside the levels, and by what asks for a reason."""
        if f"{OWN}language" not in self.form.settings:
            return  # another tool's words need not fit the page
        rows: dict[str, Row] = {}
        for row in self.form.choices:
            if (name := row.get("name", "").upper()) in SAID:
                rows.setdefault(name, row)
        for row in self.form.survey:
            if row.get("name", "").endswith("_comment"):
                rows.setdefault("why", row)
        for name, row in rows.items():
            line = self._line("words", name, row, "choices", text="label")
            spoken = (line.texts, *line.said.values())
            if {text for one in spoken for text in one.values()} - {SAID[name]}:
                yield line

    def _choices(self, list_name: str) -> list[tuple[int, Row]]:
        rows = enumerate(self.form.choices, 2)
        return [(number, row) for number, row in rows if row.get("list_name") == list_name]

    def _has_parts(self, name: str) -> bool:
        return any(one.get("name") == f"{name}_1" for one in self.form.survey)

    def _line(
        self,
        kind: str,
        pk: str,
        row: Row,
        where: str,
        *,
        more: Row | None = None,
        settings: dict[str, str] | None = None,
        **columns: str,
    ) -> Line:
        """A line with the texts of a row; `more` is a row whose label is the text."""
        texts, said = self.heard.own(row, **columns), self.heard.said(row, **columns)
        if more:
            texts |= self.heard.own(more, text="label")
            said = _joined(said, self.heard.said(more, text="label"))
        own = {name: row[f"{OWN}{name}"] for name in SETTINGS if f"{OWN}{name}" in row}
        return Line(kind, pk, texts, said, own | (settings or {}), where)


def _joined(
    first: dict[str, dict[str, str]], second: dict[str, dict[str, str]]
) -> dict[str, dict[str, str]]:
    return {code: first.get(code, {}) | second.get(code, {}) for code in {*first, *second}}


def _id(name: str) -> str:
    """An id of an instrument for a name in a form."""
    return re.sub(r"[^A-Za-z0-9-]", "-", name)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:80] or "imported"
