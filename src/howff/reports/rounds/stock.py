"""All that may be told of a round to one audience, looked up already."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from howff.instruments.definitions import Definition, Scale
from howff.reports.document import Saying
from howff.sense.rounds.figures import Figures, ItemFigures
from howff.sense.rounds.lines import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What a workshop agreed on a principle, and who saw it otherwise."""

    title: str
    agreed: int | None
    levels: int
    reason: str = ""
    dissents: tuple[Saying, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A workshop: who was there and what was agreed."""

    title: str
    held_on: date | None = None
    present: tuple[str, ...] = ()
    people: int = 0
    signed_off_by: str = ""
    settled: tuple[Settled, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """What would help; `level` is who it is for, in words."""

    level: str
    text: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Something that was agreed to be done."""

    title: str
    who: str = ""
    due: date | None = None
    how_known: str = ""
    status: str = ""
    changed: str = ""
    about: str = ""
    going: bool = True
    kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """A round as one audience may see it; `figures` are the only numbers that are ever told.

    `words` are what people said about each principle, by its id. `rounds` names the round before
    and this one, for `progress`; `before` is what was promised then. `outside` says that
    readers need not belong to the collaboration.
    """

    title: str
    figures: Figures
    outside: bool
    definition: Definition | None = None
    purpose: str = ""
    opened: date | None = None
    closed: date | None = None
    words: dict[str, tuple[Saying, ...]] = field(default_factory=dict)
    meetings: tuple[Meeting, ...] = ()
    needs: tuple[Need, ...] = ()
    promises: tuple[Promise, ...] = ()
    before: tuple[Promise, ...] = ()
    progress: Progress | None = None
    rounds: tuple[str, str] = ("", "")

    @property
    def in_order(self) -> tuple[ItemFigures, ...]:
        """The principles in the order in which they are asked."""
        order = [one.id for one in self.definition.principles] if self.definition else []
        known = {item: at for at, item in enumerate(order)}
        return tuple(sorted(self.figures.items, key=lambda one: known.get(one.item.id, len(known))))

    @property
    def organisations(self) -> dict[str, str]:
        """The names of organisations by their id."""
        return {one.group.id: one.group.title for one in self.figures.organisations}

    @property
    def places(self) -> dict[str, str]:
        """The names of places in the collaboration by their id."""
        return {one.group.id: one.group.title for one in self.figures.places}

    def scale(self, items: Sequence[ItemFigures]) -> str:
        """What the lowest and the highest level mean, where these principles share their scale."""
        found = {self._scale_of(one) for one in items} - {None}
        scale = found.pop() if len(found) == 1 else None
        if scale is None:
            return ""
        ends = {"low": scale.levels[0], "high": scale.levels[-1], "most": len(scale.levels)}
        return _("1 is “%(low)s”, %(most)s is “%(high)s”.") % ends

    def statement(self, item: str) -> str:
        """The statement that was rated."""
        found = self.definition.principle(item) if self.definition else None
        return found.statement if found else ""

    def _scale_of(self, one: ItemFigures) -> Scale | None:
        found = self.definition.principle(one.item.id) if self.definition else None
        return self.definition.scale_of(found) if self.definition and found else None
