"""`python -m benchmarks.sense.themes`: what finding themes costs, and how near it comes to people.

Each line is measured in a process of its own. Labelled sets may not be shipped: they are read from
the paths given, and left out without them.
"""

import json
import os
import resource
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from benchmarks.sense.answers import Labelled, argkp, banking77, planted
from howff.sense.embedding import MiniLM, Vectors, WordCounts, embed_texts
from howff.sense.themes import Decided, Said, find_themes, pieces_of, place, prototypes

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "build" / "benchmark-sense"
PEER = ROOT / "build" / "benchmark-sense-peer"
SHOTS = (0, 1, 3, 5, 10)


def main() -> int:
    """Measure what was asked for, each in a fresh process, and print a line of JSON for each."""
    command = ArgumentParser(prog="python -m benchmarks.sense.themes", description=__doc__)
    command.add_argument("--only", choices=list(MEASUREMENTS), nargs="+", metavar="NAME")
    command.add_argument("--one", choices=list(MEASUREMENTS), help="measure it in this process")
    command.add_argument("--banking77", type=Path, metavar="FILE")
    command.add_argument("--argkp", type=Path, metavar="FOLDER")
    options = command.parse_args()
    if options.one:
        for row in MEASUREMENTS[options.one](options):
            print(json.dumps({"measured": options.one} | row), flush=True)
        return 0
    for name in options.only or MEASUREMENTS:
        given = [*("--banking77", options.banking77), *("--argkp", options.argkp)]
        typed = [
            str(one)
            for pair in zip(given[::2], given[1::2], strict=True)
            if pair[1]
            for one in pair
        ]
        program = [sys.executable, "-m", "benchmarks.sense.themes", "--one", name, *typed]
        subprocess.run(program, check=True, cwd=ROOT)
    return 0


def embedding(_: Namespace) -> Iterator[dict[str, Any]]:
    """Embed 10,000 short answers, once."""
    texts = planted(10_000).texts
    vectors, cost = _cost(lambda: embed_texts(texts, MiniLM()))
    KEPT.mkdir(parents=True, exist_ok=True)
    np.save(KEPT / "planted.npy", vectors)
    yield {"answers": len(texts), **cost}


def clustering(_: Namespace) -> Iterator[dict[str, Any]]:
    """Find the themes of 10,000 embedded answers: all levels, stability, phrases and quotes."""
    given, vectors = planted(10_000), _planted_vectors()
    _found(Labelled(given.texts[:300], given.labels[:300]), vectors[:300])  # the imports
    (labels, levels), cost = _cost(lambda: _found(given, vectors))
    yield {"answers": 10_000, "levels": levels, **_quality(given, labels), **cost}


def many(_: Namespace) -> Iterator[dict[str, Any]]:
    """Find the themes of 100,000 answers by approximate neighbours."""
    few, vectors = planted(10_000), _planted_vectors()
    lots = np.random.default_rng(0)
    noisy = np.empty((100_000, vectors.shape[1]), np.float32)
    for start in range(0, 100_000, 10_000):
        noisy[start : start + 10_000] = vectors + 0.02 * lots.standard_normal(vectors.shape)
    noisy /= np.linalg.norm(noisy, axis=1, keepdims=True)
    texts = [f"{text} and {again}" for again in range(10) for text in few.texts]
    given = Labelled(tuple(texts), few.labels * 10)
    (labels, levels), cost = _cost(lambda: _found(given, noisy))
    yield {"answers": 100_000, "levels": levels, **_quality(given, labels), **cost}


def bertopic(options: Namespace) -> Iterator[dict[str, Any]]:
    """BERTopic on the same vectors, planted and, where given, labelled."""
    yield {"set": "planted", **_peer(planted(10_000), _planted_vectors())}
    if options.banking77:
        given = banking77(options.banking77)
        yield {"set": "banking77", **_peer(given, embed_texts(given.texts, MiniLM()))}
    if options.argkp:
        yield from _means("bertopic", argkp(options.argkp), _peer)


def quality(options: Namespace) -> Iterator[dict[str, Any]]:
    """How near the themes come to those that people gave, with the model and with words alone."""
    sets = {"planted-1000": planted(1_000)}
    sets |= {"banking77": banking77(options.banking77)} if options.banking77 else {}
    for name, given in sets.items():
        for embedder in (MiniLM(), WordCounts()):
            vectors = embed_texts(given.texts, embedder)
            row = _quality(given, _found(given, vectors)[0])
            yield {"set": name, "embedder": embedder.name, **row}
    for topics in [argkp(options.argkp)] if options.argkp else []:
        for embedder in (MiniLM(), WordCounts()):
            yield from _means(embedder.name, topics, _ours(embedder))


def examples(options: Namespace) -> Iterator[dict[str, Any]]:
    """Place answers in themes of which people confirmed a few examples."""
    sets = argkp(options.argkp) if options.argkp else {"planted": planted(1_000)}
    for shots in SHOTS:
        scores = [_placed_f1(given, shots, draw) for given in sets.values() for draw in range(5)]
        yield {"sets": list(sets)[:1], "examples": shots, "weighted_f1": round(np.mean(scores), 3)}


def _ours(embedder: Any) -> Callable[[Labelled, Vectors], dict[str, Any]]:
    return lambda given, _: _quality(given, _found(given, embed_texts(given.texts, embedder))[0])


def _means(
    name: str, topics: dict[str, Labelled], measure: Callable[[Labelled, Vectors], dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Give the means over all questions."""
    rows = [measure(one, embed_texts(one.texts, MiniLM())) for one in topics.values()]
    means = {key: round(float(np.mean([row[key] for row in rows])), 3) for key in ("ami", "ari")}
    yield {"set": "argkp", "questions": len(rows), "by": name, **means}


def _placed_f1(given: Labelled, shots: int, draw: int) -> float:
    """Place what was not drawn as an example in the theme that it is most like."""
    from sklearn.metrics import f1_score

    names = sorted(set(given.labels))
    vectors, named = _embedded(given.texts), _embedded(tuple(names))
    mixed = Random(draw).sample(range(len(given.texts)), len(given.texts))
    chosen = [[at for at in mixed if given.labels[at] == name][:shots] for name in names]
    decided = [Decided(key, name, tuple(chosen[key])) for key, name in enumerate(names)]
    known = prototypes(named, decided, vectors)
    rest = sorted({*mixed} - {at for some in chosen for at in some})
    guessed = place(vectors[rest], known).likeness.argmax(axis=1)
    return float(
        f1_score([names.index(given.labels[at]) for at in rest], guessed, average="weighted")
    )


def _found(given: Labelled, vectors: Vectors) -> tuple[list[int], list[int]]:
    """Give each answer's theme at the suggested level, and the levels' numbers of themes."""
    said = [Said(person, text) for person, text in enumerate(given.texts)]
    pieces = pieces_of(said)
    themes = find_themes(said, pieces=pieces, vectors=vectors, embedder=WordCounts())
    labels = [-1] * len(pieces)
    for at, theme in enumerate(themes.best.themes):
        for piece in theme.pieces:
            labels[piece] = at
    return labels, [len(level.themes) for level in themes.levels]


def _quality(given: Labelled, labels: list[int]) -> dict[str, Any]:
    """Compare with what people said: 1 is the same, 0 is chance."""
    from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

    return {
        "themes": len({*labels} - {-1}),
        "placed": round(sum(label >= 0 for label in labels) / len(labels), 3),
        "ami": round(float(adjusted_mutual_info_score(given.labels, labels)), 3),
        "ari": round(float(adjusted_rand_score(given.labels, labels)), 3),
    }


def _peer(given: Labelled, vectors: Vectors) -> dict[str, Any]:
    """Run BERTopic in its own environment."""
    with TemporaryDirectory() as folder:
        np.save(f"{folder}/vectors.npy", vectors)
        Path(folder, "texts.json").write_text(json.dumps(given.texts))
        program = [_environment(), Path(__file__).with_name("bertopic_peer.py")]
        files = [f"{folder}/vectors.npy", f"{folder}/texts.json"]
        done = subprocess.run([*program, *files], check=True, capture_output=True, text=True)
    told = json.loads(done.stdout.splitlines()[-1])
    return _quality(given, told.pop("labels")) | told


def _environment() -> Path:
    """The Python of the peers' own environment, made when it is missing."""
    python = PEER / "bin" / "python"
    if not python.exists():
        wanted = Path(__file__).with_name("requirements.txt").read_text().splitlines()
        names = [line for line in wanted if line and not line.startswith("#")]
        alone = [name for name in names if name.startswith("bertopic")]
        subprocess.run([sys.executable, "-m", "venv", PEER], check=True)
        install = [python, "-m", "pip", "install", "-q"]
        subprocess.run([*install, "--no-deps", *alone], check=True)
        subprocess.run([*install, *(name for name in names if name not in alone)], check=True)
    return python


@lru_cache(maxsize=64)
def _embedded(texts: tuple[str, ...]) -> Vectors:
    return embed_texts(texts, MiniLM())


def _planted_vectors() -> Vectors:
    """The vectors of the planted answers, embedded once."""
    if not (KEPT / "planted.npy").exists():
        list(embedding(Namespace()))
    vectors: Vectors = np.load(KEPT / "planted.npy")
    return vectors


def _cost[Result](work: Callable[[], Result]) -> tuple[Result, dict[str, Any]]:
    """Do it, and give the seconds, the processor's seconds and the most memory so far."""
    begun, cpu = time.perf_counter(), time.process_time()
    done = work()
    return done, {
        "wall_s": round(time.perf_counter() - begun, 2),
        "cpu_s": round(time.process_time() - cpu, 2),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "load": round(os.getloadavg()[0], 1),
    }


MEASUREMENTS: dict[str, Callable[[Namespace], Iterator[dict[str, Any]]]] = {
    "embedding": embedding,
    "clustering": clustering,
    "many": many,
    "bertopic": bertopic,
    "quality": quality,
    "examples": examples,
}

if __name__ == "__main__":
    sys.exit(main())
