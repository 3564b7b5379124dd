"""What people decided about a study's themes, as the search for themes takes it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from howff.sense.themes import Decided
from howff.sensemaking.models import Decision, Grounds, Placing, Study, Theme, ThemeState

ANCHORS = 30
FEW = 5

type Span = tuple[int, int, int]


def decided_themes(study: Study) -> QuerySet[Theme]:
    """The themes that somebody decided on in any way: these stay whatever the machine finds."""
    said = Decision.objects.filter(theme=OuterRef("pk"))
    joined = Theme.objects.filter(merged_into=OuterRef("pk"))
    rests = Grounds.objects.filter(theme=OuterRef("pk"))
    touched = (
        ~Q(state=ThemeState.SUGGESTED)
        | ~Q(name="")
        | ~Q(description="")
        | ~Q(principle="")
        | Q(locked=True)
        | Q(quote__isnull=False)
        | Q(merged_into__isnull=False)
        | Exists(said)
        | Exists(joined)
        | Exists(rests)
    )
    return Theme.objects.filter(touched, study=study)


def roots_of(themes: Sequence[tuple[int, int | None]]) -> dict[int, int]:
    """For each theme the one that it was merged into in the end, or itself."""
    into = dict(themes)
    found: dict[int, int] = {}
    for one in into:
        seen, here = {one}, one
        while (after := into.get(here)) is not None and after in into and after not in seen:
            seen.add(after)
            here = after
        found[one] = here
    return found


def roots_in(study: Study) -> dict[int, int]:
    """The same of all themes of a study."""
    return roots_of(list(Theme.objects.filter(study=study).values_list("pk", "merged_into")))


def verdicts(study: Study, roots: Mapping[int, int]) -> dict[int, dict[int, bool]]:
    """For each theme the passages that a person said are in it or not; the last word counts."""
    rows = Decision.objects.filter(theme__study=study).order_by("at", "pk")
    found: dict[int, dict[int, bool]] = defaultdict(dict)
    for theme, passage, belongs in rows.values_list("theme", "passage", "belongs"):
        found[roots.get(theme, theme)][passage] = belongs
    return found


@dataclass(frozen=True, slots=True)
class Constraints:
    """Decided themes in terms of pieces, and how sure the machine was of what it only took over.

    `unsaid` holds, for a theme and a piece, the confidence of what no person confirmed.
    """

    decided: tuple[Decided, ...] = ()
    unsaid: dict[tuple[int, Span], float] = field(default_factory=dict)


def constraints(study: Study, spans: Sequence[Span]) -> Constraints:
    """What every later search keeps to; `spans` are the pieces: passage, start, end."""
    return _Reading(study, spans).constraints()


class _Reading:
    """The decisions of a study beside the pieces that are there now."""

    def __init__(self, study: Study, spans: Sequence[Span]) -> None:
        self.roots = roots_in(study)
        self.themes = [one for one in decided_themes(study) if self.roots[one.pk] == one.pk]
        self.verdicts = verdicts(study, self.roots)
        self.spans = spans
        self.piece = {span: at for at, span in enumerate(spans)}
        self.pieces: dict[int, list[int]] = defaultdict(list)
        for at, (passage, _start, _end) in enumerate(spans):
            self.pieces[passage].append(at)
        self.placed = self._placed(study)
        self.unsaid: dict[tuple[int, Span], float] = {}

    def constraints(self) -> Constraints:
        decided = tuple(self._one(theme) for theme in self.themes)
        return Constraints(decided, self.unsaid)

    def _placed(self, study: Study) -> dict[int, list[tuple[int, float]]]:
        """For each theme the pieces that were placed in it so far, surest first."""
        rows = Placing.objects.filter(theme__study=study, unsure=False).order_by("-confidence")
        found: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for theme, *span, sure in rows.values_list(
            "theme", "passage", "start", "end", "confidence"
        ):
            at = self.piece.get((span[0], span[1], span[2]))
            if at is not None:
                found[self.roots.get(theme, theme)].append((at, sure))
        return found

    def _one(self, theme: Theme) -> Decided:
        said = self.verdicts.get(theme.pk, {})
        confirmed = {at for one, yes in said.items() if yes for at in self._about(theme.pk, one)}
        refused = {at for one, yes in said.items() if not yes for at in self.pieces.get(one, [])}
        confirmed -= refused
        anchors = self._anchors(theme, confirmed, refused)
        return Decided(
            key=theme.pk,
            name=theme.name,
            examples=tuple(sorted(confirmed | anchors)),
            refused=tuple(sorted(refused)),
            locked=theme.locked,
            unwanted=theme.state == ThemeState.REFUSED,
        )

    def _about(self, theme: int, passage: int) -> list[int]:
        """The pieces of a passage that a person meant: those that were placed there, or all."""
        pieces = self.pieces.get(passage, [])
        placed = {at for at, _sure in self.placed.get(theme, [])}
        return [at for at in pieces if at in placed] or pieces

    def _anchors(self, theme: Theme, confirmed: set[int], refused: set[int]) -> set[int]:
        """What stands for a theme beside its confirmed examples, as long as these are few.

        A locked or refused theme is all that was in it when it was locked or refused.
        """
        whole = theme.locked or theme.state == ThemeState.REFUSED
        if len(confirmed) >= FEW and not whole:
            return set()
        placed = [(at, sure) for at, sure in self.placed.get(theme.pk, []) if at not in refused]
        chosen = dict(placed if whole else placed[:ANCHORS])
        for at, sure in chosen.items():
            if at not in confirmed:
                self.unsaid[theme.pk, self.spans[at]] = sure
        return set(chosen)
