"""What a model may be sent to propose a theme's name, whether it may, and what it was sent."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import batched, islice
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from howff.assessments.queries.rounds_words import SHORTEST_NAME, WORD, identifying, names_in
from howff.consent.models import Audience
from howff.evidence.models import Speaker
from howff.evidence.queries import Quote, quotes, texts
from howff.people.models import Collaboration
from howff.people.queries import collaboration_for, organisations_in
from howff.people.rules import Someone
from howff.sense.words import term
from howff.sensemaking.models import (
    Decision,
    Placing,
    Proposal,
    Theme,
    WordingPermission,
)
from howff.sensemaking.queries.access import study_for
from howff.sensemaking.queries.decided import roots_in
from howff.sensemaking.rules import may_allow_wording, may_decide

FEWEST_QUOTES, MOST_QUOTES = 3, 12
LONGEST_QUOTE = 300
LOOKED_THROUGH = 600
MOST_SHOWN = 200
NUMBER = re.compile(r"\d[\d ()./+-]{5,}\d")
HANDLE = re.compile(r"(?<!\w)@\w+|\b[\w-]+\.(?:com|org|net|uk|scot|eu|info|co|io)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Server:
    """The server that the operator named."""

    url: str
    model: str
    key: str

    @property
    def host(self) -> str:
        """What people are told that words were sent to."""
        return urlsplit(self.url).netloc


@dataclass(frozen=True, slots=True)
class Sendable:
    """A quote that may be sent: its passage, and as much of its words as is sent."""

    passage: int
    text: str


@dataclass(frozen=True, slots=True)
class Names:
    """Who belongs here: words of people's names, and names of organisations with their words."""

    people: frozenset[str]
    organisations: frozenset[str]
    parts: frozenset[str]


def server() -> Server | None:
    """The server that may propose names, or None where the operator named none."""
    told = settings.WORDING
    return Server(told["URL"], told["MODEL"], told["KEY"]) if told else None


def permission_of(collaboration: Collaboration) -> WordingPermission | None:
    """The permission that holds: for the server that is named today."""
    named = server()
    rows = WordingPermission.objects.filter(collaboration=collaboration)
    return rows.filter(host=named.host).select_related("by").first() if named else None


def place_to_allow(person: Someone, pk: int) -> Collaboration:
    """A collaboration in which this person may let a model propose names."""
    here = collaboration_for(person, pk)
    if not may_allow_wording(person, here):
        raise PermissionDenied
    return here


def proposal_to_decide(person: Someone, pk: int) -> Proposal:
    """A proposal that this person may take or leave."""
    found = Proposal.objects.select_related("theme__study", "collaboration").filter(pk=pk).first()
    if found is None or found.theme is None:
        raise Http404
    study_for(person, found.theme.study_id)
    if not may_decide(person, found.collaboration):
        raise PermissionDenied
    return found


def proposal_of(theme: Theme) -> Proposal | None:
    """The newest proposal for a theme."""
    return Proposal.objects.filter(theme=theme).first()


def quotes_of(proposal: Proposal | None) -> list[Quote]:
    """The quotes that a proposal names, as everybody may read them."""
    cited = proposal.cited if proposal else []
    return [one for one in quotes(cited, Audience.REPORT).values() if not one.withdrawn]


def sent_from(collaboration: Collaboration) -> QuerySet[Proposal]:
    """Each time that words of this collaboration were sent, newest first."""
    rows = Proposal.objects.filter(collaboration=collaboration).exclude(sent_at=None)
    return rows.select_related("asked_by", "theme__study")


def to_send(theme: Theme) -> list[Sendable]:
    """The quotes of a theme that may be sent now, those that people confirmed first."""
    names = names_around(theme.study.collaboration)
    found = islice(_fitting(theme, names), MOST_QUOTES)
    return list(found)


def names_around(collaboration: Collaboration) -> Names:
    """The people and organisations of a collaboration, also those that speakers told."""
    speakers = Speaker.objects.filter(passages__collaboration=collaboration).distinct()
    told = [word for name in speakers.values_list("name", flat=True) for word in _words(name)]
    own = organisations_in(collaboration).values_list("name", flat=True)
    heard = speakers.values_list("organisation_name", flat=True)
    full = {_plain(name) for name in (*own, *heard, collaboration.name) if _plain(name)}
    return Names(
        people=names_in(collaboration) | frozenset(told),
        organisations=frozenset(full),
        parts=frozenset(word for name in full for word in _words(name) if term(word)[1]),
    )


def tells_who(text: str, names: Names) -> bool:
    """Whether anything in a text may tell who somebody is: rather too often than too seldom."""
    plain = f" {_plain(text)} "
    large = (word for word in WORD.findall(text) if word[0].isupper())
    return bool(
        identifying(text, names.people)
        or NUMBER.search(text)
        or HANDLE.search(text)
        or any(f" {name} " in plain for name in names.organisations)
        or any(word.casefold() in names.parts for word in large)
    )


def _fitting(theme: Theme, names: Names) -> Iterable[Sendable]:
    seen: set[str] = set()
    for some in batched(_carrying(theme), 100):
        words = texts([passage for passage, *_ in some], Audience.REPORT)
        for passage, start, end in some:
            whole = words.get(passage, "")
            part = _clipped(whole[start:end] if end > start else whole)
            if part and part not in seen and not tells_who(whole, names):
                seen.add(part)
                yield Sendable(passage, part)


def _carrying(theme: Theme) -> list[tuple[int, int, int]]:
    """The pieces in a theme, each passage once: confirmed first, then the surest; none unsure."""
    themes = [pk for pk, root in roots_in(theme.study).items() if root == theme.pk]
    decided = dict(Decision.objects.filter(theme__in=themes).values_list("passage", "belongs"))
    rows = Placing.objects.filter(theme__in=themes, unsure=False)
    placed = rows.order_by("-confidence", "pk").values_list("passage", "start", "end")
    found = {passage: (passage, 0, 0) for passage, belongs in decided.items() if belongs}
    for passage, start, end in placed[:LOOKED_THROUGH]:
        if decided.get(passage, True):
            found.setdefault(passage, (passage, start, end))
    return list(found.values())[:LOOKED_THROUGH]


def _clipped(text: str) -> str:
    """Not more than is needed to tell what it is about, ending with a whole word."""
    line = " ".join(text.split())
    if len(line) <= LONGEST_QUOTE:
        return line
    return line[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


def _words(name: str) -> list[str]:
    return [word for word in WORD.findall(name.casefold()) if len(word) >= SHORTEST_NAME]


def _plain(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))
