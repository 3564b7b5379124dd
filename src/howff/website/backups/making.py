"""Makes a backup."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from howff.website.backups import archive, engines
from howff.website.errors import Refused

LAST = "last-backup"


def make(target: Path) -> tuple[Path, archive.Manifest]:
    """Back up into the file, or into a dated file in the folder, and say where it went."""
    if target.is_dir():
        drop_expired(target)
        target /= f"howff-{timezone.localtime():%Y-%m-%d-%H%M%S}.howff"
    if not target.parent.is_dir():
        raise Refused(f"There is no folder {target.parent}.")
    with tempfile.TemporaryDirectory(prefix=".howff-", dir=target.parent) as folder:
        database, secret = Path(folder) / archive.DATABASE, Path(folder) / archive.SECRET
        engines.dump(database)
        secret.write_text(settings.SECRET_KEY)
        manifest = archive.write(target, [database, secret])
    (settings.DATA / LAST).write_text(manifest.made_at)
    return target, manifest


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
