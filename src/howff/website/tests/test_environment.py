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


def test_no_server_for_names_is_named_by_default() -> None:
    assert environment.wording("", "small", "k3y") == {}


@pytest.mark.parametrize(
    "url",
    [
        "https://models.example/v1",
        "http://127.0.0.1:8080/v1/",
        "http://localhost/v1",
        "http://[::1]:8080",
    ],
)
def test_a_server_for_names_is_reached_safely(url: str) -> None:
    told = environment.wording(url, "small", "k3y")
    assert told == {"URL": url.rstrip("/"), "MODEL": "small", "KEY": "k3y"}


@pytest.mark.parametrize(
    ("url", "model", "why"),
    [
        ("http://models.example/v1", "small", "use https"),
        ("ftp://models.example", "small", "use https"),
        ("models.example", "small", "use https://host/v1"),
        ("https://user:pass@models.example", "small", "use https://host/v1"),
        ("https://models.example?key=1", "small", "use https://host/v1"),
        ("https://models.example/v1", "", "HOWFF_WORDING_MODEL"),
    ],
)
def test_a_server_for_names_that_cannot_be_used_stops_the_start(
    url: str, model: str, why: str
) -> None:
    with pytest.raises(environment.SettingError, match=why):
        environment.wording(url, model, "")
