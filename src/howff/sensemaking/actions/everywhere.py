"""Gathering themes of many collaborations: asking, agreeing, taking back, and joining."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from howff.evidence.actions import cite
from howff.evidence.models import Use
from howff.people.actions import remember
from howff.people.actions.keeping import tidy, tidy_lines
from howff.people.errors import Refused
from howff.people.models import Collaboration, Person
from howff.sense.rounds.across import ENOUGH
from howff.sensemaking.models import CommonTheme, Gathering, SharedTheme, ThemeShare
from howff.sensemaking.queries.sharing import Offered, offered, standing


@dataclass(frozen=True, slots=True)
class Choice:
    """A theme that somebody agrees to share: as they saw it, with the quote or without one."""

    theme: int
    name: str
    quote: int | None = None


@transaction.atomic
def gather(*, host: Collaboration, title: str, by: Person, purpose: str = "") -> Gathering:
    """Ask other collaborations to put their themes together."""
    if not tidy(title):
        raise Refused("invalid", _("Please give it a title."), field="title")
    gathering = Gathering.objects.create(
        host=host,
        title=tidy(title)[:200],
        purpose=tidy_lines(purpose)[:4000],
        key=secrets.token_urlsafe(9),
        created_by=by,
    )
    remember(collaboration=host, by=by, verb="asked others for themes", subject=gathering.title)
    return gathering


@transaction.atomic
def agree(
    *, gathering: Gathering, collaboration: Collaboration, chosen: Sequence[Choice], by: Person
) -> ThemeShare:
    """Agree that these themes are shown, and no others; what was agreed before is replaced."""
    locked = Gathering.objects.select_for_update().get(pk=gathering.pk)
    offers = {one.theme: one for one in offered(collaboration, locked)}
    _must_be_as_seen(chosen, offers)
    share = _share(locked, collaboration, by)
    share.themes.exclude(theme__in=[one.theme for one in chosen]).delete()
    for one in chosen:
        as_seen = {"name": one.name, "quote_id": one.quote}
        SharedTheme.objects.update_or_create(share=share, theme_id=one.theme, defaults=as_seen)
    _cite(share)
    _forget_single(locked)
    _show_those_who_came_together(locked)
    _remember(share, by, "agreed to share themes")
    share.refresh_from_db()
    return share


@transaction.atomic
def stop_sharing(*, share: ThemeShare, by: Person | None) -> None:
    """Share no longer: the themes are gone at once; that there was a consent stays told."""
    locked = Gathering.objects.select_for_update().get(pk=share.gathering_id)
    if not standing(locked).filter(pk=share.pk).exists():
        raise Refused("gone", _("These themes are no longer shared."), status=409)
    share.themes.all().delete()
    share.shown, share.withdrawn_at = False, timezone.now()
    share.save(update_fields=["shown", "withdrawn_at"])
    _cite(share)
    _forget_single(locked)
    _remember(share, by, "no longer shares themes")


@transaction.atomic
def join_everywhere(
    *, gathering: Gathering, themes: Sequence[SharedTheme], by: Person
) -> CommonTheme:
    """Say that themes of different collaborations are the same; what was joined before stays so."""
    if len(themes) < 2 or any(one.share.gathering_id != gathering.pk for one in themes):
        raise Refused("few", _("Please choose at least two themes."))
    known = {one.common_id for one in themes if one.common_id}
    common = CommonTheme.objects.create(gathering=gathering, created_by=by)
    SharedTheme.objects.filter(common__in=known).update(common=common)
    SharedTheme.objects.filter(pk__in=[one.pk for one in themes]).update(common=common)
    _forget_single(gathering)
    _remember_joining(gathering, by, "joined themes of others")
    return common


@transaction.atomic
def part_everywhere(*, common: CommonTheme, by: Person) -> None:
    """Say that joined themes are not the same after all."""
    _remember_joining(common.gathering, by, "parted themes of others")
    common.delete()


def _must_be_as_seen(chosen: Sequence[Choice], offers: Mapping[int, Offered]) -> None:
    if not chosen:
        raise Refused("few", _("Please choose at least one theme."), field="theme")
    if not all(one.theme in offers and _is_as_seen(one, offers[one.theme]) for one in chosen):
        told = _("These themes have changed since you looked. Please look again.")
        raise Refused("changed", told, field="theme", status=409)


def _is_as_seen(one: Choice, offer: Offered) -> bool:
    same_quote = one.quote is None or (offer.quote is not None and offer.quote.id == one.quote)
    return offer.enough and offer.name == one.name and same_quote


def _share(gathering: Gathering, collaboration: Collaboration, by: Person) -> ThemeShare:
    about = {"agreed_by": by, "agreed_at": timezone.now()}
    share, _new = ThemeShare.objects.update_or_create(
        gathering=gathering, collaboration=collaboration, withdrawn_at=None, defaults=about
    )
    return share


def _cite(share: ThemeShare) -> None:
    """Let those who are quoted see where."""
    name = f"themes:{share.pk}"
    quoted = [one.quote_id for one in share.themes.all() if one.quote_id]
    Use.objects.filter(used_by=name).exclude(passage__in=quoted).delete()
    cite(passage_ids=quoted, used_by=name, label=share.gathering.title)


def _show_those_who_came_together(gathering: Gathering) -> None:
    """One alone that came later would be known by what it adds: wait until there are enough."""
    waiting = standing(gathering).filter(shown=False)
    if waiting.count() >= ENOUGH:
        waiting.update(shown=True)


def _forget_single(gathering: Gathering) -> None:
    """What is joined with nothing is not joined."""
    counted = gathering.common.annotate(n=Count("themes"))
    gathering.common.filter(pk__in=_numbers(counted.filter(n__lt=2))).delete()


def _numbers(rows: Iterable[CommonTheme]) -> list[int]:
    return [one.pk for one in rows]


def _remember(share: ThemeShare, by: Person | None, verb: str) -> None:
    """Only in the history of those who share: whoever gathers is not told who they are."""
    told = {"with": share.gathering.host.name}
    remember(
        collaboration=share.collaboration,
        by=by,
        verb=verb,
        subject=share.gathering.title,
        details=told,
    )


def _remember_joining(gathering: Gathering, by: Person, verb: str) -> None:
    remember(collaboration=gathering.host, by=by, verb=verb, subject=gathering.title)
