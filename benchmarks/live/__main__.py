"""`python -m benchmarks.live`: measures live conversations on this machine."""

import asyncio
import json
import platform
import resource
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import uvloop

from benchmarks.live.scenarios import SCENARIOS


def main() -> int:
    """Run what was asked for, and write a line of JSON for each result."""
    options = parser().parse_args()
    raise_file_limit()
    plan = [
        (name, database)
        for name in options.only or SCENARIOS
        for database in options.database or databases(name)
    ]
    for name, database in plan:
        print(f"{name} on {database}: {SCENARIOS[name].__doc__}", file=sys.stderr)
    for name, database in plan:
        uvloop.run(measure(name, database, options))
    return 0


def databases(name: str) -> list[str]:
    """Counting must be exact on both; how quick and cheap it is, is measured on the default."""
    return ["sqlite", "postgresql"] if name.startswith(("count", "kill", "idle")) else ["sqlite"]


def parser() -> ArgumentParser:
    """What may be typed."""
    command = ArgumentParser(prog="python -m benchmarks.live", description=__doc__)
    command.add_argument("--only", nargs="+", choices=list(SCENARIOS), metavar="NAME")
    command.add_argument("--database", nargs="+", choices=["sqlite", "postgresql"])
    command.add_argument("--to", type=Path, help="a file that gets the lines too")
    return command


async def measure(name: str, database: str, options: Namespace) -> None:
    """One scenario on one database."""
    async for row in SCENARIOS[name](database):
        line = json.dumps({"scenario": name, "database": database, **row, **machine()})
        print(json.dumps({"scenario": name, "database": database, **row}), flush=True)
        if options.to:
            with options.to.open("a") as file:
                file.write(f"{line}\n")
        await asyncio.sleep(0)


def machine() -> dict[str, Any]:
    """Where and when this was measured."""
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False
    )
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit.stdout.strip(),
        "python": platform.python_version(),
        "kernel": platform.release(),
    }


def raise_file_limit() -> None:
    """As many connections as the system allows; the server inherits it."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


if __name__ == "__main__":
    sys.exit(main())
