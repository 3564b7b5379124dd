"""Seeks the voice against a finding: what was said about the same matter and is least like it."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from howff.consent.models import Audience
from howff.evidence.queries import quotes, texts
from howff.sense.series import least_like, word_rows
from howff.sensemaking.models import Finding, GroundsKind, Vector
from howff.sensemaking.queries.grounds import Voice
from howff.sensemaking.queries.inside import inside
from howff.sensemaking.queries.origins import origins_of, told
from howff.sensemaking.queries.sources import said_in

MOST_READ = 400
MOST_OFFERED = 5


def against(finding: Finding, *, untold: bool = True) -> list[Voice]:
    """Passages that a person should read before accepting; the machine cannot tell what they mean.

    They come from the finding's themes and from what else was answered where its quotes were said,
    without those it rests on already, those least like its quotes first.
    """
    rows = list(finding.grounds.select_related("theme"))
    chosen = [one.passage_id for one in rows if one.kind == GroundsKind.PASSAGE and one.passage_id]
    counters = {one.passage_id for one in rows if one.kind == GroundsKind.COUNTER}
    near = [pk for pk in _near(finding, chosen) if pk not in counters]
    order = _least_like([*chosen, *near][: MOST_READ + len(chosen)], len(chosen))
    words, origins = quotes(order, Audience.GROUP), origins_of(order)
    open_ = told(one.name for one in origins.values())
    found = [
        Voice(0, words[pk], origins[pk])
        for pk in order
        if pk in words and not words[pk].withdrawn and (untold or origins[pk].name in open_)
    ]
    return found[:MOST_OFFERED]


def _near(finding: Finding, chosen: Sequence[int]) -> list[int]:
    """What was said about the same matter, in the themes first, without the finding's quotes."""
    themes = finding.grounds.filter(kind=GroundsKind.THEME).values_list("theme", flat=True)
    held = inside(pk for pk in themes if pk)
    found = dict.fromkeys(pk for some in held.values() for pk in some)
    if not found:
        names = sorted({one.name for one in origins_of(chosen).values() if one.name})
        found = dict.fromkeys(pk for pk, _whose in said_in(names))
    return [pk for pk in found if pk not in set(chosen)]


def _least_like(passages: Sequence[int], examples: int) -> list[int]:
    """Order what follows the examples, by vectors where all have them, else by their words."""
    said = texts(passages, Audience.GROUP)
    kept = [pk for pk in passages if said.get(pk)]
    first = [at for at, pk in enumerate(kept) if pk in set(passages[:examples])]
    rows = _vectors(kept)
    if rows is None:
        rows = word_rows([said[pk] for pk in kept]) if kept else np.zeros((0, 1))
    return [kept[at] for at in least_like(rows, first)]


def _vectors(passages: Sequence[int]) -> NDArray[np.float64] | None:
    """The mean of each passage's vectors of the commonest model; None where one is missing."""
    rows = list(Vector.objects.filter(passage__in=passages))
    models = Counter(one.model_digest for one in rows)
    if not models or models.most_common(1)[0][1] < len(passages):
        return None
    model = models.most_common(1)[0][0]
    found = {one.passage_id: vector_of(one) for one in rows if one.model_digest == model}
    return np.stack([found[pk] for pk in passages])


def vector_of(one: Vector) -> NDArray[np.float64]:
    """A passage as one direction: the mean of its pieces."""
    pieces = np.frombuffer(one.data, dtype=np.float16).astype(np.float64)
    return np.asarray(pieces.reshape(max(len(one.spans), 1), -1).mean(axis=0))
