"""Sets themes of several conversations and rounds side by side: what is alike, what lasts."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from howff.sense.words import cloud

ALIKE_IN_MEANING = 0.6
ALIKE_IN_WORDS = 0.4


@dataclass(frozen=True, slots=True)
class Seen:
    """A theme as it was found in one place.

    `centre` is the mean of its vectors, empty where there are none; two centres are compared only
    where `model` is the same. `words` are its name and its phrases.
    """

    key: Hashable
    place: Hashable
    words: tuple[str, ...]
    centre: tuple[float, ...] = ()
    model: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two themes of different places that may be the same; `likeness` is 0 to 1.

    `by_meaning` says whether vectors were compared, or only the words that both share.
    """

    one: Hashable
    other: Hashable
    likeness: float
    by_meaning: bool


class Course(StrEnum):
    """How a theme fares over a series."""

    ONCE = "once"
    LASTING = "lasting"
    NEW = "new"
    QUIET = "quiet"
    RETURNED = "returned"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Life:
    """A theme over a series: how many people spoke of it each time, of how many who answered.

    `people` is None where fewer than `k` spoke of it, 0 where it did not come up. `course` is
    UNKNOWN where what is hidden decides.
    """

    people: tuple[int | None, ...]
    answered: tuple[int, ...]
    course: Course

    @property
    def shares(self) -> tuple[float | None, ...]:
        """The share of those who answered, each time; None where it is hidden."""
        return tuple(
            None if n is None else (n / of if of else 0.0)
            for n, of in zip(self.people, self.answered, strict=True)
        )


def centre_of(vectors: ArrayLike) -> tuple[float, ...]:
    """Give the mean direction of vectors (rows), of length 1; empty where there is none."""
    rows = np.atleast_2d(np.asarray(vectors, dtype=np.float64))
    mean = rows.mean(axis=0) if rows.size else np.zeros(0)
    length = float(np.linalg.norm(mean))
    return tuple((mean / length).tolist()) if length > 1e-9 else ()


def alike(themes: Iterable[Seen]) -> list[Pair]:
    """Suggest which themes of different places are the same, the most alike first.

    Two themes are compared by the cosine of their centres, or, where a model is missing, by the
    share of words that both have (Dice 1945). A theme is suggested at most once for each other
    place: with the theme there that is most like it.
    """
    rows = list(themes)
    said = _words({one.key: one.words for one in rows})
    pairs = [
        _pair(one, other, said) for one, other in combinations(rows, 2) if one.place != other.place
    ]
    good = [one for one in pairs if one.likeness >= _enough(one)]
    places = {one.key: one.place for one in rows}
    taken: set[tuple[Hashable, Hashable]] = set()
    found = []
    for pair in sorted(good, key=lambda one: -one.likeness):
        ends = {(pair.one, places[pair.other]), (pair.other, places[pair.one])}
        if not ends & taken:
            taken |= ends
            found.append(pair)
    return found


def life(people: Sequence[int], answered: Sequence[int], k: int = 5) -> Life:
    """Say how a theme fares; `people` spoke of it each time, 0 where it did not come up.

    Numbers below `k` are hidden, and so is a course that would tell whether they are nought.
    """
    shown = tuple(n if n == 0 or n >= k else None for n in people)
    return Life(shown, tuple(answered), _course(shown))


def least_like(vectors: ArrayLike, examples: Sequence[int]) -> list[int]:
    """Order rows from least to most like the mean of the examples, without the examples.

    The nearest thing to a voice against it that a machine can find in texts about one matter:
    it cannot tell whether they say otherwise, so a person reads them. Empty rows are left out.
    """
    rows = np.atleast_2d(np.asarray(vectors, dtype=np.float64))
    chosen = list(examples) or list(range(len(rows)))
    centre = np.asarray(centre_of(rows[chosen]))
    if not centre.size:
        return []
    likeness: NDArray[np.float64] = rows @ centre
    said = np.linalg.norm(rows, axis=1) > 1e-9
    left = [at for at in range(len(rows)) if said[at] and at not in set(examples)]
    return sorted(left, key=lambda at: (float(likeness[at]), at))


def word_rows(texts: Sequence[str]) -> NDArray[np.float64]:
    """Give a row of length 1 for the words of each text, where there are no vectors of a model."""
    said = _words({at: (text,) for at, text in enumerate(texts)})
    known = sorted({word for words in said.values() for word in words})
    place = {word: at for at, word in enumerate(known)}
    rows = np.zeros((len(texts), max(len(known), 1)))
    for at in range(len(texts)):
        rows[at, [place[word] for word in said[at]]] = 1
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.divide(rows, lengths, out=rows, where=lengths > 0)


def _words(texts: Mapping[Hashable, Sequence[str]]) -> dict[Hashable, frozenset[str]]:
    """Give the single words of each, joined over all of them as the cloud joins them."""
    parts = {key: [part for text in some for part in text.split()] for key, some in texts.items()}
    every = cloud((0, part) for some in parts.values() for part in some)
    joined = {form: word.text for word in every for form in word.forms}
    return {
        key: frozenset(joined[word.text] for word in cloud((0, part) for part in some))
        for key, some in parts.items()
    }


def _pair(one: Seen, other: Seen, said: Mapping[Hashable, frozenset[str]]) -> Pair:
    if one.centre and other.centre and one.model == other.model:
        cosine = float(np.dot(one.centre, other.centre))
        return Pair(one.key, other.key, round(min(max(cosine, 0.0), 1.0), 6), by_meaning=True)
    ours, theirs = said[one.key], said[other.key]
    both = len(ours) + len(theirs)
    dice = 2 * len(ours & theirs) / both if both else 0.0
    return Pair(one.key, other.key, dice, by_meaning=False)


def _enough(pair: Pair) -> float:
    return ALIKE_IN_MEANING if pair.by_meaning else ALIKE_IN_WORDS


def _course(people: Sequence[int | None]) -> Course:
    """Read a course from what is shown."""
    if any(n is None for n in people):
        return Course.UNKNOWN
    came = [bool(n) for n in people]
    if sum(came) <= 1:
        return Course.NEW if len(came) > 1 and came[-1] else Course.ONCE
    if all(came):
        return Course.LASTING
    first, last = came.index(True), len(came) - 1 - came[::-1].index(True)
    if not all(came[first : last + 1]):
        return Course.RETURNED
    return Course.QUIET if last < len(came) - 1 else Course.NEW
