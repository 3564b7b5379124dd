"""Turns passages into numbers once for each model, and keeps them as long as the words stay."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import batched

import numpy as np
from django.db import transaction

from howff.evidence.models import Passage, PassageState
from howff.sense.embedding import Embedder, Stopped, Vectors, embed_texts
from howff.sense.themes import Piece, Said, pieces_of
from howff.sensemaking.models import Vector
from howff.sensemaking.tasks.analyses import Asked, Told

AT_ONCE = 512
ASKED = 5000
SOME_WORDS = "some words"

type Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Embedded:
    """The pieces of all that was said, and a row of numbers for each."""

    pieces: tuple[Piece, ...]
    vectors: Vectors


def embedded(
    passages: Sequence[int], said: Sequence[Said], embedder: Embedder, told: Told, asked: Asked
) -> Embedded:
    """Give the numbers of every piece; what this model made before is taken from the store."""
    pieces = pieces_of(said)
    if not embedder.lasting:
        texts = [said[one.answer].text[one.start : one.end] for one in pieces]
        return Embedded(pieces, embed_texts(texts, embedder, told, asked))
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for one in pieces:
        spans[one.answer].append((one.start, one.end))
    cut = {answer: tuple(some) for answer, some in spans.items()}
    found = _stored(passages, cut, embedder)
    missing = [answer for answer in cut if answer not in found]
    for done, some in enumerate(batched(missing, AT_ONCE)):
        if asked():
            raise Stopped
        found |= _made(some, passages, said, cut, embedder)
        told(min(1.0, (done + 1) * AT_ONCE / len(missing)))
    rows = [found[answer] for answer in sorted(cut)]
    return Embedded(pieces, np.concatenate(rows) if rows else np.zeros((0, 1), np.float32))


def missing_of(passages: Sequence[int], embedder: Embedder) -> int:
    """How many of these passages this model has not made numbers of."""
    if not embedder.lasting:
        return len(passages)
    have = Vector.objects.filter(model_digest=embedder.digest)
    kept = sum(have.filter(passage__in=some).count() for some in batched(passages, ASKED))
    return len(passages) - kept


def _stored(
    passages: Sequence[int], cut: dict[int, Spans], embedder: Embedder
) -> dict[int, Vectors]:
    """What was kept of these answers, where they are still cut in the same way."""
    answer = {passages[one]: one for one in cut}
    found: dict[int, Vectors] = {}
    for some in batched(answer, ASKED):
        rows = Vector.objects.filter(passage__in=some, model_digest=embedder.digest)
        for passage, spans, data in rows.values_list("passage", "spans", "data"):
            here = answer[passage]
            if tuple(map(tuple, spans)) == cut[here]:
                kept = np.frombuffer(bytes(data), np.float16).reshape(len(spans), -1)
                found[here] = kept.astype(np.float32)
    return found


def _made(
    answers: Sequence[int],
    passages: Sequence[int],
    said: Sequence[Said],
    cut: dict[int, Spans],
    embedder: Embedder,
) -> dict[int, Vectors]:
    """Embed some answers and keep their numbers; kept or not, they are the same."""
    texts = [said[one].text[start:end] for one in answers for start, end in cut[one]]
    # Some words go along, so that signs alone get rows of the same width.
    rows = embed_texts([*texts, SOME_WORDS], embedder)[:-1].astype(np.float16)
    ends = np.cumsum([len(cut[one]) for one in answers])[:-1]
    parts = dict(zip(answers, np.split(rows, ends), strict=True))
    _keep(parts, passages, said, cut, embedder)
    return {one: part.astype(np.float32) for one, part in parts.items()}


@transaction.atomic
def _keep(
    parts: dict[int, np.ndarray],
    passages: Sequence[int],
    said: Sequence[Said],
    cut: dict[int, Spans],
    embedder: Embedder,
) -> None:
    """Keep numbers of words that are still said: what was taken back meanwhile leaves nothing."""
    numbers = [passages[one] for one in parts]
    rows = Passage.objects.select_for_update().filter(pk__in=numbers, state=PassageState.PUBLISHED)
    now = dict(rows.values_list("pk", "text"))
    still = [one for one in parts if now.get(passages[one]) == said[one].text]
    Vector.objects.bulk_create(
        (
            Vector(
                passage_id=passages[one],
                model_digest=embedder.digest,
                spans=cut[one],
                data=parts[one].tobytes(),
            )
            for one in still
        ),
        update_conflicts=True,
        unique_fields=["passage", "model_digest"],
        update_fields=["spans", "data"],
    )
