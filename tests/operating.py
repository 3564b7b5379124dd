"""Howff as an operator has it: the real command in a process of its own, on a folder of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent

Howff = Callable[..., subprocess.CompletedProcess[str]]


def howff_in(folder: Path) -> Howff:
    """The command, working in this folder; keyword arguments are settings."""

    def run(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        environment = {key: value for key, value in os.environ.items() if "HOWFF" not in key}
        environment |= {"HOWFF_DATA": str(folder / "data"), "PYTHONWARNINGS": "default"}
        return subprocess.run(
            [Path(sys.executable).parent / "howff", *arguments],
            env=environment | settings,
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run
