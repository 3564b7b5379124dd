"""Brings a backup back, and takes out of it what people took back since it was made."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from howff.website import installation
from howff.website.backups import archive, engines
from howff.website.backups.present import Present, look, tell
from howff.website.errors import Refused


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
        before = look()
        if not (before.empty or replace):
            raise Refused("There is data here already: say --replace to put the backup over it.")
        return Restored(_bring_back(source, manifest, before), complete=before.readable)


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


def _bring_back(source: Path, manifest: archive.Manifest, before: Present) -> int:
    erased = 0

    def afterwards() -> None:
        nonlocal erased
        installation.migrate()
        erased = tell(before, since=manifest.made)

    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=settings.DATA) as folder:
        archive.extract(source, manifest, Path(folder))
        engines.bring_back(Path(folder) / archive.DATABASE, afterwards)
        if not os.environ.get("HOWFF_SECRET_KEY"):
            (Path(folder) / archive.SECRET).chmod(0o600)
            (Path(folder) / archive.SECRET).replace(settings.DATA / archive.SECRET)
    connection.close()
    return erased
