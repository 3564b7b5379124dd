"""An instrument as lines, one below the other, as every spreadsheet holds it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from howff.instruments.definitions import Category, Definition, Principle, Question, Scale

TEXTS = ("title", "text", "easy", "help")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it is, its texts in the instrument's own language, and in others.

    `said` gives for each language the texts by their column; `where` is told in errors.
    """

    kind: str
    id: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    where: str = ""


PLACES = {
    "instrument": {"title": "title", "text": "summary"},
    "licence": {"text": "licence"},
    "level": {"text": "{0}scale.{1}", "easy": "{0}scale.easy.{1}"},
    "low": {"text": "{0}scale.low"},
    "high": {"text": "{0}scale.high"},
    "words": {"text": "words.{0}"},
    "term": {"title": "term.{0}", "text": "glossary.{0}"},
    "category": {"title": "{0}.title", "text": "{0}.summary"},
    "good": {"text": "{0}.good.{1}"},
    "watch": {"text": "{0}.watch.{1}"},
    "principle": {
        "title": "{0}.title",
        "text": "{0}.statement",
        "easy": "{0}.easy",
        "help": "{0}.help",
    },
    "question": {"text": "{0}.text", "easy": "{0}.easy", "help": "{0}.help"},
    "each": {"text": "{0}.per.{1}"},
}


def places_of(kind: str, owner: str, number: int = 0) -> dict[str, str]:
    """The places of a line's texts, as translations name them, by their column."""
    places = PLACES.get(kind, {})
    return {column: place.format(owner, number) for column, place in places.items()}


def lines_of(definition: Definition) -> Iterator[Line]:
    """Write an instrument as lines."""
    written = _Writing(definition)
    yield from written.head()
    yield from written.scale("", definition.scale)
    for name in definition.words:
        yield written.line("words", name, owner=name)
    for term in definition.glossary:
        yield written.line("term", owner=term.term)
    for category in definition.categories:
        yield from written.category(category)
    for earlier, pk in definition.mapping.items():
        yield Line("mapping", earlier, {"text": pk})
    for one in definition.translations:
        checked = {"checked": "yes"} if one.checked else {}
        yield Line("translation", one.language, {"title": one.name}, settings=checked)


class _Writing:
    """Looks up the texts of each line, in every language."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.texts = definition.texts()

    def line(self, kind: str, pk: str = "", *, owner: str, at: int = 0, **settings: str) -> Line:
        """A line with its texts."""
        places = places_of(kind, owner, at)
        said = {
            one.language: {
                column: one.texts[place] for column, place in places.items() if place in one.texts
            }
            for one in self.definition.translations
        }
        texts = {
            column: self.texts[place] for column, place in places.items() if place in self.texts
        }
        return Line(kind, pk, texts, said, {name: told for name, told in settings.items() if told})

    def head(self) -> Iterator[Line]:
        """What is said of the whole."""
        here = self.definition
        yield self.line(
            "instrument", here.name, owner="", language=here.language, minutes=str(here.minutes)
        )
        if here.licence:
            yield self.line("licence", owner="")
        if here.source.credit or here.source.address:
            yield Line("source", texts={"text": here.source.credit, "help": here.source.address})

    def scale(self, owner: str, scale: Scale | None) -> Iterator[Line]:
        """The levels, and what the ends are called."""
        if scale is None:
            return
        for number in range(1, len(scale.levels) + 1):
            yield self.line("level", owner=owner, at=number)
        if scale.low:
            yield self.line("low", owner=owner)
        if scale.high:
            yield self.line("high", owner=owner)

    def category(self, category: Category) -> Iterator[Line]:
        """A category with all that it holds."""
        pk = category.id
        yield self.line("category", pk, owner=pk)
        for kind, prompts in (("good", category.good), ("watch", category.watch)):
            for number in range(1, len(prompts) + 1):
                yield self.line(kind, owner=pk, at=number)
        for principle in category.principles:
            yield from self.principle(principle)

    def principle(self, principle: Principle) -> Iterator[Line]:
        """A principle with its own scale, if it has one, and its questions."""
        pk = principle.id
        yield self.line(
            "principle",
            pk,
            owner=pk,
            locus=principle.locus,
            best=principle.best,
            stages=" ".join(principle.stages),
            added="yes" if principle.added else "",
        )
        yield from self.scale(f"{pk}.", principle.scale)
        for question in principle.questions:
            yield from self.question(question)

    def question(self, question: Question) -> Iterator[Line]:
        """A question with the things that it is asked of."""
        only_if = question.only_if
        yield self.line(
            "question",
            question.id,
            owner=question.id,
            locus=question.locus,
            form=question.form,
            only_if=f"{only_if.principle} at most {only_if.at_most}" if only_if else "",
            added="yes" if question.added else "",
        )
        for number in range(1, len(question.per) + 1):
            yield self.line("each", owner=question.id, at=number)
