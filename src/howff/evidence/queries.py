"""The one door to what people said: words come out only as far as consent allows."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import batched

from django.utils.translation import gettext as _

from howff.consent.models import Attribution, Audience, Consent
from howff.consent.queries import allows
from howff.evidence.models import Passage, PassageState, Speaker, Use

TAKEN_BACK = "taken back"
NOT_FOR_THIS_AUDIENCE = "not for this audience"
PUBLISHED = (PassageState.PUBLISHED,)
MODERATION = (PassageState.REVIEW, PassageState.PUBLISHED, PassageState.ARCHIVED)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words with the attribution their speaker chose; or none, and why they may not be shown."""

    id: int
    text: str
    attribution: str
    language: str
    state: str
    reason: str = ""

    @property
    def withdrawn(self) -> bool:
        """Whether the words may not be shown."""
        return bool(self.reason)


def quotes(
    passages: Iterable[int], audience: Audience, states: Iterable[PassageState] = PUBLISHED
) -> dict[int, Quote]:
    """The passages as this audience may read them, by number; unknown numbers are left out."""
    shown = frozenset(states)
    return {row.pk: _quote(row, audience, shown) for row in _rows(passages)}


def texts(
    passages: Iterable[int], audience: Audience, states: Iterable[PassageState] = PUBLISHED
) -> dict[int, str]:
    """Only the words that this audience may read, by number: for counting and for clouds."""
    found: dict[int, str] = {}
    for numbers in batched(passages, 5000):
        rows = Passage.objects.filter(pk__in=numbers, state__in=list(states))
        if audience == Audience.REPORT:
            rows = rows.filter(consent__audience=Audience.REPORT)
        found.update(rows.values_list("pk", "text"))
    return found


def own_words(passages: Iterable[int]) -> dict[int, Quote]:
    """What a person said, for that person alone: whatever its state, unless taken back."""
    return quotes(passages, Audience.GROUP, MODERATION)


def used_in(passage_id: int) -> list[Use]:
    """Every place that cites the passage, newest first."""
    return list(Use.objects.filter(passage=passage_id).order_by("-pk"))


def attribution_of(consent: Consent, speaker: Speaker | None) -> str:
    """How the speaker is named: never more than they chose, nor more than they told."""
    someone = _("a participant")
    if speaker is None or consent.attribution == Attribution.NONE:
        return someone
    if consent.attribution == Attribution.NAME:
        return speaker.name or someone
    if consent.attribution == Attribution.ROLE:
        return speaker.role or someone
    return ", ".join(filter(None, [speaker.role, speaker.organisation_name])) or someone


def _rows(passages: Iterable[int]) -> Iterable[Passage]:
    for numbers in batched(passages, 5000):
        yield from Passage.objects.filter(pk__in=numbers).select_related("consent", "speaker")


def _quote(row: Passage, audience: Audience, shown: frozenset[PassageState]) -> Quote:
    reason = _why_not(row, audience, shown)
    return Quote(
        id=row.pk,
        text="" if reason else row.text,
        attribution="" if reason else attribution_of(row.consent, row.speaker),
        language=row.language,
        state=row.state,
        reason=reason,
    )


def _why_not(row: Passage, audience: Audience, shown: frozenset[PassageState]) -> str:
    if row.state == PassageState.WITHDRAWN:
        return TAKEN_BACK
    if row.state not in shown or not allows(row.consent, audience):
        return NOT_FOR_THIS_AUDIENCE
    return ""
