"""Brings a backup back, and takes out of it what people took back since it was made."""

import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import batched
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from howff.consent.models import Attribution, Audience
from howff.evidence.actions import choose_consent, erase_again
from howff.evidence.models import Passage, Withdrawal
from howff.people.models import Person
from howff.website import installation
from howff.website.backups import archive, engines
from howff.website.errors import Refused


@dataclass(frozen=True)
class Present:
    """What stands in the database before the backup comes."""

    readable: bool
    empty: bool
    withdrawals: list[tuple[str, datetime]] = field(default_factory=list)
    choices: list[tuple[str, str, str, datetime]] = field(default_factory=list)


@dataclass(frozen=True)
class Restored:
    """How many passages were erased again, and whether all that were taken back are known."""

    erased: int
    complete: bool


def restore(source: Path, *, replace: bool, expired: bool) -> Restored:
    """Replace the database by the backup's, without the words that were taken back since."""
    manifest = _acceptable(source, expired=expired)
    installation.make_folder()
    with installation.alone():
        present = _look()
        if not (present.empty or replace):
            raise Refused("There is data here already: say --replace to put the backup over it.")
        return Restored(_bring_back(source, manifest, present), complete=present.readable)


def _acceptable(source: Path, *, expired: bool) -> archive.Manifest:
    manifest = archive.manifest_of(source)
    if manifest.database != connection.vendor:
        raise Refused(
            f"This backup holds a {manifest.database} database, and the settings name "
            f"{connection.vendor}: see HOWFF_DATABASE_URL."
        )
    if manifest.expires < timezone.now() and not expired:
        raise Refused(
            f"This backup was to be deleted on {manifest.expires:%d %B %Y}: people were promised "
            "that words they take back are gone by then. Say --expired to use it all the same."
        )
    return manifest


def _look() -> Present:
    """A database that cannot be read counts as full, so that only --replace gets rid of it."""
    try:
        installation.migrate()
        withdrawals = list(Withdrawal.objects.values_list("source", "at"))
        changed = Passage.objects.exclude(consent__replaces=None).values_list(
            "source", "consent__attribution", "consent__audience", "consent__given_at"
        )
        return Present(
            readable=True,
            empty=not Person.objects.exists(),
            withdrawals=withdrawals,
            choices=list(changed),
        )
    except DatabaseError:
        return Present(readable=False, empty=False)


def _bring_back(source: Path, manifest: archive.Manifest, present: Present) -> int:
    erased = 0

    def afterwards() -> None:
        nonlocal erased
        installation.migrate()
        erased = erase_again(present.withdrawals)
        choose_again(present.choices, since=manifest.made)

    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=settings.DATA) as folder:
        archive.extract(source, manifest, Path(folder))
        engines.bring_back(Path(folder) / archive.DATABASE, afterwards)
        if not os.environ.get("HOWFF_SECRET_KEY"):
            (Path(folder) / archive.SECRET).chmod(0o600)
            (Path(folder) / archive.SECRET).replace(settings.DATA / archive.SECRET)
    connection.close()
    return erased


def choose_again(choices: Iterable[tuple[str, str, str, datetime]], since: datetime) -> None:
    """Put passages under the consent that their speakers chose after the backup was made."""
    chosen: dict[tuple[str, str], list[str]] = defaultdict(list)
    for source, attribution, audience, given_at in choices:
        if given_at > since:
            chosen[attribution, audience].append(source)
    for (attribution, audience), sources in chosen.items():
        for some in batched(sources, 500):
            choose_consent(
                passage_ids=Passage.objects.filter(source__in=some).values_list("pk", flat=True),
                attribution=Attribution(attribution),
                audience=Audience(audience),
            )
