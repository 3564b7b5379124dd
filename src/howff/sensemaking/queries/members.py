"""Which answers are in which theme by now: as people said, and else as the machine suggests."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from howff.sensemaking.models import Placing, Study, Theme
from howff.sensemaking.queries.decided import roots_in, verdicts
from howff.sensemaking.queries.sources import said_in


@dataclass(frozen=True, slots=True)
class Place:
    """How an answer is in a theme: how sure the machine is, or that a person said so."""

    confidence: float
    unsure: bool = False
    confirmed: bool = False
    start: int = 0
    end: int = 0


class Members:
    """The answers of a study by theme, read in a few queries however many there are."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.people: dict[int, str] = dict(said_in(study.sources))
        self.roots = roots_in(study)
        self._verdicts = verdicts(study, self.roots)

    @cached_property
    def themes(self) -> dict[int, dict[int, Place]]:
        """For each theme its answers that may be read now; refused themes have theirs too."""
        found: dict[int, dict[int, Place]] = defaultdict(dict)
        rows = Placing.objects.filter(theme__study=self.study).order_by("confidence", "pk")
        columns = ("theme", "passage", "confidence", "unsure", "start", "end")
        for theme, passage, sure, unsure, start, end in rows.values_list(*columns):
            if passage in self.people:
                root = self.roots.get(theme, theme)
                found[root][passage] = Place(sure, unsure, start=start, end=end)
        for theme, said in self._verdicts.items():
            _decide(found[theme], said, self.people)
        return found

    @cached_property
    def by_answer(self) -> dict[int, list[int]]:
        """For each answer the themes that it is in."""
        found: dict[int, list[int]] = defaultdict(list)
        for theme, places in self.themes.items():
            for passage in places:
                found[passage].append(theme)
        return found

    def of(self, theme: int) -> dict[int, Place]:
        """The answers of one theme."""
        return self.themes.get(theme, {})

    def people_in(self, theme: int) -> set[str]:
        """The people whose answers are in a theme; texts, where nobody knows whose they are."""
        return {self.people[passage] for passage in self.of(theme)}


def _decide(places: dict[int, Place], said: Mapping[int, bool], people: Mapping[int, str]) -> None:
    """Let what people said count over what the machine suggests."""
    for passage, belongs in said.items():
        if not belongs:
            places.pop(passage, None)
        elif passage in people:
            known = places.get(passage, Place(1.0))
            places[passage] = Place(1.0, confirmed=True, start=known.start, end=known.end)


def passages_in(theme: Theme) -> set[int]:
    """The answers that are in one theme by now."""
    return set(Members(theme.study).of(theme.pk))
