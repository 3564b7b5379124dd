"""What the journeys of taking stock share: who comes, and how a form is filled."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

if TYPE_CHECKING:
    from journeys.conftest import Server

type Open = Callable[..., Page]
type Check = Callable[[Page], None]
type Prepared = dict[str, Any]

RATED = ("P1", "P2", "D1", "D2", "D3", "D4", "L1", "L2", "L3", "R1", "R2", "B1", "B2")


def prepare(server: "Server") -> Prepared:
    """Collaborations that take stock, by name, and their people's sessions."""
    script = Path(__file__).with_name("stock_prepared.py").read_text()
    printed = server.command("manage", "shell", "-c", script)
    made: Prepared = json.loads(printed.split("made ")[-1])
    return made


def signed_in(context: BrowserContext, address: str, session: str) -> Page:
    """A page in which somebody is signed in."""
    context.add_cookies([{"name": "howff_session", "value": session, "url": address}])
    return context.new_page()


def begin(page: Page, code: str, organisation: str = "", place: str = "") -> str:
    """Begin to answer, and give the private link's address."""
    page.goto(f"/r/{code}/")
    if organisation:
        page.get_by_label("Your organisation or group").select_option(label=organisation)
    if place:
        page.get_by_label("Your place in the collaboration").select_option(label=place)
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url(f"**/r/{code}/*/**")
    return page.url.partition("?")[0]


def rate(page: Page, item: str, value: str) -> Locator:
    """Rate a principle on the form, and give the box beside it."""
    page.locator(f"[name='rate-{item}'][value='{value}']").check(force=True)
    return page.locator(f"#say-{item}")


def kept(page: Page) -> None:
    """See that everything so far is kept."""
    expect(page.locator("[data-state]")).to_have_text("Saved")


def counted(page: Page, round: int) -> None:
    """Wait until the answers of a closed round are counted."""
    page.goto(f"/rounds/{round}/")
    expect(page.get_by_role("link", name="See the results").first).to_be_visible()
