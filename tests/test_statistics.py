"""Every number on the page that explains the statistics is worked out again here."""

import re
from collections.abc import Callable, Mapping

import pytest
from operating import ROOT

from howff.assessments.pictures import radar
from howff.reports.rounds import wording
from howff.sense import agreement, change, counts, posterior, reliability, weighting
from howff.sense.rounds.figures import Distribution, Item, ItemFigures
from howff.sense.rounds.lines import Change

PAGE = ROOT / "docs/explanation/taking-stock/statistics.md"
type Row = Mapping[str, str]


def tables() -> list[list[Row]]:
    """Every table of the page, a row as its cells by column."""
    found = re.findall(r"(?:^\|.*\n)+", PAGE.read_text(), re.MULTILINE)
    lines = [[cells(line) for line in table.splitlines()] for table in found]
    return [[dict(zip(head, row, strict=True)) for row in rows] for head, _, *rows in lines]


def cells(line: str) -> list[str]:
    """The cells of one line of a table."""
    return [cell.strip() for cell in line.split("|")[1:-1]]


def one(cell: str) -> list[int]:
    """The counts or ratings in a cell: `0 1 3 4 2`."""
    return [int(number) for number in cell.split()]


def many(cell: str) -> list[list[int]]:
    """Several of them: `0 1 3 4 2 / 0 0 5 0 0`, or `10 times 0 1 3 4 2`."""
    times, _, repeated = cell.rpartition(" times ")
    return [one(part) for part in repeated.split("/")] * int(times or 1)


def lasting(row: Row) -> change.TTest:
    """The test over everybody who answered once or twice."""
    sides = (
        one(row[name]) for name in ("both: before", "both: after", "only before", "only after")
    )
    found = change.partially_overlapping_t(*sides)
    assert found is not None
    return found


def mean_of_partners(row: Row) -> float:
    """The mean by the way of counting that the row names."""
    found = weighting.weigh(many(row["partners"]), cap=5)
    ways = {
        "every person once": "pooled",
        "every organisation once": "equal",
        "by the square root of its people": "root",
        "by its people, five at most": "capped",
        "the middle of their middles": "median_of_medians",
    }
    return float(getattr(found, ways[row["way of counting"]]))


def chance_of(row: Row) -> float:
    """The chance of a rise, for two crowds or for the same people twice."""
    if "before" in row:
        return posterior.chance_improved(one(row["before"]), one(row["after"]))
    pairs = one(row["each before"]), one(row["each after"])
    return posterior.chance_improved_same_people(*pairs, levels=5)


def area_of(row: Row) -> float:
    """The part of a radar that these means fill, on five levels."""
    means = one(row["means around the radar"])
    found = radar.of_items(
        [
            ItemFigures(Item(str(at), ""), Distribution(9, (), mean=float(mean)))
            for at, mean in enumerate(means)
        ]
    )
    assert found is not None
    return surface(found.shape) / surface(found.rings[-1])


def surface(corners: str) -> float:
    """The area inside corners that are written as SVG points."""
    points = [complex(*map(float, corner.split(","))) for corner in corners.split()]
    after = [*points[1:], points[0]]
    return abs(sum((a.conjugate() * b).imag for a, b in zip(points, after, strict=True))) / 2


def percent(share: float) -> str:
    """A share as the page prints it."""
    return f"{100 * share:.0f} %"


IN_WORDS = {
    chance: wording.changed(said) for chance, said in zip(posterior.Chance, Change, strict=False)
}
WORKED: dict[str, Callable[[Row], str]] = {
    "people": lambda row: str(sum(one(row["ratings"]))),
    "median": lambda row: f"{counts.median_of(one(row['ratings'])):g}",
    "mean": lambda row: f"{counts.mean_of(one(row['ratings'])):.2f}",
    "average deviation": lambda row: f"{agreement.average_deviation(one(row['ratings'])):.2f}",
    "outside the band": lambda row: str(agreement.outside_band(one(row["ratings"]))),
    "A": lambda row: f"{agreement.agreement(one(row['ratings'])):.2f}",
    "in a word": lambda row: str(agreement.verdict(one(row["ratings"]))),
    "awg": lambda row: f"{agreement.awg(one(row['ratings'])):.2f}",
    "from": lambda row: f"{posterior.posterior(one(row['ratings'])).low:.1f}",
    "to": lambda row: f"{posterior.posterior(one(row['ratings'])).high:.1f}",
    "best guess": lambda row: f"{posterior.posterior(one(row['ratings'])).mean:.2f}",
    "4 or 5": lambda row: percent(posterior.share_at_least(one(row["ratings"]), 4).mean),
    "chance that it improved": lambda row: percent(chance_of(row)),
    "in words": lambda row: IN_WORDS[posterior.in_words(chance_of(row))],
    "answer": lambda row: f"{mean_of_partners(row):.2f}",
    "worth": lambda row: f"{weighting.weigh(many(row['partners'])).effective:.0f}",
    "between": lambda row: percent(weighting.between(many(row["partners"])).eta_squared),
    "ICC(1)": lambda row: f"{weighting.between(many(row['partners'])).icc1:.2f}",
    "ICC(2)": lambda row: f"{weighting.between(many(row['partners'])).icc2:.2f}",
    "t": lambda row: f"{lasting(row).t:.2f}",
    "p": lambda row: f"{lasting(row).p:.2f}",
    "area filled": lambda row: percent(area_of(row)),
    "alpha": lambda row: f"{reliability.alpha_of_counts(many(row['principles'])):.2f}",
    "rwg(j)": lambda row: f"{agreement.rwg_j(many(row['principles'])):.2f}",
    "ICC, agreement": lambda row: f"{reliability.icc(many(row['rows'])).two:.2f}",
    "ICC, order": lambda row: f"{reliability.icc(many(row['rows'])).three:.2f}",
}
GIVEN = {
    *("ratings", "before", "after", "each before", "each after", "partners", "principles", "rows"),
    *("both: before", "both: after", "only before", "only after"),
    *("who", "way of counting", "what it looks like", "means around the radar"),
}


def worked_out(column: str, row: Row) -> str:
    """What the page should print in a column of a row."""
    return WORKED[column](row).replace("-", "−")


@pytest.mark.parametrize("table", tables(), ids=lambda table: ", ".join(table[0]))
def test_the_worked_numbers_are_right(table: list[Row]) -> None:
    worked = [column for column in table[0] if column not in GIVEN]
    assert worked
    for row in table:
        assert [row[name] for name in worked] == [worked_out(name, row) for name in worked]


def test_every_statistic_has_its_example() -> None:
    shown = {column for table in tables() for column in table[0]}
    assert shown - GIVEN == set(WORKED)
