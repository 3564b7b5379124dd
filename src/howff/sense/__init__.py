"""Pure computation: answers, votes and words in, findings out; no database, no network."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from howff.sense.embedding import Embedder, default_embedder
    from howff.sense.themes import Decided, Said, Theme, Themes, find_themes, text_of
    from howff.sense.votes import VoteFindings, Votes, findings_of

__all__ = [
    "Decided",
    "Embedder",
    "Said",
    "Theme",
    "Themes",
    "VoteFindings",
    "Votes",
    "default_embedder",
    "find_themes",
    "findings_of",
    "text_of",
]

FROM = {
    "howff.sense.embedding": ("Embedder", "default_embedder"),
    "howff.sense.themes": ("Decided", "Said", "Theme", "Themes", "find_themes", "text_of"),
    "howff.sense.votes": ("VoteFindings", "Votes", "findings_of"),
}


def __getattr__(name: str) -> Any:
    """Import what a notebook asks for only then, because all of Howff imports this package."""
    for module, names in FROM.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
