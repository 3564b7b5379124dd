"""What may be seen of instruments, and by whom."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from howff.instruments.definitions import (
    BUILT_IN,
    Definition,
    built_in,
    digest_of,
    from_json,
    to_json,
)
from howff.instruments.models import Instrument, InstrumentVersion
from howff.instruments.rules import may_change, may_see
from howff.people.models import Collaboration
from howff.people.queries import collaboration_for
from howff.people.rules import Someone

MOST_REMEMBERED = 200
_read: dict[str, Definition] = {}


def definition_of(version: InstrumentVersion) -> Definition:
    """What a version asks; read once for each digest."""
    if version.digest not in _read:
        if len(_read) >= MOST_REMEMBERED:
            _read.clear()
        _read[version.digest] = from_json(version.content)
    return _read[version.digest]


def builtin(name: str) -> InstrumentVersion:
    """The version of the instrument that this Howff comes with, kept when first asked for.

    Raises InstrumentError where there is none of this name.
    """
    definition = built_in(name)
    digest = digest_of(definition)
    kept = _versions().filter(instrument__collaboration=None, instrument__name=name)
    return kept.filter(digest=digest).first() or _keep(definition, digest)


@transaction.atomic
def _keep(definition: Definition, digest: str) -> InstrumentVersion:
    """Keep what was shipped as the next version of a built-in instrument, frozen."""
    instrument, _made = Instrument.objects.get_or_create(
        collaboration=None, name=definition.name, defaults={"title": definition.title}
    )
    locked = Instrument.objects.select_for_update().get(pk=instrument.pk)
    newest = locked.versions.first()
    version, _made = InstrumentVersion.objects.get_or_create(
        instrument=locked,
        digest=digest,
        defaults={
            "number": newest.number + 1 if newest else 1,
            "content": to_json(definition),
            "frozen_at": timezone.now(),
        },
    )
    return version


def built_ins() -> list[InstrumentVersion]:
    """Every instrument that comes with Howff, in the order in which they are offered."""
    digests = {name: digest_of(built_in(name)) for name in BUILT_IN}
    kept = _versions().filter(instrument__collaboration=None, digest__in=digests.values())
    by_name = {one.instrument.name: one for one in kept}
    return [by_name.get(name) or builtin(name) for name in BUILT_IN]


def own_versions(collaboration: Collaboration) -> QuerySet[InstrumentVersion]:
    """Every version of a collaboration's own instruments, the newest of each first."""
    own = _versions().filter(instrument__collaboration=collaboration)
    return own.order_by("instrument__title", "instrument", "-number")


def versions_for(person: Someone, collaboration: Collaboration) -> list[InstrumentVersion]:
    """What a collaboration can ask, if this person belongs: its own instruments, then the rest."""
    collaboration_for(person, collaboration.pk)
    newest: dict[int, InstrumentVersion] = {}
    for version in own_versions(collaboration):
        newest.setdefault(version.instrument_id, version)
    return [*newest.values(), *built_ins()]


def version_for(person: Someone, pk: int) -> InstrumentVersion:
    """A version that this person may see; otherwise it is not found."""
    version = _versions().filter(pk=pk).first()
    if version is None or not may_see(person, version.instrument):
        raise Http404
    return version


def version_to_change(person: Someone, pk: int) -> InstrumentVersion:
    """A version of an instrument that this person writes, frozen or not."""
    version = version_for(person, pk)
    if not may_change(person, version.instrument):
        raise PermissionDenied(_("Only a facilitator of its collaboration changes an instrument."))
    return version


def siblings_of(version: InstrumentVersion) -> QuerySet[InstrumentVersion]:
    """The versions of the same instrument, newest first."""
    return InstrumentVersion.objects.filter(instrument=version.instrument_id)


def draft_of(instrument: Instrument) -> InstrumentVersion | None:
    """The version that can still be changed, if there is one."""
    return _versions().filter(instrument=instrument, frozen_at=None).first()


def name_for(collaboration: Collaboration, wanted: str) -> str:
    """A name that no other instrument of the collaboration has."""
    taken = set(
        Instrument.objects.filter(
            Q(name=wanted) | Q(name__startswith=f"{wanted}-"), collaboration=collaboration
        ).values_list("name", flat=True)
    )
    others = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (wanted, *others) if one not in taken)


def _versions() -> QuerySet[InstrumentVersion]:
    return InstrumentVersion.objects.select_related("instrument__collaboration")
