"""Finds themes in what people wrote, keeping to what was decided; the machine only suggests."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from howff.consent.models import Audience
from howff.evidence.queries import Quote, quotes, texts
from howff.sense.embedding import Embedder, default_embedder
from howff.sense.themes import Said, Themes, find_themes
from howff.sensemaking.models import Analysis, Study
from howff.sensemaking.queries.decided import Span, constraints
from howff.sensemaking.queries.sources import said_in
from howff.sensemaking.queries.sureness import seconds_for
from howff.sensemaking.tasks.analyses import Asked, Told, Work
from howff.sensemaking.tasks.laying import Compact, Layout, chosen_level, compact, lay_out
from howff.sensemaking.tasks.vectors import embedded, missing_of

EMBEDDING = 0.75  # the share of the whole time that goes into turning words to numbers


@dataclass(frozen=True, slots=True)
class Found:
    """Themes, with the passages that they were found in as these were read."""

    themes: Themes
    spans: tuple[Span, ...]
    read: Mapping[int, str]
    unsaid: Mapping[tuple[int, Span], float]
    languages: tuple[str, ...]
    revision: int


def inputs(study: Study) -> dict[str, Any]:
    """Every passage that may be read by now, by number."""
    return {"passages": [passage for passage, _person in said_in(study.sources)]}


def seconds(study: Study, given: Mapping[str, Any]) -> float:
    """How long it will take: mostly for words that were never turned to numbers."""
    passages = given["passages"]
    new = missing_of(passages, default_embedder([study.language]))
    return seconds_for(len(passages), new)


def look(analysis: Analysis, told: Told, asked: Asked) -> Found:
    """Read what may be read, turn it to numbers, and find what goes together."""
    passages, said = _read(analysis)
    study = Study.objects.get(pk=analysis.study_id)
    languages = tuple(sorted({one.language for one in said})) or (study.language,)
    embedder = default_embedder(languages)
    made = embedded(passages, said, embedder, lambda share: told(share * EMBEDDING), asked)
    spans = tuple((passages[one.answer], one.start, one.end) for one in made.pieces)
    known = constraints(study, spans)
    themes = find_themes(
        said,
        pieces=made.pieces,
        vectors=made.vectors,
        embedder=embedder,
        decided=known.decided,
        seed=analysis.seed,
        progress=lambda share: told(EMBEDDING + share * (1 - EMBEDDING)),
        cancelled=asked,
    )
    _sign(analysis, embedder)
    texts_read = {pk: one.text for pk, one in zip(passages, said, strict=True)}
    return Found(themes, spans, texts_read, known.unsaid, languages, study.revision)


def keep(analysis: Analysis, found: Found) -> dict[str, Any]:
    """Lay out what was found, without words that were taken back or changed meanwhile."""
    study = Study.objects.get(pk=analysis.study_id)
    gone = _gone(study, found.read)
    result = compact(found.themes, found.spans, gone)
    number = chosen_level(study, result)
    level = result["levels"][number]
    as_found = [one.phrases for one in found.themes.levels[number].themes if one.pieces]
    phrases = phrases_of(level, result["pieces"]) if gone else as_found
    lay_out(study, analysis, Layout(level, result["pieces"], phrases, found.unsaid))
    about = {"passages": len(found.read) - len(gone), "languages": list(found.languages)}
    return {**result, **about, "revision": found.revision}


def lay_out_again(study: Study, analysis: Analysis) -> None:
    """Lay out another level of what was found before."""
    result = analysis.result or {}
    pieces = [tuple(piece) for piece in result["pieces"]]
    gone = set(dict.fromkeys(piece[0] for piece in pieces)) - set(dict(said_in(study.sources)))
    level = _without(result["levels"][chosen_level(study, result)], pieces, gone)
    phrases = phrases_of(level, pieces)
    lay_out(study, analysis, Layout(level, pieces, phrases, constraints(study, pieces).unsaid))


def phrases_of(level: Compact, pieces: Sequence[Span]) -> list[tuple[str, ...]]:
    """The phrases of a level's themes, from what may be read now."""
    from howff.sense.themes.phrases import Phrasebook  # noqa: PLC0415

    said = quotes(dict.fromkeys(piece[0] for piece in pieces), Audience.GROUP)
    book = Phrasebook(
        [
            said[passage].text[start:end] if passage in said else ""
            for passage, start, end in pieces
        ],
        [said[passage].language if passage in said else "en" for passage, _start, _end in pieces],
    )
    labels = np.full(len(pieces), -1)
    for number, theme in enumerate(level["themes"]):
        labels[theme["pieces"]] = number
    return book.of([(labels, len(level["themes"]))])[0]


WORK = Work(inputs=inputs, seconds=seconds, look=look, keep=keep)


def _read(analysis: Analysis) -> tuple[list[int], list[Said]]:
    """What was frozen, as far as it may still be read, with whose it is."""
    whose = dict(said_in(analysis.study.sources))
    frozen = [passage for passage in analysis.inputs["passages"] if passage in whose]
    words: dict[int, Quote] = quotes(frozen, Audience.GROUP)
    passages = [pk for pk in frozen if pk in words and not words[pk].withdrawn]
    return passages, [Said(whose[pk], words[pk].text, words[pk].language) for pk in passages]


def _sign(analysis: Analysis, embedder: Embedder) -> None:
    analysis.model, analysis.model_digest = embedder.name, embedder.digest


def _gone(study: Study, read: Mapping[int, str]) -> set[int]:
    """The passages that were taken back, hidden or said differently since they were read."""
    still = dict(said_in(study.sources))
    now = texts([pk for pk in read if pk in still], Audience.GROUP)
    return {pk for pk, text in read.items() if now.get(pk) != text}


def _without(level: Compact, pieces: Sequence[Span], gone: Collection[int]) -> Compact:
    """A level without the pieces of passages that are gone."""
    if not gone:
        return level
    themes = []
    for one in level["themes"]:
        pairs = zip(one["pieces"], one["confidences"], strict=True)
        kept = [(at, sure) for at, sure in pairs if pieces[at][0] not in gone]
        if kept:
            quote = one["quote"] if pieces[one["quote"]][0] not in gone else kept[0][0]
            numbers = {"pieces": [at for at, _ in kept], "confidences": [sure for _, sure in kept]}
            themes.append({**one, **numbers, "quote": quote})
    return {"themes": themes, "unsure": level["unsure"]}
