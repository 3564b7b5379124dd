"""The figures of a round as they were frozen, and the words beside them; nothing else is shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from zlib import crc32

from django.utils.translation import gettext as _

from howff.assessments.models import Published, Round, RoundState, Said
from howff.assessments.rules import must_be
from howff.consent.models import Audience
from howff.evidence.queries import Quote, quotes
from howff.people.errors import Refused
from howff.sense.rounds.figures import Figures, Group, figures_from_json


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
    found = words_in(published_of(round, audience), [item], audience)
    return [quote for words in found for quote in words.quotes]


def words_in(published: Published | None, items: Sequence[str], audience: Audience) -> list[Words]:
    """What was written about these items, by item and question; none before there are figures.

    The order is drawn anew whenever figures are made, and is the same for all until then.
    """
    if published is None:
        return []
    rows = Said.objects.filter(round=published.round_id, item__in=items)
    about = {key: (item, name) for key, item, name in rows.values_list("passage", "item", "about")}
    shown = [one for one in quotes(sorted(about), audience).values() if not one.withdrawn]
    shown.sort(key=lambda one: one.id)
    Random(crc32(repr(published.content).encode())).shuffle(shown)  # noqa: S311
    return _grouped(shown, about)


def _grouped(shown: Iterable[Quote], about: dict[int, tuple[str, str]]) -> list[Words]:
    found: dict[tuple[str, str], list[Quote]] = {}
    for quote in shown:
        found.setdefault(about[quote.id], []).append(quote)
    return [Words(item, name, tuple(found[item, name])) for item, name in sorted(found)]


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
