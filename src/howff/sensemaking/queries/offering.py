"""What somebody may choose from for a finding: themes, and quotes in them or found by words."""

from django.db.models import Prefetch

from howff.consent.models import Audience
from howff.evidence.models import Passage, PassageState
from howff.evidence.queries import quotes
from howff.people.models import Collaboration
from howff.sensemaking.models import Finding, GroundsKind, Study, StudyKind, Theme, ThemeState
from howff.sensemaking.queries.grounds import Voice, named
from howff.sensemaking.queries.inside import inside
from howff.sensemaking.queries.origins import origins_of

MOST_QUOTES = 20


def themes_to_choose(collaboration: Collaboration) -> list[tuple[str, list[tuple[int, str]]]]:
    """The themes that nobody refused, by what was looked at; accepted ones first."""
    kept = Theme.objects.filter(merged_into=None).exclude(state=ThemeState.REFUSED)
    ordered = kept.order_by("state", "position", "pk")
    rows = Study.objects.filter(collaboration=collaboration, kind=StudyKind.THEMES)
    studies = list(rows.prefetch_related(Prefetch("themes", ordered)))
    names = named([theme for study in studies for theme in study.themes.all()])
    found = [
        (one.title, [(theme.pk, names[theme.pk]) for theme in one.themes.all() if names[theme.pk]])
        for one in studies
    ]
    return [(title, themes) for title, themes in found if themes]


def quotes_to_choose(finding: Finding, words: str = "") -> list[Voice]:
    """Quotes with these words in them, or those of the finding's themes; not those it has."""
    chosen = set(finding.grounds.exclude(passage=None).values_list("passage", flat=True))
    found = [pk for pk in _found(finding, words) if pk not in chosen][:MOST_QUOTES]
    shown, origins = quotes(found, Audience.GROUP), origins_of(found)
    return [Voice(0, shown[pk], origins[pk]) for pk in found if not shown[pk].withdrawn]


def _found(finding: Finding, words: str) -> list[int]:
    rows = Passage.objects.filter(
        collaboration=finding.collaboration_id, state=PassageState.PUBLISHED
    )
    for word in words.split()[:10]:
        rows = rows.filter(text__icontains=word)
    if not words.split():
        themes = finding.grounds.filter(kind=GroundsKind.THEME).values_list("theme", flat=True)
        held = inside(pk for pk in themes if pk)
        rows = rows.filter(pk__in={pk for some in held.values() for pk in some})
    return list(rows.order_by("-pk").values_list("pk", flat=True)[: MOST_QUOTES * 3])
