"""Putting lines together into an instrument again."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from howff.instruments.definitions import Definition, InstrumentError, from_json
from howff.instruments.exchange.lines import Line, places_of

CONDITION = re.compile(r"(\S+) at most (\d+)")
KINDS = (
    *("instrument", "licence", "source", "level", "low", "high", "words", "term", "category"),
    *("good", "watch", "principle", "question", "each", "mapping", "translation"),
)


def assembled(lines: Iterable[Line]) -> Definition:
    """Make an instrument of its lines.

    Raises InstrumentError, which says what to mend and in which line.
    """
    building = _Building()
    for line in lines:
        building.add(line)
    return building.definition()


class _Building:
    """What has been read so far, and where it stands: in which category, principle, question."""

    def __init__(self) -> None:
        self.content: dict[str, Any] = {"categories": []}
        self.category: dict[str, Any] | None = None
        self.principle: dict[str, Any] | None = None
        self.question: dict[str, Any] | None = None
        self.texts: dict[str, dict[str, str]] = {}
        self.seen: dict[str, str] = {}
        self.readers: dict[str, Callable[[Line], dict[str, str]]] = {
            kind: getattr(self, f"_{kind}") for kind in KINDS
        }

    def add(self, line: Line) -> None:
        """Read one line, with its translations."""
        if line.kind not in self.readers:
            told = f"{line.kind!r} is not known here; use one of {', '.join(KINDS)}."
            raise InstrumentError(told, where=line.where)
        places = self.readers[line.kind](line)
        for language, texts in line.said.items():
            kept = self.texts.setdefault(language, {})
            for column, text in texts.items():
                if column in places and line.texts.get(column) not in {None, "", text}:
                    kept[places[column]] = text

    def definition(self) -> Definition:
        """The instrument; where it does not hold together, the error names the line."""
        languages = {one["language"]: one for one in self.content.get("translations", [])}
        for language, texts in self.texts.items():
            if language in languages:
                languages[language]["texts"] = texts
            elif texts:
                told = f"the language {language} needs a line of kind translation."
                raise InstrumentError(told)
        try:
            return from_json(self.content)
        except InstrumentError as error:
            raise InstrumentError(self._with_row(error)) from error

    def _with_row(self, error: InstrumentError) -> str:
        """The error with the row of the innermost part that it names."""
        told = error.where.casefold()
        found = {pk: told.find(f"({pk})") for pk in self.seen} | {told: 0}
        innermost = max(found, key=found.__getitem__)
        where = self.seen.get(innermost)
        return f"{where}, {error.message}" if where else error.message

    def _instrument(self, line: Line) -> dict[str, str]:
        self.content |= {"name": line.id, "title": line.texts.get("title", "")}
        self.content |= {"summary": line.texts.get("text", "")}
        if language := line.settings.get("language"):
            self.content["language"] = language
        if minutes := line.settings.get("minutes"):
            self.content["minutes"] = _number(line, minutes)
        return places_of("instrument", "")

    def _licence(self, line: Line) -> dict[str, str]:
        self.content["licence"] = line.texts.get("text", "")
        return places_of("licence", "")

    def _source(self, line: Line) -> dict[str, str]:
        texts = line.texts
        source = {"credit": texts.get("text", ""), "address": texts.get("help", "")}
        self.content["source"] = source
        return {}

    def _owner_of_scale(self) -> tuple[str, dict[str, Any]]:
        """What a level belongs to: the principle above it, or else the whole."""
        if self.principle is not None:
            return f"{self.principle['id']}.", self.principle
        return "", self.content

    def _level(self, line: Line) -> dict[str, str]:
        owner, holder = self._owner_of_scale()
        scale = holder.setdefault("scale", {"levels": [], "easy": []})
        scale.setdefault("levels", []).append(line.texts.get("text", ""))
        if easy := line.texts.get("easy"):
            scale.setdefault("easy", []).append(easy)
        return places_of("level", owner, len(scale["levels"]))

    def _low(self, line: Line) -> dict[str, str]:
        owner, holder = self._owner_of_scale()
        scale = holder.setdefault("scale", {"levels": [], "easy": []})
        scale[line.kind] = line.texts.get("text", "")
        return places_of(line.kind, owner)

    _high = _low

    def _words(self, line: Line) -> dict[str, str]:
        self.content.setdefault("words", {})[line.id] = line.texts.get("text", "")
        return places_of("words", line.id)

    def _term(self, line: Line) -> dict[str, str]:
        term = line.texts.get("title", "")
        told = {"term": term, "meaning": line.texts.get("text", "")}
        self.content.setdefault("glossary", []).append(told)
        return places_of("term", term)

    def _category(self, line: Line) -> dict[str, str]:
        texts = line.texts
        told = {"title": texts.get("title", ""), "summary": texts.get("text", "")}
        self.category = {"id": self._new(line), **told, "principles": []}
        self.principle = self.question = None
        self.content["categories"].append(self.category)
        return places_of("category", line.id)

    def _good(self, line: Line) -> dict[str, str]:
        category = _inside(line, self.category, "category")
        prompts = category.setdefault(line.kind, [])
        prompts.append(line.texts.get("text", ""))
        return places_of(line.kind, category["id"], len(prompts))

    _watch = _good

    def _principle(self, line: Line) -> dict[str, str]:
        category = _inside(line, self.category, "category")
        texts, settings = line.texts, line.settings
        self.principle = {"id": self._new(line), "questions": []} | _texts(
            title=texts.get("title"),
            statement=texts.get("text"),
            easy=texts.get("easy"),
            help=texts.get("help"),
            locus=settings.get("locus"),
            best=settings.get("best"),
        )
        self.principle |= {"stages": settings.get("stages", "").split(), "added": _yes(line)}
        self.question = None
        category["principles"].append(self.principle)
        return places_of("principle", line.id)

    def _question(self, line: Line) -> dict[str, str]:
        principle = _inside(line, self.principle, "principle")
        texts, settings = line.texts, line.settings
        self.question = {"id": self._new(line), "added": _yes(line)} | _texts(
            text=texts.get("text"),
            easy=texts.get("easy"),
            help=texts.get("help"),
            locus=settings.get("locus"),
            form=settings.get("form"),
        )
        if only_if := settings.get("only_if"):
            self.question["only_if"] = _condition(line, only_if)
        principle["questions"].append(self.question)
        return places_of("question", line.id)

    def _each(self, line: Line) -> dict[str, str]:
        question = _inside(line, self.question, "question")
        per = question.setdefault("per", [])
        per.append(line.texts.get("text", ""))
        return places_of("each", question["id"], len(per))

    def _mapping(self, line: Line) -> dict[str, str]:
        self.content.setdefault("mapping", {})[line.id] = line.texts.get("text", "")
        return {}

    def _translation(self, line: Line) -> dict[str, str]:
        told = {
            "language": line.id,
            "name": line.texts.get("title", ""),
            "checked": line.settings.get("checked") == "yes",
        }
        self.content.setdefault("translations", []).append(told)
        return {}

    def _new(self, line: Line) -> str:
        """An id that no line above has."""
        if earlier := self.seen.get(line.id.casefold()):
            told = f"the id {line.id!r} was given in {earlier} already."
            raise InstrumentError(told, where=line.where)
        self.seen[line.id.casefold()] = line.where
        return line.id


def _inside(line: Line, holder: dict[str, Any] | None, kind: str) -> dict[str, Any]:
    if holder is None:
        raise InstrumentError(f"there is no {kind} above this {line.kind}.", where=line.where)
    return holder


def _texts(**given: str | None) -> dict[str, str]:
    return {name: text for name, text in given.items() if text}


def _yes(line: Line) -> bool:
    return line.settings.get("added") == "yes"


def _number(line: Line, text: str) -> int:
    if not text.isascii() or not text.isdecimal():
        raise InstrumentError(f"{text!r} should be a number.", where=line.where)
    return int(text[:9])


def _condition(line: Line, text: str) -> dict[str, Any]:
    found = CONDITION.fullmatch(text)
    if found is None:
        told = f"write {text!r} as an id and a level, such as: B1 at most 2."
        raise InstrumentError(told, where=line.where)
    return {"principle": found[1], "at_most": int(found[2][:9])}
