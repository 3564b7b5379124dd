"""Statements chosen so that people who are few are heard too.

Ranking by agreement lists what one large part of people likes, over and over. This list is chosen
so that each part of people that is large enough has a statement it backs.
"""

import numpy as np

from howff.sense.votes.cast import AGREE, Mask, Votes
from howff.sense.votes.ground import FEWEST
from howff.sense.votes.shapes import View

SIZE = 20


def minority_views(votes: Votes, size: int = SIZE) -> tuple[tuple[View, ...], int]:
    """Choose at most `size` statements, and count the people who back none of them.

    Greedy: next comes what most people back of those who back none so far, until fewer than one in
    `size` are left for any statement. So, whenever one in `size` of all people agreed with one
    statement that may be ranked, one of them at least agrees with a statement of the list
    (justified representation: Aziz and others, 2017, on greedy approval voting). Only votes that
    were cast count, as in Halpern, Kehne, Procaccia, Tucker-Foltz and Wuethrich, "Representation
    with Incomplete Votes" (AAAI 2023), who show that the promise holds for all only where each
    statement was shown to enough people, which is what `routing` sees to.
    """
    backs = (votes.value == AGREE) & _may_be_chosen(votes)[votes.statement]
    person, statement = votes.person[backs], votes.statement[backs]
    voted = np.unique(votes.person)
    heard = np.zeros(votes.people, np.bool_)
    backers, n = votes.of_statements(AGREE), votes.of_statements()
    chosen: list[View] = []
    for _ in range(size):
        new = np.bincount(statement[~heard[person]], minlength=votes.statements)
        best = int(new.argmax()) if new.size else 0
        if not new.size or not new[best] or new[best] * size < voted.size:
            break
        chosen.append(View(best, int(backers[best]), int(new[best]), int(n[best])))
        heard[person[statement == best]] = True
    return tuple(chosen), int((~heard[voted]).sum())


def _may_be_chosen(votes: Votes) -> Mask:
    enough: Mask = votes.of_statements() >= FEWEST
    return enough & votes.ranked
