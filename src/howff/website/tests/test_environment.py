"""Settings that are made once stay as they are, whoever comes first."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from howff.website import environment

NAME = "HOWFF_TEST_SECRET"


def test_processes_that_start_together_share_one_secret(tmp_path: Path) -> None:
    file = tmp_path / "data" / "secret-key"
    with ThreadPoolExecutor(8) as processes:
        secrets = set(processes.map(lambda _: environment.secret(NAME, file), range(64)))
    assert secrets == {file.read_text()}
    assert list(file.parent.iterdir()) == [file]
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_secret_that_another_process_made_meanwhile_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "secret-key"
    link = os.link

    def late(part: str, target: Path) -> None:
        file.write_text("made meanwhile")
        link(part, target)

    monkeypatch.setattr(os, "link", late)
    assert environment.secret(NAME, file) == "made meanwhile"
    assert list(tmp_path.iterdir()) == [file]
