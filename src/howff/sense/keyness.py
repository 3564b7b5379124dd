"""Finds the words that people of one group use more than the others, counted by people."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import erfc, log, log2, sqrt

from howff.sense.smallnumbers import merge_small
from howff.sense.words import cloud

OTHER = "\0other"


@dataclass(frozen=True, slots=True)
class Key:
    """A word that a group uses more than the others.

    `people` of the group and `rest` of the others said it. `likelihood` is G2, `ratio` the log
    ratio: 1 is twice as common in the group, 2 four times. All are None where fewer than `k` of the
    others said it, because subtraction would then tell of single people.
    """

    text: str
    people: int | None = None
    rest: int | None = None
    likelihood: float | None = None
    ratio: float | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A group of at least `k` people, and its words, the surest first."""

    name: str
    people: int
    words: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Keyness:
    """What groups say more than others; `people` spoke, `hidden` are in groups too small to show.

    `tried` words were compared, and `expected` is the share of false alarms that is accepted.
    """

    groups: tuple[Group, ...]
    people: int
    hidden: int
    tried: int
    expected: float


def likelihood(inside: int, group: int, outside: int, others: int) -> float:
    """Give G2 for a word that `inside` of `group` people said and `outside` of `others`.

    Dunning (1993), Accurate methods for the statistics of surprise and coincidence, Computational
    Linguistics 19(1), 61-74: twice the sum of O ln(O / E) over the four cells of the table. Where
    a word is rare, as in whole corpora, it is near the two-cell sum of Rayson and Garside (2000).
    """
    table = ((inside, outside), (group - inside, others - outside))
    return 2 * sum(
        seen * log(seen * (group + others) / (sum(row) * size))
        for row in table
        for seen, size in zip(row, (group, others), strict=True)
        if seen
    )


def log_ratio(inside: int, group: int, outside: int, others: int) -> float:
    """Give how many times over a share doubles: Hardie (2014), with a half in place of nought."""
    return log2(((inside or 0.5) / group) / ((outside or 0.5) / others))


def keyness(
    said: Iterable[tuple[Hashable, str, str]],
    language: str = "en",
    *,
    k: int = 5,
    false_alarms: float = 0.05,
) -> Keyness:
    """Give the words of each group that differ from the others by more than chance.

    `said` are (person, group, text); a person belongs to the group that they are first given with,
    and to none where it is empty. Words are those of the cloud: joined, and counted by people. Only
    words that at least `k` people of a group of at least `k` said are looked at, only beside at
    least `k` others, and only those that they say more often. Of all that are looked at, those are
    given that keep the share of false alarms below `false_alarms` (Benjamini and Hochberg 1995,
    on the upper tail of chi-squared with one degree of freedom).
    """
    answers = list(said)
    belongs: dict[Hashable, str] = {}
    for person, group, _ in answers:
        belongs.setdefault(person, group)
    sizes = _sizes(belongs, k)
    tried = {
        name: _tried(name, answers, belongs, language, k)
        for name, size in sizes.items()
        if len(belongs) - size >= k
    }
    least = _least([sure for some in tried.values() for sure, _ in some], false_alarms)
    groups = [
        Group(name, sizes[name], tuple(key for sure, key in some if sure >= least))
        for name, some in tried.items()
    ]
    return Keyness(
        groups=tuple(groups),
        people=len(belongs),
        hidden=len(belongs) - sum(one.people for one in groups),
        tried=sum(map(len, tried.values())),
        expected=false_alarms,
    )


def _sizes(belongs: Mapping[Hashable, str], k: int) -> dict[str, int]:
    """Give the groups that may be shown, largest first; those without a name are among the rest."""
    counted: dict[str, int] = {}
    for group in belongs.values():
        counted[group or OTHER] = counted.get(group or OTHER, 0) + 1
    return {one.name: one.people for one in merge_small(counted, k, OTHER) if one.name != OTHER}


def _tried(
    name: str,
    answers: Sequence[tuple[Hashable, str, str]],
    belongs: Mapping[Hashable, str],
    language: str,
    k: int,
) -> list[tuple[float, Key]]:
    """Compare the words of one group with everybody else's, the surest first, with their G2."""
    group = sum(one == name for one in belongs.values())
    ours = cloud(((who, text) for who, _, text in answers if belongs[who] == name), language)
    rest = cloud(((who, text) for who, _, text in answers if belongs[who] != name), language)
    elsewhere = {form: word.people for word in rest for form in word.forms}
    found = []
    for word in ours:
        inside = (word.people, group)
        outside = (max(elsewhere.get(form, 0) for form in word.forms), len(belongs) - group)
        if word.people >= k and inside[0] * outside[1] > outside[0] * inside[1]:
            found.append((likelihood(*inside, *outside), _key(word.text, inside, outside, k)))
    return sorted(found, key=lambda one: (-one[0], one[1].text))


def _key(text: str, inside: tuple[int, int], outside: tuple[int, int], k: int) -> Key:
    """Give a word with its figures; without them where they could tell of few people."""
    if outside[0] < k:
        return Key(text)
    sure = likelihood(*inside, *outside)
    return Key(text, inside[0], outside[0], sure, log_ratio(*inside, *outside))


def _least(found: list[float], false_alarms: float) -> float:
    """Give the smallest G2 that is still surprising among so many (Benjamini and Hochberg)."""
    ordered = sorted(found, reverse=True)
    chances = [erfc(sqrt(one / 2)) for one in ordered]
    good = [
        one
        for rank, (one, chance) in enumerate(zip(ordered, chances, strict=True), 1)
        if chance <= false_alarms * rank / len(ordered)
    ]
    return min(good, default=float("inf"))
