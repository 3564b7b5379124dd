"""The words and phrases by which a theme differs from the rest.

Class-based tf-idf (Grootendorst, 2022, BERTopic, arXiv 2203.05794, section 3.3), where a phrase
counts once for each answer.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from howff.sense.embedding.terms import Term, runs
from howff.sense.themes.graph import Labels

LONGEST = 3
MANY = 200  # from here a phrase is one that two answers have
SHOWN = 4
SHARED = 0.06  # of the answers of a theme have each of its phrases
LONGER = 0.35  # what each further word of a phrase is worth

type Gram = tuple[str, ...]


class Phrasebook:
    """The phrases of many answers, from which those of any theme are found quickly."""

    def __init__(self, texts: Sequence[str], languages: Sequence[str]) -> None:
        """Read the answers."""
        said = [list(runs(*one)) for one in zip(texts, languages, strict=True)]
        self._least = 2 if len(said) >= MANY else 1
        self._common = self._frequent_words(said)
        self._written = [dict(self._in(one)) for one in said]
        self._grams, self._table = self._counted()
        alone = {term.key for one in said for run in one for term in run if term.alone}
        self._worth = np.array([_worth(gram, alone) for gram in self._grams])

    def of(self, levels: Sequence[tuple[Labels, int]]) -> list[list[tuple[str, ...]]]:
        """Give up to four phrases for each theme of each level.

        A level is the theme of each answer, or -1, and the number of themes.
        """
        chosen = [self._chosen(themes, count) for themes, count in levels]
        forms = self._forms({gram for level in chosen for grams in level for gram in grams})
        return [[tuple(forms[gram] for gram in grams) for grams in level] for level in chosen]

    def _chosen(self, themes: Labels, count: int) -> list[list[Gram]]:
        """Choose the phrases of each of `count` themes."""
        from scipy import sparse  # noqa: PLC0415 - dear to import

        rows = np.flatnonzero(themes >= 0)
        if not self._grams or not len(rows):
            return [[]] * count
        shape = count, len(themes)
        belongs = sparse.csr_matrix((np.ones(len(rows)), (themes[rows], rows)), shape)
        found = (belongs @ self._table).tocsr()
        total = np.asarray(found.sum(axis=0)).ravel()
        sizes = np.bincount(themes[rows], minlength=count)
        return [self._best(found[[at]], total, sizes[at], len(rows) / count) for at in range(count)]

    def _best(self, row: Any, total: NDArray[Any], size: int, usual: float) -> list[Gram]:
        """Choose a theme's phrases: those of most weight that have no word in common."""
        least = min(size, max(2, SHARED * size))
        often = row.data >= least
        places, counts = row.indices[often], row.data[often]
        weight = counts * np.log1p(usual / total[places]) * self._worth[places]
        chosen: list[Gram] = []
        taken: set[str] = set()
        for at in places[np.lexsort((places, -weight))]:
            gram = self._grams[at]
            if len(chosen) < SHOWN and not taken & set(gram):
                chosen.append(gram)
                taken |= set(gram)
        return chosen

    def _frequent_words(self, answers: Sequence[Sequence[Sequence[Term]]]) -> set[str]:
        """Give the words that enough answers have."""
        counts = Counter(
            word for said in answers for word in {term.key for run in said for term in run}
        )
        return {word for word, count in counts.items() if count >= self._least}

    def _counted(self) -> tuple[list[Gram], Any]:
        """Give the phrases that enough answers have, and which answer has which."""
        from scipy import sparse  # noqa: PLC0415

        counts = Counter(gram for written in self._written for gram in written)
        kept = sorted(gram for gram, count in counts.items() if count >= self._least)
        place = {gram: at for at, gram in enumerate(kept)}
        columns = [sorted(place[gram] for gram in one if gram in place) for one in self._written]
        starts = np.cumsum([0, *map(len, columns)])
        flat = np.array([at for row in columns for at in row], np.int64)
        shape = len(columns), len(kept)
        return kept, sparse.csr_matrix((np.ones(len(flat)), flat, starts), shape)

    def _in(self, said: Sequence[Sequence[Term]]) -> Iterator[tuple[Gram, str]]:
        """Give every phrase of an answer that begins and ends with a word of its own weight."""
        for run in said:
            edges = [term.edge and term.key in self._common for term in run]
            for start, begins in enumerate(edges):
                for end in range(start, min(start + LONGEST, len(run))) if begins else ():
                    phrase = run[start : end + 1]
                    if edges[end] and any(term.alone for term in phrase):
                        form = " ".join([term.form for term in phrase])
                        yield tuple([term.key for term in phrase]), form

    def _forms(self, wanted: set[Gram]) -> dict[Gram, str]:
        """Give each phrase as most answers write it."""
        forms: defaultdict[Gram, Counter[str]] = defaultdict(Counter)
        for written in self._written:
            for gram in wanted.intersection(written):
                forms[gram][written[gram]] += 1
        return {
            gram: min(found, key=lambda form: (-found[form], form.isupper(), form))
            for gram, found in forms.items()
        }


def _worth(gram: Gram, alone: set[str]) -> float:
    """Give what a phrase is worth for its length: words that say nothing alone add nothing."""
    return 1 + LONGER * (sum(word in alone for word in gram) - 1)
