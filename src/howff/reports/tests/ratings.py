"""Invented ratings, and the stock that a report tells of them."""

from collections.abc import Sequence

import numpy as np

from howff.instruments.definitions import built_in
from howff.reports.document import Saying
from howff.reports.rounds.stock import Meeting, Need, Promise, Settled, Stock
from howff.sense.rounds.analysis import analyse
from howff.sense.rounds.figures import Group, Ratings

PULSE = built_in("pulse")
NAMES = ("Lantern Trust", "Harbour Health Board", "Quayside Carers", "Saltmarket Shed")
PLACES = ("Front line", "Leader", "Carer")
FIVE = (9, 8, 6, 2)


def ratings_of(rows: Sequence[Sequence[int]]) -> Ratings:
    """Ratings from rows of organisation, place, and a rating for each principle."""
    items = PULSE.items()
    table = np.array(rows, dtype=np.int32).reshape(len(rows), 2 + len(items))
    return Ratings(
        items=items,
        organisations=tuple(Group(f"o{at}", name, 9) for at, name in enumerate(NAMES)),
        places=tuple(Group(f"p{at}", name) for at, name in enumerate(PLACES)),
        values=table[:, 2:].astype(np.int8),
        organisation=table[:, 0],
        place=table[:, 1],
        returns={"o3": {items[0].id: 2}},
    )


def invented(people: Sequence[int] = FIVE, seed: int = 1) -> Ratings:
    """So many people of each organisation, who rate by chance."""
    random = np.random.default_rng(seed)
    who = [organisation for organisation, number in enumerate(people) for _ in range(number)]
    return ratings_of(
        [
            (organisation, random.integers(0, 3), *random.choice([-3, -1, 1, 2, 3, 4, 4, 5], 5))
            for organisation in who
        ]
    )


def stock_of(ratings: Ratings, *, outside: bool = False) -> Stock:
    """What may be told of these ratings, with a workshop and promises."""
    figures = analyse(ratings)
    if outside:
        figures = analyse(ratings, 10, within=figures)
    first = ratings.items[0]
    said = Saying("I see it otherwise.", "a participant")
    settled = Settled(title=first.title, agreed=3, levels=5, reason="Half.", dissents=(said,))
    return Stock(
        title="Where we stand",
        figures=figures,
        outside=outside,
        definition=PULSE,
        words={first.id: (Saying("Ask us first.", "a participant"),)},
        meetings=(Meeting(title="Our workshop", people=9, settled=(settled,)),),
        needs=(Need("The whole sector or system", "Longer contracts"),),
        promises=(Promise(title="Share a calendar", who="Ben", status="Agreed"),),
    )
