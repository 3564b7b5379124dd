"""The backup file: a zip with the database, the secret key and a manifest that vouches for both."""

import hashlib
import json
import os
import zipfile
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection

from howff.website.errors import Refused

FORMAT = "howff backup 1"
MANIFEST = "manifest.json"
DATABASE = "database"
SECRET = "secret-key"  # noqa: S105  the name of a member, not a secret


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself."""

    format: str
    howff: str
    made_at: str
    expires_at: str
    database: str
    sha256: dict[str, str]

    @property
    def made(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.made_at)

    @property
    def expires(self) -> datetime:
        """The last moment that the backup may be kept."""
        return datetime.fromisoformat(self.expires_at)


def manifest_for(files: list[Path], made: datetime) -> Manifest:
    """The manifest of a backup of these files, as they were at this moment."""
    return Manifest(
        format=FORMAT,
        howff=version("howff"),
        made_at=made.isoformat(),
        expires_at=(made + timedelta(days=settings.BACKUP_DAYS)).isoformat(),
        database=connection.vendor,
        sha256={file.name: digest(file) for file in files},
    )


def write(target: Path, files: list[Path], made: datetime) -> Manifest:
    """Write the backup whole or not at all, readable by its owner alone."""
    manifest = manifest_for(files, made)
    part = files[0].parent / "backup.part"
    with (
        os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle,
        zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=2))
        for file in files:
            archive.write(file, file.name)
    part.replace(target)
    return manifest


def manifest_of(source: Path) -> Manifest:
    """What a backup says of itself; a file that is none is refused."""
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = Manifest(**json.loads(archive.read(MANIFEST)))
    except FileNotFoundError:
        raise Refused(f"There is no file {source}.") from None
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, OSError):
        raise Refused(f"{source} is not a backup of Howff, or it is damaged.") from None
    if manifest.format != FORMAT:
        raise Refused(f"{source} was made by another version of Howff, {manifest.howff}.")
    return manifest


def extract(source: Path, manifest: Manifest, folder: Path) -> None:
    """Unpack the members that the manifest names, and refuse any that changed since."""
    for name, expected in manifest.sha256.items():
        try:
            with zipfile.ZipFile(source) as archive:
                file = Path(archive.extract(name, folder))
        except (zipfile.BadZipFile, KeyError, OSError, EOFError):
            raise Refused(f"{source} is damaged: {name} cannot be read.") from None
        if digest(file) != expected:
            raise Refused(f"{source} is damaged: {name} is not what was written.")


def digest(file: Path) -> str:
    """The file's SHA-256."""
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
