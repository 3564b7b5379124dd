"""A theme with quotes, and a server that may propose its name."""

from collections.abc import Sequence

from django.utils import timezone

from howff.consent.actions import give
from howff.consent.models import Attribution, Audience
from howff.evidence.actions import keep
from howff.evidence.models import Passage, PassageState, Speaker
from howff.people.models import Collaboration
from howff.sensemaking.models import Analysis, Placing, Progress, Study, Suggestion, Theme

SAID = (
    "The bus is always late.",
    "Nobody tells us why we wait.",
    "I missed my appointment again.",
    "Evenings are worst, after seven there is nothing.",
)


def theme_in(collaboration: Collaboration, said: Sequence[str] = SAID) -> Theme:
    """A theme that an analysis suggests, with these quotes in it, the first the surest."""
    study = Study.objects.create(
        collaboration=collaboration, title="What is hard about getting here?", key="prompt:1"
    )
    theme = Theme.objects.create(study=study)
    analysis = Analysis.objects.create(
        study=study, number=1, state=Progress.DONE, finished_at=timezone.now()
    )
    Suggestion.objects.create(
        analysis=analysis, theme=theme, phrases=["late", "wait"], people=len(said), stability=0.8
    )
    for place, text in enumerate(said):
        put_in(theme, text, source=f"answer:1:{place}:1", sure=0.9 - place / 100)
    return theme


def put_in(
    theme: Theme,
    text: str,
    *,
    source: str,
    audience: Audience = Audience.REPORT,
    state: PassageState = PassageState.PUBLISHED,
    sure: float = 0.95,
    unsure: bool = False,
) -> Passage:
    """A quote in a theme, by default one that may be read by everybody."""
    now = timezone.now()
    speaker = Speaker.objects.create(
        name="Fergus Otterburn", role="Visitor", organisation_name="Otters of the North"
    )
    passage = Passage(
        collaboration=theme.study.collaboration,
        source=source,
        text=text,
        speaker=speaker,
        consent=give(attribution=Attribution.NAME, audience=audience),
        state=state,
        said_at=now,
        changed_at=now,
    )
    (kept,) = keep([passage])
    Placing.objects.create(
        analysis=theme.study.analyses.get(number=1),
        theme=theme,
        passage=kept,
        end=len(text),
        confidence=sure,
        unsure=unsure,
    )
    return kept
