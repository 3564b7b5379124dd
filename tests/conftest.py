"""What the tests of the whole share."""

import os
import shutil
from pathlib import Path

import pytest
from operating import Howff, howff_in


@pytest.fixture
def howff(tmp_path: Path) -> Howff:
    """The command on a machine where nothing happened yet."""
    return howff_in(tmp_path)


@pytest.fixture(scope="session")
def browser_path() -> str:
    """The Chromium of this machine; HOWFF_BROWSER names another."""
    chosen = os.environ.get("HOWFF_BROWSER")
    for name in [chosen] if chosen else ["chromium", "chromium-browser", "google-chrome"]:
        if found := shutil.which(name):
            return found
    pytest.fail(
        "No browser: install Chromium (apt-get install chromium), name one in HOWFF_BROWSER, or "
        "leave the journeys out with HOWFF_NO_BROWSER=1."
    )
