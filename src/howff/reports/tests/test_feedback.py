"""A feedback report tells what the figures hold: nothing is lost, and nothing hidden comes out."""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

import page
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from howff.formats import typesetting
from howff.reports.blocks import (
    OF_ROUNDS,
    Agreed,
    Change,
    Groups,
    Needs,
    Principle,
    Promises,
    Radar,
)
from howff.reports.document import Document, Figure, Saying, Sayings, Text
from howff.reports.prose import words
from howff.reports.rendering import poster as posters
from howff.reports.rendering.charts import drawing
from howff.reports.rendering.data import values
from howff.reports.rendering.formats import FORMATS, write
from howff.reports.rounds import wording
from howff.reports.rounds.feedback import MOST_IN_FULL, feedback, worth_a_closer_look
from howff.reports.rounds.parts import SHOW, parts_of
from howff.reports.rounds.poster import Poster, poster_of
from howff.reports.rounds.stock import Promise, Stock
from howff.reports.tests.ratings import NAMES, PLACES, invented, ratings_of, stock_of
from howff.reports.tests.sample import WHEN
from howff.reports.tests.test_rendering import MISJUDGED
from howff.reports.tests.test_round_files import people
from howff.sense.rounds.figures import Figures, Item, ItemFigures, Verdict
from howff.sense.rounds.lines import Change as Moved
from howff.sense.rounds.lines import ItemProgress, Line, Progress, Side


@pytest.fixture(scope="module")
def stock() -> Stock:
    """What members may see of 25 people of four organisations."""
    return stock_of(invented())


@pytest.fixture(scope="module")
def report(stock: Stock) -> Document:
    """The feedback report of it."""
    return told(stock)


def told(stock: Stock) -> Document:
    return feedback(stock, collaboration="Harbour Together", date=WHEN)


def rows(document: Document) -> Iterator[tuple[Any, ...]]:
    """Every row of every table."""
    for part in document.parts:
        if isinstance(part, Figure):
            yield from part.table.rows


def drawn(document: Document) -> set[tuple[str, str]]:
    """Every group that is drawn, beside what it is drawn."""
    found = set()
    for part in document.parts:
        picture = part.picture if isinstance(part, Figure) else None
        for label, row in zip(picture.labels, picture.values, strict=False) if picture else ():
            named = zip(picture.series, row, strict=True)
            found |= {(label, name) for name, value in named if value is not None}
    return found


@settings(max_examples=25)
@given(people, st.booleans())
def test_what_is_hidden_is_in_no_part_of_a_report(
    some: list[tuple[int, ...]], outside: bool
) -> None:
    stock = stock_of(ratings_of(some), outside=outside)
    allowed = {
        (one.item.title, names[cell.group])
        for one in stock.figures.items
        for names, cells in (
            (stock.organisations, one.organisations),
            (stock.places, one.places),
        )
        for cell in cells
        if cell.shown
    }
    in_full: dict[str, tuple[Saying, ...]] = {one.item.id: () for one in stock.figures.items}
    document = told(replace(stock, words=in_full))
    groups = {*NAMES, *PLACES}
    assert {pair for pair in drawn(document) if pair[1] in groups} <= allowed
    principle = ""
    for part in document.parts:
        if isinstance(part, Text) and stock.figures and part.title:
            principle = part.title
        if isinstance(part, Figure) and part.table.columns[:1] == (principle,) and principle:
            named = {row[0] for row in part.table.rows} & groups
            own = "gave in their own name" in part.sentence
            assert own or {(principle, name) for name in named} <= allowed


def test_a_report_of_hidden_figures_holds_no_numbers() -> None:
    few = stock_of(ratings_of([(0, 0, 5, 4, 3, 2, 1)] * 3))
    document = replace(told(few), parts=told(few).parts)
    numbers = {cell for row in rows(document) for cell in row if isinstance(cell, float)}
    assert numbers == set()
    assert drawn(document) == set()
    assert "Fewer than 5 people answered, so nothing is shown." in json.dumps(values(document))


def judged(*verdicts: Verdict | None) -> Figures:
    items = (ItemFigures(Item(str(at), ""), None, verdict=one) for at, one in enumerate(verdicts))
    return Figures(5, 9, tuple(items))


def test_only_what_divides_people_or_was_settled_is_told_in_full() -> None:
    figures = judged(Verdict.SPLIT, Verdict.SPREAD, Verdict.AGREED, Verdict.AGREED, None)
    assert worth_a_closer_look(figures) == {"0", "1"}
    assert worth_a_closer_look(figures, ["3", "0"]) == {"0", "1", "3"}
    assert worth_a_closer_look(judged(*[Verdict.SPLIT] * 9), ["8"]) == set("012345")
    assert worth_a_closer_look(None) == set()
    assert MOST_IN_FULL == 6


def test_nothing_that_was_written_is_left_out(stock: Stock) -> None:
    words = {one.item.id: (Saying(one.item.title, ""),) for one in stock.figures.items}
    said = [one.sayings for one in told(replace(stock, words=words)).parts if type(one) is Sayings]
    assert set(said) == set(words.values())


def test_every_shown_group_stands_in_the_heat_map(stock: Stock) -> None:
    parts = list(parts_of(Groups(round=1, by="organisation"), stock))
    heats = [part for part in parts if isinstance(part, Figure) and part.table.rows]
    named = {name for part in heats for name in part.table.columns[1:]}
    shown = {
        stock.organisations[cell.group]
        for one in stock.figures.items
        for cell in one.organisations
        if cell.shown
    }
    assert named == shown


def test_every_kind_of_block_can_be_shown(stock: Stock) -> None:
    assert {kind.kind for kind in OF_ROUNDS} == {*SHOW, Principle.kind}
    for kind in OF_ROUNDS:
        block = kind(round=1) if kind is not Principle else Principle(round=1, item="people-lead")
        assert kind is Change or list(parts_of(block, stock))


def test_a_principle_shows_what_was_chosen_to_be_quoted(stock: Stock) -> None:
    first = stock.in_order[0].item
    said = stock.words[first.id]
    parts = list(parts_of(Principle(round=1, item=first.id), stock, said))
    assert isinstance(parts[0], Text)
    assert parts[0].title == first.title
    assert stock.statement(first.id) in words(parts[0].prose)
    assert [part.sayings for part in parts if isinstance(part, Sayings)] == [said]
    own = [part for part in parts if isinstance(part, Figure)][-1]
    assert own.table.rows == (("Saltmarket Shed", 2),)
    assert list(parts_of(Principle(round=1, item="gone"), stock)) == []


def test_what_was_settled_is_told_with_its_reason_and_its_dissent(stock: Stock) -> None:
    _terms, text, _some, sayings = parts_of(Agreed(round=1), stock)
    assert words(text.prose) == "We agreed on 3 of 5.\n\nHalf."
    assert sayings.sayings == stock.meetings[0].settled[0].dissents
    (need,) = parts_of(Needs(round=1), stock)
    assert (need.title, words(need.prose)) == ("The whole sector or system", "Longer contracts")
    (promise,) = parts_of(Promises(round=1), stock)
    assert words(promise.prose) == "Share a calendar Ben. So far: agreed."


def test_change_is_told_on_the_lines_that_may_be_shown(stock: Stock) -> None:
    side, hidden = Side(9, 2.0, 1.5, 2.5), Line("same_people")
    up = Line("everyone", side, Side(8, 4.0, 3.5, 4.5), 0.99, Moved.VERY_LIKELY_BETTER)
    item = ItemProgress(Item("P1", "Trust"), "P1", (up, hidden, Line("same_organisations")))
    told = {"progress": Progress(5, (item,)), "rounds": ("Spring", "Autumn")}
    changed = replace(stock, before=(Promise(title="Share a van", status="Done"),), **told)
    _text, figure, promised = parts_of(Change(round=1), changed)
    assert words(promised.prose) == "Share a van So far: done."
    assert figure.table.columns == ("Principle", "Before", "Now", "In words")
    assert figure.sentence.startswith("The mean before (Spring) and now (Autumn), ")
    assert figure.table.rows == (("Trust: Everyone", "2.0 (9)", "4.0 (8)", "very likely better"),)
    assert figure.picture.columns == ("Before", "Now")
    assert figure.picture.values == ((2.0, 4.0),)


def test_a_fall_is_told_as_on_the_page() -> None:
    assert wording.changed(Moved.LIKELY_WORSE) == "likely lower than before"
    assert wording.changed(Moved.VERY_LIKELY_WORSE) == "very likely lower than before"


def test_a_radar_needs_three_principles(stock: Stock) -> None:
    (figure,) = parts_of(Radar(round=1), stock)
    assert len(figure.table.rows) == len(figure.picture.labels) == 5
    few = replace(stock, figures=replace(stock.figures, items=stock.figures.items[:2]))
    assert list(parts_of(Radar(round=1), few)) == []


def test_every_picture_can_be_drawn(report: Document, stock: Stock) -> None:
    parts = [*report.parts, *parts_of(Radar(round=1), stock)]
    pictures = [part.picture for part in parts if isinstance(part, Figure) and part.picture]
    assert {one.style for one in pictures} == {"bars", "distribution", "dots", "heat", "radar"}
    for one in pictures:
        assert drawing._drawn(one).startswith("<svg")


@pytest.mark.parametrize("extension", FORMATS)
def test_every_format_holds_the_report(report: Document, extension: str) -> None:
    assert len(write(report, extension)) > 1000


def test_the_pdf_can_be_read_by_everybody(report: Document) -> None:
    for profile in ("ua1", "2a"):
        found = page.validate_pdf_bytes(write(report, "pdf"), profile=profile)
        assert [one.message for one in found.failures if one.rule_id not in MISJUDGED] == []


def pages(poster: Poster) -> int:
    """How many pages a poster takes."""
    sent = {"report": json.dumps(asdict(poster) | {"columns": posters._columns(poster)})}
    folder = posters.TEMPLATE.parent
    compiler = typst.Compiler(posters.TEMPLATE, root=folder, font_paths=typesetting.fonts())
    made = compiler.compile(format="svg", sys_inputs=sent)
    return len(made) if isinstance(made, list) else 1


class TestPosters:
    def test_a_poster_says_what_unites_what_divides_and_what_comes(self, stock: Stock) -> None:
        poster = poster_of(stock, collaboration="Harbour Together")
        united, apart, agreed = poster.columns
        by_verdict = {one.item.title: one.verdict for one in stock.figures.items}
        assert {by_verdict[line.title] for line in united.lines} <= {"agreed"}
        assert {by_verdict[line.title] for line in apart.lines} <= {"split", "spread"}
        assert [line.title for line in agreed.lines] == ["Share a calendar"]
        assert all(len(column.lines) <= 3 for column in poster.columns)

    def test_a_poster_before_the_workshop_says_what_would_help(self, stock: Stock) -> None:
        poster = poster_of(replace(stock, promises=()), collaboration="Harbour Together")
        assert poster.columns[2].title == "What would help"
        assert [line.title for line in poster.columns[2].lines] == ["Longer contracts"]

    def test_a_poster_before_all_that_says_what_was_kept(self, stock: Stock) -> None:
        kept = Promise(title="Share a van", status="Done", kept=True, changed="No trip is lost.")
        before = (Promise(title="Share a shed", status="Begun"), kept)
        bare = replace(stock, promises=(), needs=(), before=before)
        done = poster_of(bare, collaboration="Harbour Together").columns[2]
        assert done.title == "What we have done"
        assert [(line.title, line.text) for line in done.lines] == [
            ("Share a van", "No trip is lost.")
        ]
        nothing = poster_of(replace(bare, before=()), collaboration="Harbour Together").columns[2]
        assert (nothing.title, nothing.lines) == ("What we will do", ())

    def test_a_poster_of_too_few_people_tells_nothing(self) -> None:
        few = stock_of(ratings_of([(0, 0, 5, 4, 3, 2, 1)] * 3))
        united, apart, _agreed = poster_of(few, collaboration="Harbour").columns
        assert (united.lines, apart.lines) == ((), ())

    def test_a_poster_is_one_page_that_everybody_can_read(self, stock: Stock) -> None:
        poster = poster_of(stock, collaboration="Harbour Together")
        written = posters.FORMATS["pdf"].write(poster)
        assert pages(poster) == 1
        found = page.validate_pdf_bytes(written, profile="ua1")
        assert [one.message for one in found.failures] == []

    def test_a_poster_of_long_words_stays_one_page(self, stock: Stock) -> None:
        long = "How far everybody in every organisation shares " * 3
        promises = tuple(Promise(title=long, who=long) for _number in range(9))
        poster = poster_of(replace(stock, promises=promises), collaboration="Harbour Together")
        assert pages(poster) == 1

    def test_a_poster_is_a_web_page_without_scripts(self, stock: Stock) -> None:
        poster = poster_of(stock, collaboration="Harbour Together")
        shown = posters.FORMATS["html"].write(poster).decode()
        assert "Where we differ" in shown
        assert "<script" not in shown
