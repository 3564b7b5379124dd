"""Hidden cells of a table cannot be worked out from its sums, and as few as possible are hidden."""

import contextlib
import tempfile

import numpy as np
import pytauargus
import pytest

from howff.sense.disclosure.tables import suppress_table

TABLE = np.array([[6, 14, 2], [3, 9, 7], [5, 6, 8]])


def by_tauargus(table: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
    """What the statistical offices' program hides first, and besides, in the best way it knows."""
    micro = [
        {"row": f"r{row}", "column": f"c{column}", "one": 1}
        for (row, column), people in np.ndenumerate(table)
        for _person in range(people)
    ]
    # It writes its logs beside whatever runs it.
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        made = pytauargus.protect(
            micro, ["row", "column"], "one", f"FREQ({k},0)", "OPT(1)", workdir=folder
        )
        rows = made.tables[0].rows
    status = {(one["row"], one["column"]): one["status"] for one in rows}
    assert not {"U", "M"} & {status["Total", f"c{one}"] for one in range(table.shape[1])}
    return tuple(
        np.array(
            [
                [status[f"r{row}", f"c{column}"] in which for column in range(table.shape[1])]
                for row in range(table.shape[0])
            ]
        )
        for which in ("U", "UM")
    )


@pytest.mark.parametrize("k", [5, 3])
def test_the_oracle_of_the_research(k: int) -> None:
    """Charity A's and B's leads and people of lived experience: values from tauargus."""
    hidden = np.array([[1, 0, 1], [1, 0, 1], [0, 0, 0]], dtype=bool)
    assert (suppress_table(TABLE, k) == hidden).all()
    assert (by_tauargus(TABLE, k)[1] == hidden).all()


def large_sums(rng: np.random.Generator, k: int) -> np.ndarray:
    """A table of which no sum is below k, so that tauargus hides none."""
    while True:
        shape = tuple(rng.integers(3, 7, 2))
        table = rng.poisson(rng.choice([3.0, 6.0, 12.0]), shape) + 1
        if min(table.sum(axis=0).min(), table.sum(axis=1).min()) >= 2 * k:
            return table


@pytest.mark.parametrize("seed", range(30))
def test_as_good_as_tauargus(seed: int) -> None:
    """The same cells first, and no more people hidden in all, on tables drawn by lot."""
    rng = np.random.default_rng(seed)
    k = int(rng.choice([3, 5]))
    table = large_sums(rng, k)
    primary, theirs = by_tauargus(table, k)
    ours = suppress_table(table, k)
    assert (primary == (table < k)).all()
    assert (ours & primary == primary).all()
    assert table[ours].sum() <= table[theirs].sum()
    assert not worked_out(table, ours)


def worked_out(table: np.ndarray, hidden: np.ndarray) -> list[tuple[int, ...]]:
    """Hidden cells that have but one value, by an independent solver over all sums."""
    from scipy.optimize import linprog

    cells = np.argwhere(hidden)
    sums = np.array(
        [
            (cells[:, axis] == line).astype(float)
            for axis in (0, 1)
            for line in range(table.shape[axis])
        ]
    )
    truth = table[hidden].astype(float)
    found = []
    for number, cell in enumerate(cells):
        goal = np.eye(len(cells))[number]
        ends = [linprog(s * goal, A_eq=sums, b_eq=sums @ truth).fun * s for s in (1, -1)]
        if ends[1] - ends[0] < 1e-7:
            found.append(tuple(cell.tolist()))
    return found


def test_what_hides_nothing() -> None:
    assert not suppress_table(np.array([[5, 0], [0, 7]]), 5).any()


def test_hiding_small_cells_alone_is_worked_out() -> None:
    assert worked_out(TABLE, TABLE < 3) == [(0, 2)]


def test_sums_that_tell_by_themselves() -> None:
    with pytest.raises(ValueError, match="a sum tells a small cell"):
        suppress_table(np.array([[2, 0], [0, 7]]), 5)
