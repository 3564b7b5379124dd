"""Bad days of answering: two screens, no signal, too late; and a promise that is not broken."""

import pytest
from playwright.sync_api import Page, expect

from journeys.conftest import Server
from journeys.stock import Check, Open, Prepared, begin, kept, rate

pytestmark = pytest.mark.browser
HERE, THERE = "Typed at the kitchen table.", "Typed on the bus."


def test_two_screens_on_one_link_lose_no_word(
    phone: Open, accessible: Check, stock: Prepared
) -> None:
    one, other = phone(), phone()
    mine = begin(one, stock["bad"]["code"])
    other.goto(mine)
    rate(other, "P1", "1").fill(THERE)
    kept(other)
    rate(one, "P1", "5").fill(HERE)
    expect(one.locator("[data-state]")).to_contain_text("Changed on another screen.")
    one.get_by_role("button", name="Save", exact=True).click()
    expect(one.get_by_role("heading", name="Changed on two screens")).to_be_visible()
    for words in (HERE, THERE):
        expect(one.locator("dl.answered").get_by_text(words)).to_be_visible()
    accessible(one)
    one.get_by_role("button", name="Keep what I typed here").click()
    expect(one.locator("#say-P1")).to_have_value(HERE)
    other.reload()
    expect(other.locator("#say-P1")).to_have_value(HERE)


def test_without_signal_words_wait_and_arrive(phone: Open, stock: Prepared) -> None:
    cleo = phone()
    mine = begin(cleo, stock["bad"]["code"])
    cleo.context.set_offline(True)
    rate(cleo, "P1", "2").fill(HERE)
    expect(cleo.locator("[data-state]")).to_have_text("Not saved yet. We keep trying.")
    cleo.context.set_offline(False)
    kept(cleo)
    again = phone()
    again.goto(mine)
    expect(again.locator("#say-P1")).to_have_value(HERE)
    expect(again.locator("[name=rate-P1][value='2']")).to_be_checked()


def test_what_is_typed_while_saving_outlives_the_page(phone: Open, stock: Prepared) -> None:
    cleo = phone()
    mine = begin(cleo, stock["bad"]["code"])
    slow = {"offline": False, "latency": 1500, "downloadThroughput": -1, "uploadThroughput": -1}
    cleo.context.new_cdp_session(cleo).send("Network.emulateNetworkConditions", slow)
    words = rate(cleo, "P1", "2")
    expect(cleo.locator("[data-state]")).to_have_text("Saving…")
    words.fill(HERE)
    cleo.goto("about:blank")
    cleo.wait_for_timeout(4000)
    again = phone()
    again.goto(mine)
    expect(again.locator("[name=rate-P1][value='2']")).to_be_checked()
    expect(again.locator("#say-P1")).to_have_value(HERE)


def test_without_scripts_every_button_still_works(
    phone: Open, accessible: Check, stock: Prepared
) -> None:
    plain = phone(java_script_enabled=False)
    begin(plain, stock["bad"]["code"])
    rate(plain, "P1", "NA")
    plain.get_by_role("button", name="Look over my answers").click()
    expect(plain.get_by_text("You rated 1 of 13.")).to_be_visible()
    plain.get_by_role("button", name="Send my answers").click()
    expect(plain.get_by_text("Your answers are in.")).to_be_visible()


def test_the_promised_threshold_is_not_lowered(
    desk: Open, accessible: Check, stock: Prepared
) -> None:
    ana = desk()
    ask_for(ana, stock["bad"]["round"], "7")
    ana.wait_for_url(f"**/rounds/{stock['bad']['round']}/")
    expect(ana.get_by_text("groups of fewer than 7 people")).to_be_visible()
    for lower in ("6", "4"):
        ask_for(ana, stock["bad"]["round"], lower)
        box = ana.get_by_label("Hide groups of fewer than")
        expect(box).to_have_value(lower)
        expect(box).to_have_attribute("aria-invalid", "true")
        accessible(ana)


def ask_for(ana: Page, round: int, threshold: str) -> None:
    """Ask for a threshold on the page of days and rules."""
    ana.goto(f"/rounds/{round}/rules/")
    ana.get_by_text("What is hidden, and what is offered").click()
    ana.get_by_label("Hide groups of fewer than").fill(threshold)
    ana.get_by_role("button", name="Save", exact=True).click()


def test_too_late_is_told_kindly(
    phone: Open, accessible: Check, server: Server, stock: Prepared
) -> None:
    late = phone()
    begin(late, stock["late"]["code"])
    rate(late, "P1", "3").fill(HERE)
    kept(late)
    server.call("POST", f"/rounds/{stock['late']['round']}/close")
    late.get_by_role("button", name="Look over my answers").click()
    expect(late.get_by_role("heading", name="This round is closed")).to_be_visible()
    accessible(late)
    late.goto(f"/r/{stock['late']['code']}/")
    expect(late.get_by_text("No more answers are taken")).to_be_visible()
    accessible(late)
