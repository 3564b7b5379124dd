"""The figures of a round as they were frozen, and the words beside them; nothing else is shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from zlib import crc32

from django.utils.translation import gettext as _

from howff.assessments.models import Published, Round, RoundState, Said
from howff.assessments.rules import must_be
from howff.consent.models import Audience
from howff.evidence.models import PassageState
from howff.evidence.queries import Quote, quotes
from howff.people.errors import Refused
from howff.sense.rounds.figures import Figures, Group, figures_from_json

type Where = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """What people wrote about an item, or about a question under it, in an order of its own."""

    item: str
    about: str
    quotes: tuple[Quote, ...]


def audience_named(name: str) -> Audience:
    """Who looks: everybody else where it says `outside`, otherwise those who belong."""
    return Audience.REPORT if name == "outside" else Audience.GROUP


def published_of(round: Round, audience: Audience) -> Published | None:
    """What was frozen for this audience when the round closed; nothing before it is closed."""
    if round.state != RoundState.CLOSED:
        return None
    return Published.objects.filter(round=round, audience=audience).first()


def published_when_closed(round: Round, audience: Audience) -> Published:
    """What was frozen for this audience; refused, with the reason, while there is nothing."""
    must_be(round, RoundState.CLOSED)
    published = published_of(round, audience)
    if published is None:
        raise Refused("counting", _("This round is being counted."), status=409)
    return published


def figures_in(published: Published) -> Figures:
    """The figures that were frozen."""
    return figures_from_json(published.content)


def figures_of(round: Round, audience: Audience) -> Figures | None:
    """All the figures that this audience may see; None before the round is closed and counted."""
    published = published_of(round, audience)
    return figures_in(published) if published else None


def words_of(round: Round, item: str, audience: Audience) -> list[Quote]:
    """What was written about an item and its questions, as far as each writer allows."""
    published = published_of(round, audience)
    if published is None:
        return []
    found = words_in(order_of(published, [item]), audience)
    return [quote for words in found for quote in words.quotes]


def order_of(published: Published, items: Sequence[str]) -> list[Where]:
    """The words about these items that somebody has read, in an order drawn by lot.

    It is drawn anew whenever figures are made, and is the same for all until then.
    """
    rows = Said.objects.filter(round=published.round_id, item__in=items)
    read = rows.filter(passage__state=PassageState.PUBLISHED).order_by("passage")
    order = list(read.values_list("passage", "item", "about"))
    Random(crc32(repr(published.content).encode())).shuffle(order)  # noqa: S311
    return order


def words_in(order: Sequence[Where], audience: Audience) -> list[Words]:
    """These words by item and question, as far as each writer allows, in the same order."""
    shown = quotes([passage for passage, _item, _about in order], audience)
    found: dict[tuple[str, str], list[Quote]] = {}
    for passage, item, about in order:
        if not shown[passage].withdrawn:
            found.setdefault((item, about), []).append(shown[passage])
    return [Words(item, about, tuple(found[item, about])) for item, about in sorted(found)]


def titles_of(groups: Iterable[Group]) -> dict[str, str]:
    """Groups' titles by id, in the order of the alphabet: never in that of their ratings."""
    ordered = sorted(groups, key=lambda group: (group.title.casefold(), group.id))
    return {group.id: group.title for group in ordered}


def organisations_of(figures: Figures) -> dict[str, str]:
    """The titles of the organisations in a round, in the order of the alphabet."""
    return titles_of(turnout.group for turnout in figures.organisations)


def places_of(figures: Figures) -> dict[str, str]:
    """The titles of the places in the collaboration, in the order that it gave them."""
    return {turnout.group.id: turnout.group.title for turnout in figures.places}
