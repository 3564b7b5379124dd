"""Howff as an operator has it: the real command in a process of its own, on a folder of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")

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


@pytest.fixture
def howff(tmp_path: Path) -> Howff:
    """The command on a machine where nothing happened yet."""
    return howff_in(tmp_path)


@pytest.fixture(scope="session")
def browser_path() -> str:
    """The Chromium of this machine; HOWFF_BROWSER names another."""
    chosen = os.environ.get("HOWFF_BROWSER")
    for name in [chosen] if chosen else BROWSERS:
        if found := shutil.which(name):
            return found
    pytest.fail(
        "No browser: install Chromium (apt-get install chromium), name one in HOWFF_BROWSER, or "
        "leave the journeys out with HOWFF_NO_BROWSER=1."
    )
