"""Findings put back in the order in which people and statements came."""

from dataclasses import replace

import numpy as np

from howff.sense.votes.canonical import Canonical
from howff.sense.votes.shapes import (
    Divide,
    End,
    Ground,
    Group,
    Groups,
    Picture,
    Telling,
    View,
    VoteFindings,
)

type _Told = Divide | End | Ground | Telling | View


def restored(found: VoteFindings, ordered: Canonical, seed: int) -> VoteFindings:
    """Give people and statements the places that they came with."""
    back = _Back(ordered)
    return replace(
        found,
        statements=tuple(found.statements[i] for i in np.argsort(ordered.statements)),
        ranked=found.ranked[np.argsort(ordered.statements)],
        groups=back.groups(found.groups),
        picture=back.picture(found.picture),
        common_ground=back.statements(found.common_ground),
        common_refusal=back.statements(found.common_refusal),
        divisive=back.statements(found.divisive),
        minority=back.statements(found.minority),
        too_few=tuple(sorted(int(ordered.statements[one]) for one in found.too_few)),
        seed=seed,
    )


class _Back:
    """The way back from an order."""

    def __init__(self, ordered: Canonical) -> None:
        """Remember where everybody came from."""
        self.came = ordered.statements
        self.people = np.argsort(ordered.people)

    def statements[T: _Told](self, told: tuple[T, ...]) -> tuple[T, ...]:
        """Give what was told of statements their own places."""
        return tuple(replace(one, statement=int(self.came[one.statement])) for one in told)

    def groups(self, groups: Groups) -> Groups:
        """Give groups with people in the order they came."""
        told: tuple[Group, ...] = tuple(
            replace(one, telling=self.statements(one.telling)) for one in groups.groups
        )
        return replace(
            groups,
            groups=told,
            member=groups.member[self.people],
            probabilities=groups.probabilities[self.people],
        )

    def picture(self, picture: Picture) -> Picture:
        """Give the map with people in the order they came."""
        x, y, on = picture.x[self.people], picture.y[self.people], picture.on[self.people]
        return replace(picture, x=x, y=y, on=on, ends=self.statements(picture.ends))
