"""What was frozen when a round closed is read back as it was."""

import json

from howff.sense.rounds.figures import (
    Cell,
    Crossing,
    Distribution,
    Figures,
    Group,
    Item,
    ItemFigures,
    Turnout,
    Verdict,
    figures_from_json,
)

ITEM = Item("P1", "Sharing", category="People", locus="conditions", middle=True)
COUNCIL = Group("council", "Council", 9)


def test_figures_survive_a_database_column() -> None:
    shown = Distribution(6, (0, 1, 2, 3, 0), median=3.5, mean=3.3, low=2.5, high=4.0)
    first = ItemFigures(
        ITEM,
        shown,
        dont_know=1,
        verdict=Verdict.SPLIT,
        organisations=(Cell("council", shown), Cell("charity", None)),
        returns=(("charity", 4),),
    )
    second = ItemFigures(Item("P2", "Trust"), Distribution(9, band=(4, 5)))
    crossing = Crossing((COUNCIL,), (), ((9,), (None,)))
    turnout = (Turnout(COUNCIL, 9), Turnout(Group("charity", "Charity"), None))
    figures = Figures(5, 14, (first, second), turnout, alpha=0.5, crossing=crossing)
    assert figures_from_json(json.loads(json.dumps(figures.to_json()))) == figures
    assert figures_from_json(figures.to_json()) == figures
    assert (figures.enough, figures.item("P2"), figures.item("P9")) == (True, second, None)


def test_too_few_answers_are_not_enough() -> None:
    assert not Figures(5, 0, ()).enough
