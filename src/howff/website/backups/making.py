"""Makes a backup."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from howff.people.models import Person
from howff.website.backups import archive, engines
from howff.website.errors import Refused

LAST = "last-backup"


def make(target: Path) -> tuple[Path, archive.Manifest]:
    """Back up into the file, or into a dated file in the folder, and say where it went."""
    if not has_people():
        raise Refused(
            "There is nothing to back up here: are HOWFF_DATA and HOWFF_DATABASE_URL set?"
        )
    if target.is_dir():
        drop_expired(target)
        target /= f"howff-{timezone.localtime():%Y-%m-%d-%H%M%S}.howff"
    if not target.parent.is_dir():
        raise Refused(f"There is no folder {target.parent}.")
    with tempfile.TemporaryDirectory(prefix=".howff-", dir=target.parent) as folder:
        database, secret = Path(folder) / archive.DATABASE, Path(folder) / archive.SECRET
        made = timezone.now()  # Before the copy: what people choose during it counts as later.
        engines.dump(database)
        secret.write_text(settings.SECRET_KEY)
        manifest = archive.write(target, [database, secret], made)
    (settings.DATA / LAST).write_text(manifest.made_at)
    return target, manifest


def has_people() -> bool:
    """Whether this is a database of Howff in which there is somebody."""
    try:
        tables = connection.introspection.table_names()
        return Person._meta.db_table in tables and Person.objects.exists()  # noqa: SLF001
    except DatabaseError as problem:
        raise Refused(f"The database does not answer: {problem}".strip()) from None


def drop_expired(folder: Path) -> list[Path]:
    """Delete the backups in the folder that are past their last day, so that words age out."""
    expired = [
        file
        for file in folder.glob("*.howff")
        if archive.manifest_of(file).expires < timezone.now()
    ]
    for file in expired:
        file.unlink()
    return expired
