"""A first choice of what people said: many voices, short and long, nothing twice."""

from collections import defaultdict, deque
from collections.abc import Iterable

from howff.evidence.queries import Quote

MOST_CHOSEN = 6
BEST_LENGTH = (40, 320)


def choose(quotes: Iterable[Quote], most: int = MOST_CHOSEN) -> tuple[int, ...]:
    """Choose passages that may be quoted: in turn from each attribution, telling ones first."""
    voices: dict[str, deque[Quote]] = defaultdict(deque)
    for quote in sorted(_different(quotes), key=_telling):
        voices[quote.attribution].append(quote)
    chosen: list[int] = []
    while voices and len(chosen) < most:
        for name in list(voices):
            chosen.append(voices[name].popleft().id)
            if not voices[name]:
                del voices[name]
    return tuple(chosen[:most])


def _different(quotes: Iterable[Quote]) -> Iterable[Quote]:
    """Give what may be quoted, each text once."""
    texts = {quote.text.casefold().strip(): quote for quote in quotes if not quote.withdrawn}
    return (quote for text, quote in texts.items() if text)


def _telling(quote: Quote) -> tuple[int, int]:
    """Put quotes of a readable length first, then the oldest."""
    shortest, longest = BEST_LENGTH
    over = max(0, len(quote.text) - longest)
    under = max(0, shortest - len(quote.text))
    return over + under, quote.id
