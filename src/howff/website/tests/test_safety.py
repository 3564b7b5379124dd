"""`howff check` finds what is unsafe, and says how to mend it."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from howff.website import environment, safety

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def safe(settings, tmp_path: Path) -> None:
    """An installation in which all is well."""
    tmp_path.chmod(0o700)
    (tmp_path / "last-backup").write_text(timezone.now().isoformat())
    settings.DATA = tmp_path
    settings.DEBUG = False
    settings.DEMO_KEY = ""
    settings.SECRET_KEY = "".join(chr(65 + number % 57) for number in range(64))
    settings.PUBLIC_ADDRESS = "https://howff.example"
    settings.ALLOWED_HOSTS = ["howff.example"]
    settings.MAILERS = environment.mailers("smtp+tls://mail.howff.example")
    settings.DEFAULT_FROM_EMAIL = "Howff <howff@howff.example>"


def wrong() -> list[str]:
    """What is to be mended, apart from how the test's own database is kept."""
    durable = "What the database acknowledged, it keeps, whatever happens"
    return [one.about for one in safety.findings() if not one.well and one.about != durable]


def test_a_good_installation_has_nothing_to_mend() -> None:
    assert wrong() == []


@pytest.mark.parametrize(
    ("setting", "value", "about"),
    [
        ("DEBUG", True, "Nobody sees our inner workings"),
        ("DEMO_KEY", "letmein", "Nobody signs in without e-mail"),
        ("PUBLIC_ADDRESS", "http://howff.example", "The address begins with https"),
        ("ALLOWED_HOSTS", ["*"], "We answer to our own name only"),
        ("SECRET_KEY", "short", "The secret key is long and our own"),
        (
            "MAILERS",
            environment.mailers("console:"),
            "E-mail really goes out, so that people can sign in",
        ),
        ("DEFAULT_FROM_EMAIL", "howff@localhost", "E-mail comes from an address of ours"),
    ],
)
def test_what_is_unsafe_is_found(settings, setting: str, value: object, about: str) -> None:
    setattr(settings, setting, value)
    assert about in wrong()


def test_a_data_folder_that_others_can_read_is_found(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert wrong() == ["Only its owner can read the data folder"]


@pytest.mark.parametrize("days", [3, None])
def test_a_missing_or_old_backup_is_found(tmp_path: Path, days: int | None) -> None:
    mark = tmp_path / "last-backup"
    mark.unlink()
    if days:
        mark.write_text((timezone.now() - timedelta(days=days)).isoformat())
    assert wrong() == ["There is a backup of the last two days"]


def test_every_finding_says_how_to_mend_it(settings) -> None:
    settings.DEBUG = True
    assert all(one.mend for one in safety.findings() if not one.well)
