"""The answers in themes of several studies, and whose they are."""

from collections.abc import Iterable, Mapping

from howff.evidence.models import Passage
from howff.sensemaking.models import Study, Theme
from howff.sensemaking.queries.members import Members

type Whose = Mapping[int, str]


def inside(themes: Iterable[int]) -> dict[int, dict[int, str]]:
    """For each theme the passages in it that may be read, and a key of who said each.

    A theme that went into another one holds what that one holds.
    """
    rows = list(Theme.objects.filter(pk__in=list(themes)).values_list("pk", "study"))
    studies = Study.objects.filter(pk__in={study for _, study in rows})
    members = {one.pk: Members(one) for one in studies}
    found = {}
    for theme, study in rows:
        here = members[study]
        held = here.of(here.roots.get(theme, theme))
        found[theme] = {passage: here.people[passage] for passage in held}
    return found


def people_in(themes: Iterable[int]) -> dict[int, int]:
    """How many people are in each theme."""
    return {theme: len(set(held.values())) for theme, held in inside(themes).items()}


def whose_of(passages: Iterable[int]) -> dict[int, str]:
    """A key of the person who said each passage; where nobody knows, each is of its own."""
    rows = Passage.objects.filter(pk__in=list(passages)).values_list("pk", "source")
    return {pk: _whose(pk, source) for pk, source in rows}


def _whose(passage: int, source: str) -> str:
    sort, *rest = source.split(":")
    return f"participant:{rest[1]}" if sort == "answer" else f"passage:{passage}"
