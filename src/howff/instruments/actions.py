"""What people do with instruments: begin, copy, change, freeze and import them."""

from dataclasses import replace

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from howff.instruments.definitions import (
    Category,
    Definition,
    InstrumentError,
    Principle,
    Scale,
    digest_of,
    from_json,
    to_json,
)
from howff.instruments.models import Instrument, InstrumentVersion
from howff.instruments.queries import definition_of, draft_of, name_for
from howff.people.actions import remember
from howff.people.models import Collaboration, Person

LONGEST_NAME = 70


@transaction.atomic
def begin(*, collaboration: Collaboration, title: str, by: Person) -> InstrumentVersion:
    """Begin an instrument of one's own, with one statement to be changed."""
    example = Principle(
        id="P1", title=_("Trust"), statement=_("We can say to each other what we think.")
    )
    levels = (_("Not at all"), _("A little"), _("Half and half"), _("Mostly"), _("Completely"))
    definition = Definition(
        name="own",
        title=" ".join(title.split()) or _("Our own questions"),
        language=collaboration.language.casefold(),
        minutes=10,
        scale=Scale(levels=levels),
        categories=(Category(id="part-1", title=_("Working together"), principles=(example,)),),
    )
    return _new(collaboration, definition, by, "began the instrument")


@transaction.atomic
def copy(
    *, version: InstrumentVersion, collaboration: Collaboration, by: Person
) -> InstrumentVersion:
    """Make an instrument of one's own from another; its items go on from the other's."""
    original = definition_of(version)
    definition = replace(original, mapping=original.continued)
    note = _("From “%(title)s”, version %(number)s") % {
        "title": original.title,
        "number": version.number,
    }
    return _new(collaboration, definition, by, "copied the instrument", note)


@transaction.atomic
def import_definition(
    *, definition: Definition, collaboration: Collaboration, by: Person
) -> InstrumentVersion:
    """Keep an instrument that came from a file as one of one's own."""
    return _new(collaboration, definition, by, "imported the instrument")


@transaction.atomic
def save(
    *, version: InstrumentVersion, definition: Definition, by: Person, revision: int
) -> InstrumentVersion:
    """Keep a draft as somebody changed it, unless it is in use or somebody else changed it."""
    locked = _changeable(version)
    if locked.revision != revision:
        told = _("Somebody else changed this instrument meanwhile. Please look, and try again.")
        raise InstrumentError(told, code="changed", status=409)
    kept = from_json(to_json(replace(definition, name=locked.instrument.name)))
    _write(locked, kept)
    locked.revision += 1
    locked.save(update_fields=["content", "digest", "revision"])
    _retitle(locked.instrument, kept.title)
    _remember(locked, by, "changed the instrument")
    return locked


@transaction.atomic
def new_version(*, instrument: Instrument, by: Person) -> InstrumentVersion:
    """The next version to be changed: each of its items goes on from the same one before."""
    Instrument.objects.select_for_update().get(pk=instrument.pk)
    if draft := draft_of(instrument):
        return draft
    newest = instrument.versions.all()[0]
    before = definition_of(newest)
    definition = replace(before, mapping=before.continued)
    version = InstrumentVersion(instrument=instrument, number=newest.number + 1)
    _write(version, definition)
    version.save()
    _remember(version, by, "began a version of the instrument")
    return version


@transaction.atomic
def freeze(*, version: InstrumentVersion, by: Person | None = None) -> InstrumentVersion:
    """Let a version be changed no more, because a round uses it; again, nothing happens."""
    locked = InstrumentVersion.objects.select_for_update().get(pk=version.pk)
    if locked.frozen_at is None:
        locked.frozen_at = timezone.now()
        locked.save(update_fields=["frozen_at"])
        _remember(locked, by, "froze the instrument")
    version.frozen_at = locked.frozen_at
    return locked


@transaction.atomic
def remove(*, version: InstrumentVersion, by: Person) -> None:
    """Take a draft away; its instrument goes with its last version."""
    locked = _changeable(version)
    try:
        locked.delete()
    except ProtectedError as error:
        told = _("A round is being prepared with it. Choose another instrument there first.")
        raise InstrumentError(told, code="in_use", status=409) from error
    _remember(locked, by, "removed the instrument")
    if not locked.instrument.versions.exists():
        locked.instrument.delete()


def _new(
    collaboration: Collaboration, definition: Definition, by: Person, verb: str, note: str = ""
) -> InstrumentVersion:
    """Keep a new instrument of a collaboration with its first version."""
    name = name_for(collaboration, slugify(definition.title)[:LONGEST_NAME].strip("-") or "own")
    instrument = Instrument.objects.create(
        collaboration=collaboration, name=name, title=definition.title, created_by=by
    )
    version = InstrumentVersion(instrument=instrument, note=note[:300])
    _write(version, from_json(to_json(replace(definition, name=name))))
    version.save()
    _remember(version, by, verb)
    return version


def _changeable(version: InstrumentVersion) -> InstrumentVersion:
    """Lock a version, and refuse if it is in use or comes with Howff."""
    rows = InstrumentVersion.objects.select_for_update(of=("self",)).select_related("instrument")
    locked = rows.get(pk=version.pk)
    if locked.frozen_at is not None:
        told = _(
            "Version %(number)s is in use since %(day)s, and answers must stay comparable. "
            "Make version %(next)s to change it."
        )
        day = date_format(timezone.localdate(locked.frozen_at), "j F Y")
        parts = {"number": locked.number, "day": day, "next": locked.number + 1}
        raise InstrumentError(told % parts, code="frozen", status=409)
    return locked


def _write(version: InstrumentVersion, definition: Definition) -> None:
    version.content, version.digest = to_json(definition), digest_of(definition)


def _retitle(instrument: Instrument, title: str) -> None:
    if instrument.title != title:
        instrument.title = title
        instrument.save(update_fields=["title"])


def _remember(version: InstrumentVersion, by: Person | None, verb: str) -> None:
    """One line of history, without the instrument's words."""
    remember(
        collaboration=version.instrument.collaboration,
        by=by,
        verb=verb,
        subject=version.instrument.title,
        details={"version": version.number},
    )
