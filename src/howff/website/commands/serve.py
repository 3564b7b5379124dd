"""`howff serve`: the whole site in one process, or in several on PostgreSQL."""

import resource
import sys
from argparse import Namespace
from typing import Any

import uvicorn
from django.conf import settings
from django.db import connection

from howff.website import installation
from howff.website.errors import Refused


def run(options: Namespace) -> int:
    """Bring the data folder up to date, then serve until told to stop."""
    if options.workers > 1 and connection.vendor == "sqlite":
        raise Refused(
            "Several workers need PostgreSQL: set HOWFF_DATABASE_URL, or leave --workers."
        )
    installation.migrate()
    with installation.alone():
        installation.collect_static_files()
        connection.close()
        raise_file_limit()
        print(f"Howff serves {settings.PUBLIC_ADDRESS} from {settings.DATA}. Ctrl+C stops it.")
        sys.stdout.flush()
        uvicorn.run("howff.website.asgi:application", **server_settings(options))
    return 0


def server_settings(options: Namespace) -> dict[str, Any]:
    """How uvicorn runs: a long queue of arrivals, and a stop that open pages cannot delay."""
    return {
        "host": options.host,
        "port": options.port,
        "workers": options.workers,
        "loop": "uvloop" if sys.platform != "win32" else "auto",
        "http": "httptools",
        "ws": "none",
        "backlog": 4096,
        "timeout_graceful_shutdown": 2,
        "timeout_keep_alive": 20,
        "access_log": False,
        "server_header": False,
        "log_level": "warning",
    }


def raise_file_limit() -> None:
    """Let the process hold as many open pages as the system allows."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
