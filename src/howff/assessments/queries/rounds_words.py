"""The words of a round for those who read them first: shuffled, and with a warning where needed."""

import re
from dataclasses import dataclass
from random import Random

from django.db.models import Count

from howff.assessments.models import Round, Said
from howff.consent.models import Audience
from howff.evidence.models import PassageState
from howff.evidence.queries import MODERATION, Quote, quotes
from howff.instruments.queries import definition_of
from howff.people.models import Collaboration

AT_ONCE = 40
CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w+|https?://|www\.|(?:\d[ -]?){8,}")
WORD = re.compile(r"\w+")
SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class ToRead:
    """Some words, what they are about, and what in them may tell who somebody is."""

    quote: Quote
    about: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordsToRead:
    """The first of a round's words in a state, and how many there are in each."""

    shown: list[ToRead]
    state: str
    review: int
    published: int
    archived: int

    @property
    def total(self) -> int:
        """How many words there are in this state."""
        return int(getattr(self, self.state))


def words_to_read(round: Round, state: str, limit: int = AT_ONCE) -> WordsToRead:
    """A round's words in a state, in an order that tells nothing and stays the same."""
    chosen = state if state in MODERATION else PassageState.REVIEW.value
    rows = Said.objects.filter(round=round)
    counts = dict(rows.values_list("passage__state").annotate(n=Count("pk")).order_by())
    found = rows.filter(passage__state=chosen).values_list("passage", "about")
    about = dict(sorted(found, key=lambda pair: Random(f"{round.code} {pair[0]}").random()))  # noqa: S311
    first = dict(list(about.items())[:limit])
    told = quotes(first, Audience.GROUP, MODERATION)
    titles, names = _titles(round), names_in(round.collaboration)
    shown = [
        ToRead(told[pk], titles.get(item, item), identifying(told[pk].text, names))
        for pk, item in first.items()
        if pk in told
    ]
    numbers = {each.value: counts.get(each.value, 0) for each in MODERATION}
    return WordsToRead(shown, chosen, **numbers)


def names_in(collaboration: Collaboration) -> frozenset[str]:
    """The names of the people who belong, word by word, without capitals."""
    full = collaboration.memberships.values_list("person__name", flat=True)
    parts = (part for name in full for part in WORD.findall(name.casefold()))
    return frozenset(part for part in parts if len(part) >= SHORTEST_NAME)


def identifying(text: str, names: frozenset[str]) -> tuple[str, ...]:
    """What in a text may tell who somebody is: names of people who belong here, and contacts."""
    words = dict.fromkeys(one for one in WORD.findall(text) if one.casefold() in names)
    contact = CONTACT.search(text)
    return (*words, *((contact.group().strip(),) if contact else ()))


def _titles(round: Round) -> dict[str, str]:
    titles: dict[str, str] = {}
    for principle in definition_of(round.version).principles:
        titles[principle.id] = principle.title
        titles.update((one.id, f"{principle.title}: {one.text}") for one in principle.questions)
    return titles
