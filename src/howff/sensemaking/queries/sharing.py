"""What a collaboration could share of its themes, and the doors to what is gathered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from howff.consent.models import Attribution, Audience
from howff.evidence.models import Passage
from howff.evidence.queries import Quote
from howff.people.models import Collaboration, Membership, Role
from howff.people.rules import Someone
from howff.sensemaking.models import (
    CommonTheme,
    Gathering,
    SharedTheme,
    Study,
    Theme,
    ThemeShare,
    ThemeState,
)
from howff.sensemaking.queries.grounds import quotes_for
from howff.sensemaking.queries.inside import people_in
from howff.sensemaking.queries.sources import all_told, people_known
from howff.sensemaking.rules import may_decide, may_see, may_share_themes

ENOUGH_PEOPLE = 10
ROUNDED_TO = 5


@dataclass(frozen=True, slots=True)
class Offered:
    """A theme that could be shared: exactly what others would see of it, and how many are in it."""

    theme: int
    name: str
    people: int
    quote: Quote | None
    shared: bool
    quoted: bool

    @property
    def enough(self) -> bool:
        """Whether so many people are in it that it would be shown."""
        return self.people >= ENOUGH_PEOPLE

    @property
    def told(self) -> int:
        """The number that others would be told."""
        return rounded(self.people)


def rounded(people: int) -> int:
    """A number of people as it is told elsewhere: down to fives."""
    return people // ROUNDED_TO * ROUNDED_TO


def gatherings_of(host: Collaboration) -> QuerySet[Gathering]:
    """What a collaboration gathers, newest first."""
    return Gathering.objects.filter(host=host)


def gathering_for(person: Someone, pk: int) -> Gathering:
    """Gathered themes that this person may see: the people of its host."""
    found = Gathering.objects.select_related("host").filter(pk=pk).first()
    if found is None or not may_see(person, found.host):
        raise Http404
    return found


def gathering_to_decide(person: Someone, pk: int) -> Gathering:
    """Gathered themes of which this person may say which are the same."""
    found = gathering_for(person, pk)
    if not may_decide(person, found.host):
        raise PermissionDenied
    return found


def gathering_by_key(key: str) -> Gathering:
    """What an invitation leads to."""
    found = Gathering.objects.select_related("host").filter(key=key).first()
    if found is None:
        raise Http404
    return found


def common_in(gathering: Gathering, pk: int) -> CommonTheme:
    """Themes that somebody joined here, or not found."""
    found = CommonTheme.objects.filter(gathering=gathering, pk=pk).first()
    if found is None:
        raise Http404
    return found


def places_to_share(person: Someone) -> QuerySet[Collaboration]:
    """The collaborations for which this person may agree."""
    mine = Membership.objects.filter(person=person.pk, role=Role.FACILITATOR)
    return Collaboration.objects.filter(pk__in=mine.values("collaboration")).order_by("name", "pk")


def standing(gathering: Gathering) -> QuerySet[ThemeShare]:
    """What collaborations share with it and did not take back."""
    return gathering.shares.filter(withdrawn_at=None)


def shares_of(collaboration: Collaboration) -> QuerySet[ThemeShare]:
    """What a collaboration shares with others, newest first."""
    rows = ThemeShare.objects.filter(collaboration=collaboration, withdrawn_at=None)
    return rows.select_related("gathering__host").prefetch_related("themes").order_by("-pk")


def share_to_end(person: Someone, pk: int) -> ThemeShare:
    """A share of a collaboration that this person facilitates."""
    rows = ThemeShare.objects.select_related("collaboration", "gathering")
    share = rows.filter(pk=pk).first()
    if share is None or not may_see(person, share.collaboration):
        raise Http404
    if not may_share_themes(person, share.collaboration):
        raise PermissionDenied
    return share


def offered(collaboration: Collaboration, gathering: Gathering | None = None) -> list[Offered]:
    """The themes that people accepted and named, where everybody here may see what was said."""
    rows = Theme.objects.filter(
        study__collaboration=collaboration, state=ThemeState.ACCEPTED, merged_into=None
    )
    named = rows.exclude(name="").select_related("study").order_by("name", "pk")
    themes = [one for one in named if may_leave(one.study)]
    people, words = people_in(one.pk for one in themes), _quotes(themes)
    shared = SharedTheme.objects.filter(
        share__gathering=gathering, share__collaboration=collaboration, share__withdrawn_at=None
    )
    before = dict(shared.values_list("theme", "quote"))
    return [
        Offered(
            theme=one.pk,
            name=one.name,
            people=people[one.pk],
            quote=words.get(one.pk),
            shared=one.pk in before,
            quoted=before.get(one.pk) is not None,
        )
        for one in themes
    ]


def may_leave(study: Study) -> bool:
    """Whether its numbers may be told elsewhere: all is told here, and nobody counts twice.

    Of a round nobody knows who wrote what, so only one of its questions by itself counts people.
    """
    one_each = people_known(study.sources) or len(study.sources) == 1
    return one_each and all_told(study.sources)


def by_role(found: Mapping[int, Quote]) -> dict[int, Quote]:
    """The quotes without names and organisations: a role at most, where its speaker tells it."""
    tells = (Attribution.ROLE, Attribution.ORGANISATION)
    rows = Passage.objects.filter(pk__in=found, consent__attribution__in=tells)
    roles = dict(rows.values_list("pk", "speaker__role"))
    someone = _("a participant")
    return {pk: replace(one, attribution=roles.get(pk) or someone) for pk, one in found.items()}


def _quotes(themes: Iterable[Theme]) -> dict[int, Quote]:
    chosen = quotes_for(list(themes), Audience.REPORT)
    shown = by_role({one.id: one for one in chosen.values()})
    return {theme: shown[one.id] for theme, one in chosen.items()}
