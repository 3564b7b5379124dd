"""The principles of instruments that a theme may be attached to."""

from dataclasses import dataclass

from howff.instruments.queries import definition_of, versions_for
from howff.people.models import Collaboration
from howff.people.rules import Someone


@dataclass(frozen=True, slots=True)
class Principle:
    """One principle: the key by which a theme names it, its title, and its instrument's."""

    key: str
    title: str
    instrument: str


def principles_for(person: Someone, collaboration: Collaboration) -> list[Principle]:
    """The principles of every instrument that a collaboration can use, in their order."""
    found: dict[str, Principle] = {}
    for version in versions_for(person, collaboration):
        definition = definition_of(version).in_language(collaboration.language)
        for one in definition.principles:
            key = f"{definition.name}:{one.id}"
            found.setdefault(key, Principle(key, one.title, definition.title))
    return list(found.values())
