"""Somebody new signs up by e-mail, adds a passkey, and signs in with it the next time."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .conftest import Server

pytestmark = pytest.mark.browser
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def code_sent_to(server: Server, address: str) -> str:
    """The newest code that the server wrote to this address, once it has been printed."""
    letter = rf"^To: {re.escape(address)}$.*?^\s*([A-Z0-9-]{{6,9}})\s*$"
    for _ in range(50):
        printed = (server.data / "server.log").read_text()
        if codes := re.findall(letter, printed, re.MULTILINE | re.DOTALL):
            return str(codes[-1])
        time.sleep(0.1)
    raise AssertionError(f"No code was sent to {address}.")


def unlockable(context: BrowserContext, page: Page) -> None:
    """Give the page's device a fingerprint reader that always says yes."""
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def test_somebody_new_comes_in_by_code_and_comes_back_by_passkey(
    open_context: Callable[..., BrowserContext],
    server: Server,
    accessible: Callable[[Page], None],
) -> None:
    context = open_context()
    page = context.new_page()
    unlockable(context, page)

    here = server.address.replace("127.0.0.1", "localhost")  # no passkey belongs to a number
    page.goto(f"{here}/account/signup/")
    accessible(page)
    page.get_by_label("Your e-mail address").fill("fay@people.example")
    page.get_by_role("button", name="Send me a code").click()
    accessible(page)
    page.get_by_role("textbox").first.fill(code_sent_to(server, "fay@people.example"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Hello")).to_be_visible()
    accessible(page)

    page.get_by_role("link", name="add a passkey").click()
    page.get_by_role("link", name="Add a passkey").click()
    accessible(page)
    page.get_by_label("Name of this device").fill("My phone")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("You have 1 passkey.")).to_be_visible()
    accessible(page)

    page.locator("details.menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{here}/account/login/")
    accessible(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Hello")).to_be_visible()
