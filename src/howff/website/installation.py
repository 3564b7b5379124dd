"""The data folder and what must stand in it before the site can run."""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection

from howff.website.errors import Refused


def make_folder() -> None:
    """Make the data folder, for its owner's eyes alone."""
    settings.DATA.mkdir(mode=0o700, parents=True, exist_ok=True)


def migrate() -> None:
    """Bring the database to this version of Howff."""
    make_folder()
    call_command("migrate", verbosity=0, interactive=False)


def collect_static_files() -> None:
    """Copy the static files to where they are served from, if they changed since last time."""
    mark = Path(settings.STATIC_ROOT) / "collected"
    state = _static_state()
    if mark.exists() and mark.read_text() == state:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    mark.write_text(state)


@contextmanager
def alone() -> Iterator[None]:
    """Hold the data folder: one process writes to SQLite, and none while a backup comes back."""
    if connection.vendor != "sqlite":
        yield
        return
    with (settings.DATA / "in-use").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(f"Howff is running on {settings.DATA}: stop it first.") from None
        yield


def _static_state() -> str:
    """What tells one set of static files from another: the version, the names, sizes and times."""
    state = hashlib.sha256(version("howff").encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            state.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return state.hexdigest()
