"""Every address x every kind of person, as `access.toml` says; an address without a rule fails."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import override_settings

from . import addresses
from .world import PEOPLE, PROGRAMS, World

TABLE = tomllib.loads(Path(__file__).with_name("access.toml").read_text())
CALLS: dict[str, Any] = TABLE.pop("calls")
PAGES = {
    name if space == "account" else f"{space}:{name}": row
    for space, rows in TABLE.items()
    for name, row in rows.items()
}
METHODS = ("GET", "POST")
SIGNED_IN = set(PEOPLE) - {"nobody"}
WHO = {
    "no one": set(),
    "everyone": set(PROGRAMS),
    "signed in": SIGNED_IN,
    "members": SIGNED_IN - {"dev"},
    "members or nothing": SIGNED_IN - {"dev"},
    "helpers": {"hana", "ana"},
    "facilitators": {"ana"},
    "ana alone": {"ana"},
    "passkey holders": {"ana"},
    "participants": {"participant", "other phone"},
    "the participant alone": {"participant"},
}


def expected(who: str, kind: str) -> str:
    """What somebody of this kind gets where `who` may come in."""
    if kind in WHO[who]:
        return "comes in"
    if who == "the participant alone" and kind == "other phone":
        return "not found"
    if who == "no one" or (who == "members or nothing" and kind == "nobody"):
        return "not found"
    if "participant" in who or kind not in SIGNED_IN:
        return "must sign in"
    if who == "ana alone" or (kind == "dev" and who != "passkey holders"):
        return "not found"
    return "forbidden"


def outcome(response: HttpResponse) -> str:
    """What an answer of the site means for the person who asked."""
    sign_in = (
        response.status_code == 302 and "/account/login/?next=" in response.headers["Location"]
    )
    if sign_in or response.status_code == 401:
        return "must sign in"
    words = {403: "forbidden", 404: "not found", 405: "no such method"}
    return words.get(
        response.status_code, "comes in" if response.status_code < 500 else "is broken"
    )


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One world for the whole table; it is gone afterwards."""
    at_once = override_settings(LIVE=settings.LIVE | {"WRITER": "direct"}, ALLOWED_HOSTS=["*"])
    with django_db_blocker.unblock(), at_once, transaction.atomic():
        yield World()
        transaction.set_rollback(True)


def test_every_page_has_a_rule() -> None:
    assert set(addresses.pages()) ^ set(PAGES) == set()


def test_every_call_has_a_rule() -> None:
    assert set(addresses.calls()) ^ set(CALLS) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_page(name: str, world: World) -> None:
    path = addresses.filled(addresses.pages()[name], world.values)
    sent = world.filled(PAGES[name].get("sent", {}))
    for method in METHODS:
        who = PAGES[name].get(method)
        got = {
            kind: outcome(world.visit(kind, method, path, sent))
            for kind in (PEOPLE if who else ["ana"])
        }
        if who:
            assert got == {kind: expected(who, kind) for kind in PEOPLE}, (method, path)
        else:
            assert got == {"ana": "no such method"}, (method, path)


@pytest.mark.django_db
@pytest.mark.parametrize("name", CALLS)
def test_call(name: str, world: World) -> None:
    method, _ = name.split(" ")
    path = addresses.filled(addresses.calls()[name], world.values)
    sent = world.filled(CALLS[name].get("sent", {}))
    got = {kind: outcome(world.call(kind, method, path, sent)) for kind in PROGRAMS}
    assert got == {kind: expected(CALLS[name]["who"], kind) for kind in PROGRAMS}, path
