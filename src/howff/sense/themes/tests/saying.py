"""Invented answers about four things, for tests."""

from random import Random

from howff.sense.embedding import WordCounts
from howff.sense.themes import Said, Themes, find_themes, texts_of

ABOUT = {
    "bus": ["bus", "village", "timetable", "fare", "stop", "driver", "ticket", "late"],
    "meeting": ["meeting", "evening", "agenda", "chair", "minutes", "hall", "tea", "invitation"],
    "garden": ["garden", "seeds", "soil", "compost", "shed", "spade", "beans", "fence"],
    "money": ["grant", "budget", "funding", "invoice", "treasurer", "cheque", "bank", "audit"],
}


def answers(each: int = 12, seed: int = 0) -> list[Said]:
    """Give answers by different people, so many about each thing, in a mixed order."""
    lots = Random(seed)
    texts = [
        f"the {topic} and " + " ".join(lots.sample(words, 4))
        for topic, words in ABOUT.items()
        for _ in range(each)
    ]
    lots.shuffle(texts)
    return [Said(f"p{number}", text) for number, text in enumerate(texts)]


def found(said: list[Said], **how: object) -> Themes:
    """Find themes by the words alone, which every installation can."""
    return find_themes(said, embedder=WordCounts(), **how)


def sorted_out(said: list[Said], themes: Themes) -> set[frozenset[str]]:
    """Give the texts of every theme at the level to begin with."""
    words = texts_of(said, themes.pieces)
    return {frozenset(words[piece] for piece in theme.pieces) for theme in themes.best.themes}


def by_topic(said: list[Said]) -> set[frozenset[str]]:
    """Give what should be found."""
    return {frozenset(one.text for one in said if one.text.split()[1] == topic) for topic in ABOUT}
