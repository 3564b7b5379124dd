"""What a workshop ended with: plain values, the same for pages and for reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from howff.assessments.models import Level, Round, Topic, Workshop, WorkshopState
from howff.assessments.queries.figures import figures_of
from howff.consent.models import Audience
from howff.evidence.queries import Quote, quotes
from howff.instruments.definitions import Definition
from howff.instruments.queries import definition_of
from howff.sense.rounds.figures import Figures, ItemFigures


@dataclass(frozen=True, slots=True)
class NeedLine:
    """What would help, and whom: `level` is individual, collective or sector."""

    level: str
    level_in_words: str
    text: str


@dataclass(frozen=True, slots=True)
class Present:
    """How many people of an organisation or group were in the room."""

    name: str
    people: int


@dataclass(frozen=True, slots=True)
class Rated:
    """How many chose a level: alone in the round, and again in the room, as far as it is told."""

    level: int
    words: str
    before: int | None
    hands: int | None


@dataclass(frozen=True, slots=True)
class TopicRecord:
    """What became of a principle: rated alone, rated again in the room, agreed or not, and why.

    `before` are the published figures; `hands` has the people at each level in the room, and is
    empty where nobody rated again or, with `hidden`, where the numbers would say too much.
    `levels` are the worded anchors, the lowest first.
    """

    pk: int
    item: str
    title: str
    statement: str
    levels: tuple[str, ...]
    why_here: str
    before: ItemFigures | None
    hands: tuple[int, ...]
    hidden: bool
    proposed: int | None
    agreed: int | None
    differ: bool
    reason: str
    dissents: tuple[Quote, ...]
    needs: tuple[NeedLine, ...]

    @property
    def settled(self) -> bool:
        """Whether the room ended with something: a shared rating, or that it does not agree."""
        return self.agreed is not None or self.differ

    @property
    def agreed_in_words(self) -> str:
        """What the agreed rating means."""
        return self._worded(self.agreed)

    @property
    def proposed_in_words(self) -> str:
        """What the proposed rating means."""
        return self._worded(self.proposed)

    @property
    def people(self) -> int:
        """How many rated again in the room, as far as that is told."""
        return sum(self.hands)

    @property
    def before_counts(self) -> tuple[int, ...]:
        """The published ratings of the round at each level, if they are shown one by one."""
        everyone = self.before.everyone if self.before else None
        return everyone.counts if everyone else ()

    @property
    def before_band(self) -> tuple[int, int] | None:
        """The two levels between which all rated in the round, if no more than that is shown."""
        everyone = self.before.everyone if self.before else None
        return everyone.band if everyone else None

    @property
    def has_numbers(self) -> bool:
        """Whether there is anything to put into a table."""
        return bool(self.before_counts or self.hands)

    @property
    def rows(self) -> list[Rated]:
        """Both ratings beside each other, the lowest level first."""
        before, again = self.before_counts, self.hands
        return [
            Rated(
                level=place + 1,
                words=words,
                before=before[place] if place < len(before) else None,
                hands=again[place] if place < len(again) else None,
            )
            for place, words in enumerate(self.levels)
        ]

    def _worded(self, rating: int | None) -> str:
        return self.levels[rating - 1] if rating and rating <= len(self.levels) else ""


@dataclass(frozen=True, slots=True)
class WorkshopRecord:
    """A workshop: who was there, what became of each principle, and who signed it off, when."""

    pk: int
    title: str
    held_on: date | None
    round: str
    present: tuple[Present, ...]
    topics: tuple[TopicRecord, ...]
    notes: str
    signed_off_by: str
    signed_off_at: datetime | None

    @property
    def people(self) -> int:
        """How many people were in the room."""
        return sum(one.people for one in self.present)

    @property
    def settled(self) -> int:
        """How many principles ended with a rating, or with not agreeing."""
        return sum(one.settled for one in self.topics)


def record_of(round: Round, audience: Audience = Audience.GROUP) -> tuple[WorkshopRecord, ...]:
    """The records of a round's workshops that have begun, the oldest first.

    Reports quote only the dissent that may be quoted, and hide more numbers.
    """
    rows = round.workshops.exclude(state=WorkshopState.DRAFT).order_by("held_on", "pk")
    found = rows.select_related("round__version")
    return tuple(record(one, audience) for one in found)


def record(workshop: Workshop, audience: Audience = Audience.GROUP) -> WorkshopRecord:
    """The record of a workshop, as this audience may read it."""
    round = workshop.round
    definition = definition_of(round.version).in_language(round.language)
    figures = figures_of(round, audience)
    topics = list(workshop.topics.prefetch_related("dissents", "support_needs"))
    for topic in topics:
        topic.workshop = workshop
    said = quotes([one.passage_id for each in topics for one in each.dissents.all()], audience)
    inside = audience == Audience.GROUP
    return WorkshopRecord(
        pk=workshop.pk,
        title=workshop.title,
        held_on=workshop.held_on,
        round=round.title,
        present=tuple(Present(one.name, one.people) for one in workshop.presences.all()),
        topics=tuple(_topic(one, definition, figures, said, inside=inside) for one in topics),
        notes=workshop.notes,
        signed_off_by=workshop.signed_off_by,
        signed_off_at=workshop.signed_off_at,
    )


def hands_shown(hands: Sequence[int], k: int) -> tuple[int, ...]:
    """The people at each level, if at least k rated and not all gave the same; else nothing.

    Who was in the room saw them; who was not could otherwise read off what each person chose.
    """
    together = sum(hands) >= k and sum(1 for one in hands if one) > 1
    return tuple(hands) if together else ()


def _topic(
    topic: Topic,
    definition: Definition,
    figures: Figures | None,
    said: dict[int, Quote],
    *,
    inside: bool,
) -> TopicRecord:
    """Why it was on the agenda was told from the inside figures, so it stays inside."""
    round = topic.workshop.round
    k = round.threshold if inside else round.threshold_outside
    principle = definition.principle(topic.item)
    hands = topic.hands or []
    shown = hands_shown(hands, k)
    dissents = [said[one.passage_id] for one in topic.dissents.all() if one.passage_id in said]
    return TopicRecord(
        pk=topic.pk,
        item=topic.item,
        title=topic.title,
        statement=principle.statement if principle else "",
        levels=definition.scale_of(principle).levels if principle else (),
        why_here=topic.why_here if inside else "",
        before=figures.item(topic.item) if figures else None,
        hands=shown,
        hidden=bool(sum(hands)) and not shown,
        proposed=topic.proposed,
        agreed=topic.agreed,
        differ=topic.differ,
        reason=topic.reason,
        dissents=tuple(one for one in dissents if not one.withdrawn),
        needs=tuple(_need(one.level, one.text) for one in topic.support_needs.all()),
    )


def _need(level: str, text: str) -> NeedLine:
    return NeedLine(level, str(Level(level).label), text)
