"""What people may choose to look at next."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.core.exceptions import PermissionDenied

from howff.people.models import Collaboration
from howff.people.queries import collaboration_for
from howff.people.rules import Someone
from howff.sensemaking.models import Study, StudyKind
from howff.sensemaking.queries.sources import Source, key_of, sources_in
from howff.sensemaking.rules import may_decide

FEWEST = 5


@dataclass(frozen=True, slots=True)
class Offer:
    """What was said in one place, and is not looked at yet."""

    place: str
    sources: list[Source]


def collaboration_to_decide(person: Someone, pk: int) -> Collaboration:
    """A collaboration in which this person may decide what is looked at."""
    here = collaboration_for(person, pk)
    if not may_decide(person, here):
        raise PermissionDenied
    return here


def offers(collaboration: Collaboration, studies: Sequence[Study], of: str = "") -> list[Offer]:
    """What enough people said and is not looked at yet, by the place where it was said."""
    taken = {(one.kind, one.key) for one in studies}
    free = [
        one
        for one in sources_in(collaboration)
        if (one.kind, key_of([one.name])) not in taken
        and of in ("", one.name)
        and (one.answers >= FEWEST or one.kind == StudyKind.VOTES)
    ]
    grouped = groupby(sorted(free, key=lambda one: one.place), key=lambda one: one.place)
    return [Offer(place, list(some)) for place, some in grouped]
