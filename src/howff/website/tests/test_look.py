"""The look: colours that can be read, components shown and described, pages that stay small."""

import gzip
import re
from itertools import combinations
from pathlib import Path

import pytest
from allauth.account.internal.flows.login import record_authentication
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.sessions.backends.db import SessionStore
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from howff.people.models import Person
from howff.website.templatetags.website import share

WEBSITE = Path(__file__).parents[1]
STATIC = WEBSITE / "static" / "website"
TEMPLATES = WEBSITE / "templates"
COMPONENTS = sorted(path.stem for path in (TEMPLATES / "website" / "components").glob("*.html"))
GROUNDS = ["paper", "surface", "sunken", "wash"]
INKS = ["ink", "soft", "accent", "accent-deep", "good", "warn", "bad"]
KINDS = [f"kind-{number}" for number in range(1, 7)]
PUBLIC = ["front", "about", "privacy", "accessibility", "gallery"]


def themes() -> dict[str, dict[str, str]]:
    """The colours of tokens.css in the light and the dark theme."""
    css = (STATIC / "tokens.css").read_text()
    light, dark = css.split("@media (prefers-color-scheme: dark)")
    colours = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
    first = dict(colours.findall(light))
    return {"light": first, "dark": first | dict(colours.findall(dark.split("@media print")[0]))}


def linear(colour: str) -> list[float]:
    """The red, green and blue light of a colour, 0 to 1 (WCAG 2.2, relative luminance)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    weights = (0.2126, 0.7152, 0.0722)
    lights = [
        sum(weight * light for weight, light in zip(weights, linear(colour), strict=True))
        for colour in (one, other)
    ]
    return (max(lights) + 0.05) / (min(lights) + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_can_be_read_on_every_ground(theme: str) -> None:
    colours = themes()[theme]
    pairs = [(ink, ground) for ink in INKS for ground in GROUNDS]
    pairs += [("on-accent", "accent"), ("on-accent", "accent-deep")]
    pairs += [(word, f"{word}-wash") for word in ("good", "warn", "bad")]
    pairs += [("ink", f"{word}-wash") for word in ("good", "warn", "bad")]
    low = [pair for pair in pairs if contrast(*(colours[name] for name in pair)) < 4.5]
    assert low == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_edges_focus_and_kinds_can_be_seen(theme: str) -> None:
    colours = themes()[theme]
    pairs = [(name, ground) for name in ["edge", "focus", *KINDS] for ground in GROUNDS]
    low = [pair for pair in pairs if contrast(*(colours[name] for name in pair)) < 3]
    assert low == []


# Machado, Oliveira and Fernandes 2009, severity 1: how colour-blind people see linear RGB.
SIGHTS = {
    "protanopia": [
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ],
    "deuteranopia": [
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ],
    "tritanopia": [
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ],
}


def seen(colour: str, sight: str) -> tuple[float, float, float]:
    """Where a colour lies in CIE L*a*b* for somebody who sees like this."""
    light = [min(max(sum(map(float.__mul__, row, linear(colour))), 0), 1) for row in SIGHTS[sight]]
    rows = [
        (0.4124564, 0.3575761, 0.1804375),
        (0.2126729, 0.7151522, 0.0721750),
        (0.0193339, 0.1191920, 0.9503041),
    ]
    white = (0.95047, 1.0, 1.08883)
    x, y, z = (
        sum(map(float.__mul__, row, light)) / top for row, top in zip(rows, white, strict=True)
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_kinds_differ_for_colour_blind_readers(theme: str, sight: str) -> None:
    places = {kind: seen(themes()[theme][kind], sight) for kind in KINDS}
    near = [
        pair
        for pair in combinations(KINDS, 2)
        if sum((a - b) ** 2 for a, b in zip(*(places[kind] for kind in pair), strict=True)) < 14**2
    ]
    assert near == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", PUBLIC)
def test_anyone_may_read_the_pages_of_the_site(client: Client, name: str) -> None:
    page = client.get(reverse(f"website:{name}"))
    assert page.status_code == 200
    assert page.content.count(b"<h1") >= 1
    assert b"style=" not in page.content.replace(b"<svg", b"")


@pytest.mark.django_db
def test_the_front_door_asks_for_a_code(client: Client) -> None:
    page = client.get("/").content.decode()
    assert '<form class="front-join flow" method="get" action="/join/">' in page
    assert 'name="code"' in page


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_errors_say_what_to_do_without_a_request(name: str) -> None:
    page = render_to_string(f"{name}.html")
    assert page.count("<h1>") == 1
    assert 'href="/"' in page


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_is_shown_and_described(name: str) -> None:
    shown = "".join((TEMPLATES / "website" / f"{page}.html").read_text() for page in SHOWN_IN)
    drawn_by_others = {"field", "form", "toast"}
    assert name in drawn_by_others or f"components/{name}.html" in shown
    described = (WEBSITE.parents[2] / "docs" / "reference" / "components.md").read_text()
    assert f"`{name}`" in described


SHOWN_IN = ["gallery", "header"]


def test_a_phone_loads_little() -> None:
    sheets = b"".join((STATIC / name).read_bytes() for name in BARE_SHEETS)
    font = (STATIC / "fonts" / "atkinson-latin.woff2").stat().st_size
    assert len(gzip.compress(sheets)) + font < 26_000


BARE_SHEETS = ["tokens.css", "base.css", "phone.css"]


def test_the_look_stays_small() -> None:
    def lines(pattern: str) -> int:
        return sum(len(path.read_text().splitlines()) for path in STATIC.glob(pattern))

    assert lines("*.css") < 900
    assert lines("*.js") < 180


def test_no_template_needs_a_looser_content_policy() -> None:
    loose = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*(?:\bsrc=|application/json))")
    guilty = [path.name for path in TEMPLATES.rglob("*.html") if loose.search(path.read_text())]
    assert guilty == []


@pytest.mark.parametrize(
    ("value", "of", "width"),
    [(61, 93, "65.59"), (93, 93, "100"), (0, 93, "0"), (None, 93, "0"), (1, 0, "0"), (9, 3, "100")],
)
def test_a_bar_is_as_wide_as_its_share(value: float | None, of: float, width: str) -> None:
    assert share(value, of) == width


@pytest.mark.django_db
def test_a_lost_passkey_never_locks_ana_out(ana: Person, rf: RequestFactory) -> None:
    Authenticator.objects.create(user=ana, type=Authenticator.Type.WEBAUTHN, data={})
    request = rf.get("/")
    request.session = SessionStore()
    with request_context(request):
        assert not is_mfa_enabled(ana, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
        assert is_mfa_enabled(ana, [Authenticator.Type.WEBAUTHN])
        record_authentication(request, ana, method="code")
        assert not is_mfa_enabled(ana, [Authenticator.Type.WEBAUTHN])
