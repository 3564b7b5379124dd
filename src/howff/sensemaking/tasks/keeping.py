"""Keeps themes true to what people allow: what is taken back or reworded leaves no trace."""

from collections.abc import Collection, Sequence
from typing import Any

from howff.consent.models import Audience
from howff.evidence.models import Passage, PassageState
from howff.evidence.queries import texts
from howff.live.announce import announce
from howff.sensemaking.models import Decision, Placing, Suggestion, Theme, Vector
from howff.sensemaking.queries.decided import roots_in

SEVERAL = 2


def passages_changed(
    *, passage_ids: Sequence[int], erased: Sequence[str] = (), reworded: bool = False, **_: Any
) -> None:
    """Forget the numbers made of these words, and all that was said of them.

    What is only held back stays placed, but is shown nowhere until it is published again.
    """
    changed = list(passage_ids)
    if not reworded:
        rows = Passage.objects.filter(pk__in=changed, state=PassageState.WITHDRAWN)
        changed = list(rows.values_list("pk", flat=True))
    Vector.objects.filter(passage__in=passage_ids).delete()
    placed = Placing.objects.filter(passage__in=passage_ids)
    themes = list(placed.values_list("theme", flat=True).distinct())
    studies = set(Theme.objects.filter(pk__in=themes).values_list("study", flat=True))
    Decision.objects.filter(passage__in=changed).delete()
    Theme.objects.filter(quote__in=changed).update(quote=None)
    if reworded:
        placed.update(start=0, end=0, unsure=True, confidence=0)
        Suggestion.objects.filter(quote__in=changed).update(start=0, end=0)
    else:
        Placing.objects.filter(passage__in=changed).delete()
        Suggestion.objects.filter(quote__in=changed).update(quote=None)
    if erased:
        _forget_phrases(themes)
    announce(*{f"study:{study}" for study in studies})


def _forget_phrases(themes: Collection[int]) -> None:
    """Let go of phrases that only one remaining answer of a theme has."""
    rows = Suggestion.objects.filter(theme__in=themes).select_related("theme__study")
    for row in rows:
        roots = roots_in(row.theme.study)
        family = [pk for pk, root in roots.items() if root == roots[row.theme_id]]
        passages = Placing.objects.filter(theme__in=family).values_list("passage", flat=True)
        said = [text.casefold() for text in texts(set(passages), Audience.GROUP).values()]
        kept = [one for one in row.phrases if _said_by(one, said) >= SEVERAL]
        if kept != row.phrases:
            Suggestion.objects.filter(pk=row.pk).update(phrases=kept)


def _said_by(phrase: str, said: Sequence[str]) -> int:
    return sum(phrase.casefold() in text for text in said)
