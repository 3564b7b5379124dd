"""Static files: whole, compressed, kept for ever, and not sent twice."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from howff.website import staticfiles


@pytest.fixture
def style(settings, tmp_path: Path) -> str:
    """The address of a style sheet, collected as on a server."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "howff.website.staticfiles.HashedModules"}
    }
    call_command("collectstatic", verbosity=0, interactive=False)
    return staticfiles.HashedModules().url("website/tokens.css")


def test_a_style_sheet_is_sent_small_and_kept_for_ever(style: str, db: None) -> None:
    sent = Client().get(style, headers={"accept-encoding": "gzip"})
    assert (sent.status_code, sent["content-encoding"]) == (200, "gzip")
    assert "immutable" in sent["cache-control"]
    assert sent["content-type"].startswith("text/css")


def test_what_the_browser_has_is_not_sent_again(style: str, db: None) -> None:
    first = Client().get(style)
    again = Client().get(style, headers={"if-none-match": first["etag"]})
    assert (again.status_code, again.content) == (304, b"")
