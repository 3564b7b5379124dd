"""Findings as plain values, and back."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from howff.sense.votes.cast import Floats
from howff.sense.votes.shapes import (
    UNPLACED,
    Badge,
    Divide,
    End,
    Ground,
    Group,
    Groups,
    Picture,
    Standing,
    Telling,
    Verdict,
    View,
    VoteFindings,
    Why,
)

_DIGITS = 6


def to_json(
    findings: VoteFindings, people: Sequence[int], statements: Sequence[int]
) -> dict[str, Any]:
    """Give findings as plain values, with the real numbers of people and statements."""
    who = people or range(findings.people)
    what = statements or range(len(findings.statements))
    groups, picture = findings.groups, findings.picture
    values: dict[str, Any] = _rounded({
        "verdict": groups.verdict.value,
        "why": groups.why.value,
        "groups": [_group(i, each, what) for i, each in enumerate(groups.groups)],
        "people": [_person(i, one, findings) for i, one in enumerate(who)],
        "common_ground": [_told(each, what) for each in findings.common_ground],
        "common_refusal": [_told(each, what) for each in findings.common_refusal],
        "divisive": [_told(each, what) for each in findings.divisive],
        "minority": [_told(each, what) for each in findings.minority],
        "unbacked": findings.unbacked,
        "too_few": [what[one] for one in findings.too_few],
        "statements": [
            {"id": what[i], "ranked": bool(findings.ranked[i]), **_counts(each)}
            for i, each in enumerate(findings.statements)
        ],
        "map": {"share": picture.share, "ends": [_told(each, what) for each in picture.ends]},
        "log_loss": findings.log_loss,
        "plain_loss": findings.plain_loss,
        "losses": groups.losses,
        "line_loss": groups.line_loss,
        "stability": groups.stability,
        "badge": groups.badge.value,
        "sure": groups.sure,
        "votes": findings.votes,
        "seed": findings.seed,
    })  # fmt: skip
    return values


def _group(number: int, group: Group, what: Sequence[int]) -> dict[str, Any]:
    telling = [_told(each, what) for each in group.telling]
    return {
        "id": number, "people": group.people, "expected": group.expected, "telling": telling
    }  # fmt: skip


def _person(place: int, number: int, findings: VoteFindings) -> dict[str, Any]:
    groups, picture = findings.groups, findings.picture
    group = int(groups.member[place])
    on = bool(picture.on[place])
    return {
        "id": number,
        "group": None if group == UNPLACED else group,
        "probabilities": groups.probabilities[place].tolist(),
        "x": float(picture.x[place]) if on else None,
        "y": float(picture.y[place]) if on else None,
    }


def _told(one: Divide | End | Ground | Telling | View, what: Sequence[int]) -> dict[str, Any]:
    """Give something told of a statement, with its real number."""
    values = asdict(one) | {"statement": what[one.statement]}
    if isinstance(one, Telling):
        values["n"] = one.n
    return values


def _counts(standing: Standing) -> dict[str, int]:
    return asdict(standing) | {"n": standing.n}


def _rounded(value: Any) -> Any:
    """Keep six digits, so that the same findings are the same bytes everywhere."""
    if isinstance(value, float):
        return round(value, _DIGITS) + 0.0
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    return [_rounded(each) for each in value] if isinstance(value, (list, tuple)) else value


def from_json(values: dict[str, Any]) -> VoteFindings:
    """Read findings back; people and statements are in the order they are told in."""
    place = {one["id"]: i for i, one in enumerate(values["statements"])}
    return VoteFindings(
        people=len(values["people"]),
        votes=values["votes"],
        statements=tuple(_standing(each) for each in values["statements"]),
        ranked=np.array([one["ranked"] for one in values["statements"]], np.bool_),
        groups=_read_groups(values, place),
        picture=_read_picture(values, place),
        common_ground=tuple(Ground(**_parts(each, place)) for each in values["common_ground"]),
        common_refusal=tuple(Ground(**_parts(each, place)) for each in values["common_refusal"]),
        divisive=tuple(Divide(**_parts(each, place)) for each in values["divisive"]),
        minority=tuple(View(**_parts(each, place)) for each in values["minority"]),
        unbacked=values["unbacked"],
        too_few=tuple(place[one] for one in values["too_few"]),
        log_loss=values["log_loss"],
        plain_loss=values["plain_loss"],
        seed=values["seed"],
    )


def _standing(values: dict[str, Any]) -> Standing:
    return Standing(values["agree"], values["disagree"], values["passed"])


def _parts(values: dict[str, Any], place: dict[int, int]) -> dict[str, Any]:
    """Give the values of something told of a statement, by its place."""
    read = values | {"statement": place[values["statement"]]}
    if "standings" in read:
        read["standings"] = tuple(_standing(each) for each in read["standings"])
    return read


def _read_groups(values: dict[str, Any], place: dict[int, int]) -> Groups:
    people = values["people"]
    chances = [one["probabilities"] for one in people]
    member = [UNPLACED if one["group"] is None else one["group"] for one in people]
    return Groups(
        verdict=Verdict(values["verdict"]),
        why=Why(values["why"]),
        groups=tuple(_read_group(each, place) for each in values["groups"]),
        member=np.array(member, np.int64),
        probabilities=np.array(chances, np.float64).reshape(len(people), len(values["groups"])),
        stability=values["stability"],
        badge=Badge(values["badge"]),
        sure=values["sure"],
        losses=tuple(values["losses"]),
        line_loss=values["line_loss"],
    )


def _read_group(values: dict[str, Any], place: dict[int, int]) -> Group:
    telling = []
    for each in values["telling"]:
        read = _parts(each, place) | {"standing": _standing(each["standing"])}
        read.pop("n")
        telling.append(Telling(**read))
    return Group(values["people"], values["expected"], tuple(telling))


def _read_picture(values: dict[str, Any], place: dict[int, int]) -> Picture:
    people, told = values["people"], values["map"]
    first, second = told["share"]
    return Picture(
        x=_numbers([one["x"] for one in people]),
        y=_numbers([one["y"] for one in people]),
        on=np.array([one["x"] is not None for one in people], np.bool_),
        share=(first, second),
        ends=tuple(End(**_parts(each, place)) for each in told["ends"]),
    )


def _numbers(values: Sequence[float | None]) -> Floats:
    return np.array([each or 0.0 for each in values], np.float64)
