"""An instrument as an XLSForm, and any plain XLSForm as an instrument."""

from collections.abc import Iterator

from howff.formats.tables import TableError
from howff.formats.xlsform import Row, XLSForm, read_xlsform, write_xlsform
from howff.instruments.definitions import Definition, InstrumentError, Principle
from howff.instruments.exchange.assembling import assembled
from howff.instruments.exchange.columns import Spoken
from howff.instruments.exchange.formlines import OWN, SAID, lines_of_form
from howff.instruments.exchange.lines import Line, lines_of
from howff.instruments.exchange.tags import with_short_tags, with_whole_tags

WHY = "why"


def write_form(definition: Definition, version: str) -> bytes:
    """Write an instrument as an XLSForm: a choice for each level, and for three ways not to rate.

    Easy-read words are written as a language of their own.
    """
    return write_xlsform(with_short_tags(form_of(definition, version)))


def read_form(content: bytes) -> Definition:
    """Read an instrument from an XLSForm.

    Raises InstrumentError, which says what to mend and in which row.
    """
    try:
        form = with_whole_tags(read_xlsform(content, own=OWN))
    except TableError as error:
        raise InstrumentError(str(error)) from error
    return assembled(lines_of_form(form))


def form_of(definition: Definition, version: str) -> XLSForm:
    """The rows of an XLSForm that asks what the instrument asks."""
    writing = _Writing(definition)
    survey = tuple(writing.survey())
    choices = [*writing.choices, *writing.unrated(), *writing.ends]
    order = dict.fromkeys(one["list_name"] for one in choices)
    ordered = sorted(choices, key=lambda one: list(order).index(one["list_name"]))
    return XLSForm(survey, tuple(ordered), writing.settings(version))


class _Writing:
    """Goes through the lines of an instrument, and remembers which groups are open."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.spoken = Spoken(definition)
        self.choices: list[Row] = []
        self.ends: list[Row] = []
        self.open: list[str] = []
        self.list_name = "scale"
        self.question = ""
        self.count: dict[str, int] = {}
        self.words = {one.id: one for one in lines_of(definition) if one.kind == "words"}

    def survey(self) -> Iterator[Row]:
        """The rows of the survey; the choices are gathered on the way."""
        for line in lines_of(self.definition):
            yield from getattr(self, f"_{line.kind}", self._nothing)(line)
        yield from self._close(0)

    def unrated(self) -> Iterator[Row]:
        """The three ways not to rate, for each list of levels."""
        for name in dict.fromkeys(one["list_name"] for one in self.choices):
            for code in SAID:
                if code != WHY:
                    yield {"list_name": name, "name": code, **self._said(code)}

    def _said(self, name: str) -> dict[str, str]:
        """What the instrument says beside the levels, or what is usual."""
        if line := self.words.get(name):
            return self.spoken.of(line, label="text")
        return self.spoken.same("label", SAID[name])

    def settings(self, version: str) -> Row:
        """What is said of the whole form."""
        here = self.definition
        checked = [one.language for one in here.translations if one.checked]
        return {
            "form_title": here.title,
            "form_id": here.name,
            "version": version,
            "default_language": self.spoken.default,
            f"{OWN}language": here.language,
            f"{OWN}minutes": str(here.minutes),
            f"{OWN}credit": here.source.credit,
            f"{OWN}address": here.source.address,
            f"{OWN}checked": " ".join(checked),
            f"{OWN}mapping": " ".join(f"{old}={new}" for old, new in here.mapping.items()),
        }

    def _nothing(self, _line: Line) -> Iterator[Row]:
        return iter(())

    def _note(self, name: str, line: Line, label: str, hint: str = "") -> Iterator[Row]:
        yield {"type": "note", "name": name, **self.spoken.of(line, label=label, hint=hint)}

    def _instrument(self, line: Line) -> Iterator[Row]:
        return self._note("about_form", line, "title", "text")

    def _licence(self, line: Line) -> Iterator[Row]:
        return self._note("licence_form", line, "text")

    def _level(self, line: Line) -> Iterator[Row]:
        at = self._next(self.list_name)
        spoken = self.spoken.of(line, label="text")
        self.choices.append({"list_name": self.list_name, "name": str(at), **spoken})
        return iter(())

    def _low(self, line: Line) -> Iterator[Row]:
        spoken = self.spoken.of(line, label="text")
        self.ends.append({"list_name": f"{self.list_name}_ends", "name": line.kind, **spoken})
        return iter(())

    _high = _low

    def _term(self, line: Line) -> Iterator[Row]:
        return self._note(f"term_{self._next('term')}", line, "title", "text")

    def _category(self, line: Line) -> Iterator[Row]:
        yield from self._close(0)
        self.open.append(line.id)
        yield {"type": "begin_group", "name": line.id, **self.spoken.of(line, label="title")}
        if line.texts.get("text"):
            yield from self._note(f"{line.id}_about", line, "text")

    def _good(self, line: Line) -> Iterator[Row]:
        name = f"{self.open[0]}_{line.kind}"
        return self._note(f"{name}_{self._next(name)}", line, "text")

    _watch = _good

    def _principle(self, line: Line) -> Iterator[Row]:
        yield from self._close(1)
        pk = line.id
        self.open.append(f"{pk}_group")
        group = {"type": "begin_group", "name": f"{pk}_group"}
        yield group | self.spoken.of(line, label="title")
        self.list_name = f"scale_{pk}" if self._own_scale(pk) else "scale"
        asked = {"type": f"select_one {self.list_name}", "name": pk}
        spoken = self.spoken.of(line, label="text", easy="easy", hint="help")
        yield asked | spoken | _own(line)
        comment = {"type": "text", "name": f"{pk}_comment"}
        yield comment | self._said(WHY)

    def _question(self, line: Line) -> Iterator[Row]:
        self.question = line.id
        spoken = self.spoken.of(line, label="text", easy="easy", hint="help")
        kind = "note" if self._per(line.id) else "text"
        yield {"type": kind, "name": line.id, "relevant": _relevant(line)} | spoken | _own(line)

    def _each(self, line: Line) -> Iterator[Row]:
        name = f"{self.question}_{self._next(self.question)}"
        yield {"type": "text", "name": name, **self.spoken.of(line, label="text")}

    def _close(self, left: int) -> Iterator[Row]:
        while len(self.open) > left:
            yield {"type": "end_group", "name": self.open.pop()}

    def _next(self, name: str) -> int:
        self.count[name] = self.count.get(name, 0) + 1
        return self.count[name]

    def _own_scale(self, pk: str) -> bool:
        principle = self.definition.principle(pk)
        return isinstance(principle, Principle) and principle.scale is not None

    def _per(self, pk: str) -> bool:
        questions = (each for one in self.definition.principles for each in one.questions)
        return any(each.id == pk and each.per for each in questions)


def _own(line: Line) -> dict[str, str]:
    """What XLSForm has no column for."""
    return {f"{OWN}{name}": text for name, text in line.settings.items() if name != "only_if"}


def _relevant(line: Line) -> str:
    """When it is asked, as XLSForm says it; whoever did not rate is not asked."""
    if only_if := line.settings.get("only_if"):
        pk, level = only_if.partition(" ")[0], only_if.rpartition(" ")[2]
        return f"${{{pk}}} <= {level}"
    return ""
