"""What the pages of results are made of: findings, pictures and who answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from howff.assessments.pictures import heat, radar, rows
from howff.assessments.pictures.columns import Columns, columns
from howff.assessments.pictures.heat import Heat
from howff.assessments.pictures.radar import Radar
from howff.assessments.pictures.rows import Rows
from howff.assessments.queries import results_words as words
from howff.assessments.queries.figures import organisations_of, places_of, titles_of
from howff.instruments.definitions import Category, Definition, Principle, Scale
from howff.sense.rounds.figures import Figures, Group, ItemFigures, Locus, Turnout, Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """An item as people read it: its picture, its sentence and the words of its scale."""

    figures: ItemFigures
    sentence: str
    sure: str
    weighing: str
    picture: Columns | None
    scale: Scale | None
    principle: Principle | None
    category: Category | None

    @property
    def anchors(self) -> list[tuple[int, str, int]]:
        """Each level, its words, and how many gave it, where that is shown."""
        shown = self.figures.everyone
        if self.scale is None or shown is None or not shown.counts:
            return []
        return [
            (level, text, count)
            for level, (text, count) in enumerate(
                zip(self.scale.levels, shown.counts, strict=True), 1
            )
        ]


@dataclass(frozen=True, slots=True)
class Camp:
    """The findings on which people agree as much."""

    verdict: Verdict | None
    heading: str
    meaning: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """Which findings to look at; the order and the numbers stay as they are."""

    category: str = ""
    verdict: str = ""
    locus: str = ""

    @property
    def chosen(self) -> bool:
        """Whether anything was wished for."""
        return bool(self.category or self.verdict or self.locus)

    def narrow(self, items: Iterable[ItemFigures]) -> list[ItemFigures]:
        """The items that were wished for."""
        return [
            one
            for one in items
            if self.category in {"", one.item.category}
            and self.verdict in {"", one.verdict or ""}
            and self.locus in {"", one.item.locus}
        ]


def in_order(figures: Figures, definition: Definition) -> Figures:
    """The same figures, in the order in which the instrument asks."""
    places = {one.id: place for place, one in enumerate(definition.principles)}
    ordered = sorted(figures.items, key=lambda one: places.get(one.item.id, len(places)))
    return replace(figures, items=tuple(ordered))


def finding(one: ItemFigures, figures: Figures, definition: Definition) -> Finding:
    """An item with its picture and its words."""
    principle = definition.principle(one.item.id)
    return Finding(
        figures=one,
        sentence=words.sentence(one, figures.k),
        sure=words.how_sure(one.everyone),
        weighing=words.weighing(one),
        picture=columns(one.everyone, one.item.levels) if one.everyone else None,
        scale=definition.scale_of(principle) if principle else None,
        principle=principle,
        category=definition.category_of(one.item.id),
    )


def camps(figures: Figures, definition: Definition, wish: Wish) -> list[Camp]:
    """The findings, those on which people differ most first."""
    found = [finding(one, figures, definition) for one in wish.narrow(figures.items)]
    return [
        Camp(verdict, words.heading(verdict), words.meaning(verdict), alike)
        for verdict in (*Verdict, None)
        if (alike := tuple(one for one in found if _verdict(one) == verdict))
    ]


def _verdict(one: Finding) -> Verdict | None:
    return one.figures.verdict if one.figures.everyone else None


def profiles(figures: Figures) -> list[tuple[str, str, Rows]]:
    """What is ours and the conditions around us, apart: nobody is blamed for the weather."""
    series = _("mean of all people")
    drawn = ((locus, title, rows.of_profile(figures, locus, series)) for locus, title in _loci())
    return [(locus, title, picture) for locus, title, picture in drawn if picture]


def _loci() -> tuple[tuple[Locus, str], ...]:
    return (("ours", _("What is ours")), ("conditions", _("Conditions around us")))


def heat_of(figures: Figures, which: str) -> Heat | None:
    """Principles by organisation, or by place in the collaboration."""
    titles = organisations_of(figures) if which == "organisations" else places_of(figures)
    return heat.of_groups(figures.items, titles, which)


def returns_of(figures: Figures) -> Heat | None:
    """What organisations agreed inside and gave in their own name."""
    return heat.of_returns(figures.items, organisations_of(figures))


def groups_shown(figures: Figures) -> bool:
    """Whether any group but everybody is shown of any item."""
    return any(cell.shown for one in figures.items for cell in (*one.organisations, *one.places))


def places_drawn(figures: Figures) -> list[Rows]:
    """Every principle with a mark for each place in the collaboration."""
    return rows.of_places(figures, places_of(figures))


def radars(figures: Figures) -> list[tuple[str, str, Radar]]:
    """What is ours and the conditions around us, each on its own radar."""
    drawn = (
        (locus, title, radar.of_items([one for one in figures.items if one.item.locus == locus]))
        for locus, title in _loci()
    )
    return [(locus, title, picture) for locus, title, picture in drawn if picture]


def groups_drawn(one: ItemFigures, figures: Figures, which: str) -> Rows | None:
    """The organisations or the places that are shown of an item; None where there are none."""
    if which == "organisations":
        picture = rows.of_groups(
            one,
            one.organisations,
            organisations_of(figures),
            _("mean of its people"),
            _("its own return"),
        )
    else:
        alone = replace(one, returns=())
        picture = rows.of_groups(alone, one.places, places_of(figures), _("mean of its people"), "")
    return picture if picture.rows else None


def hidden_groups(one: ItemFigures, figures: Figures, which: str) -> int:
    """How many groups of which somebody was expected are not shown of an item."""
    groups = figures.organisations if which == "organisations" else figures.places
    asked = {turnout.group.id for turnout in groups if turnout.group.expected}
    cells = one.organisations if which == "organisations" else one.places
    return sum(cell.shown is None and cell.group in asked for cell in cells)


def turnout(figures: Figures) -> list[Turnout]:
    """How many answered, organisation by organisation, in the order of the alphabet."""
    by_id = {one.group.id: one for one in figures.organisations}
    return [by_id[key] for key in titles_of(one.group for one in figures.organisations)]


def crossing(figures: Figures) -> list[tuple[Group, tuple[int | None, ...]]]:
    """How many answered by organisation and place, row by row."""
    table = figures.crossing
    return list(zip(table.rows, table.cells, strict=True)) if table else []


def absent(figures: Figures) -> list[str]:
    """The organisations from which nobody is told to have answered, though some were expected."""
    return [one.group.title for one in turnout(figures) if one.answered == 0 and one.group.expected]


def neighbours(figures: Figures, pk: str) -> tuple[ItemFigures | None, ItemFigures | None]:
    """The items before and after one, in the order of difference."""
    ids = [one.item.id for one in figures.items]
    place = ids.index(pk)
    before = figures.items[place - 1] if place else None
    after = figures.items[place + 1] if place + 1 < len(ids) else None
    return before, after


def categories_of(items: Sequence[ItemFigures]) -> list[str]:
    """The categories of items, each once, as they come."""
    return list(dict.fromkeys(one.item.category for one in items if one.item.category))
