"""The other doors to a round: paper, an interview, a spreadsheet, an organisation's own answer."""

import re

import pytest
from playwright.sync_api import Page, expect

from journeys.stock import RATED, Check, Open, Prepared, kept, rate

pytestmark = pytest.mark.browser
TABLE = """organisation,place,P1,P2,P1_comment
Lantern Trust,Front line,4,DK,We ask at the door.
Harbour Health,Leadership,2,5,
Nobody Knows,,NMP,3,
"""


def test_paper_is_typed_in_by_keyboard(seat: Open, accessible: Check, stock: Prepared) -> None:
    hana, number = seat("Hana"), stock["doors"]["round"]
    hana.goto(f"/rounds/{number}/")
    hana.get_by_role("link", name="Type in answers from paper").click()
    accessible(hana)
    for form in ("Plain", "Large print"):
        paper = hana.get_by_role("link", name=form).get_attribute("href") or ""
        file = hana.request.get(paper)
        assert file.headers["content-type"] == "application/pdf"
        assert file.body().startswith(b"%PDF")
    for key in (*"12345", "d", "n", "m", *"4444"):
        hana.keyboard.type(key)
        hana.keyboard.press("Enter")
    hana.keyboard.type("9")
    hana.keyboard.press("Enter")
    expect(hana.locator("[role=alert]")).to_be_visible()
    expect(hana.locator("#rate-D4")).to_have_value("DK")
    accessible(hana)
    hana.locator("#rate-B2").fill("5")
    hana.keyboard.press("Enter")
    expect(hana.get_by_text("That answer is kept.")).to_be_visible()
    expect(hana.locator("#rate-P1")).to_be_focused()
    accessible(hana)
    hana.get_by_role("link", name="Correct it").click()
    expect(hana.locator("#rate-P2")).to_have_value("2")
    accessible(hana)


def test_an_interview_is_held_and_handed_over(
    desk: Open, phone: Open, accessible: Check, stock: Prepared
) -> None:
    ana, number = desk(), stock["doors"]["round"]
    ana.goto(f"/rounds/{number}/interviews/")
    accessible(ana)
    ana.get_by_role("button", name="Begin the interview").click()
    expect(ana.locator("[name=agreed]:invalid")).to_be_focused()
    ana.get_by_label("I read this page aloud, and they agreed.").check()
    ana.get_by_label("Their organisation or group").select_option(label="Harbour Health")
    ana.get_by_role("button", name="Begin the interview").click()
    ana.wait_for_url("**/interviews/*-*/**")
    accessible(ana)
    rate(ana, "P1", "3")
    ana.locator("#say-P1a").fill("They were asked once, in 2019.")
    kept(ana)
    ana.get_by_role("button", name="Look over and finish").click()
    accessible(ana)
    ana.get_by_role("button", name="Finish the interview").click()
    expect(ana.get_by_role("heading", name="The interview is finished")).to_be_visible()
    accessible(ana)
    theirs = phone()
    theirs.goto(ana.locator("#link").inner_text())
    expect(theirs.locator("#say-P1a")).to_have_value("They were asked once, in 2019.")


def test_a_spreadsheet_is_read_whole_or_not_at_all(
    desk: Open, accessible: Check, stock: Prepared
) -> None:
    ana, number = desk(), stock["doors"]["round"]
    ana.goto(f"/rounds/{number}/import/")
    accessible(ana)
    give(ana, TABLE.replace(",2,5,", ",7,5,"))
    expect(ana.get_by_text("Row 3, column P1: “7” is not a rating.")).to_be_visible()
    accessible(ana)
    give(ana, TABLE)
    expect(ana.get_by_text("3 answers were read")).to_be_visible()
    expect(ana.get_by_label("Nobody Knows")).to_have_value("")
    accessible(ana)
    ana.get_by_role("button", name="Keep 3 answers").click()
    expect(ana.get_by_text("3 answers were kept.")).to_be_visible()


def give(ana: Page, table: str) -> None:
    """Bring in a file."""
    content = {"name": "answers.csv", "mimeType": "text/csv", "buffer": table.encode()}
    ana.get_by_label("Your file (CSV or XLSX)").set_input_files(content)
    ana.get_by_role("button", name="Read the file").click()


def test_a_partner_gives_one_agreed_answer(
    desk: Open, phone: Open, accessible: Check, stock: Prepared
) -> None:
    ana, number = desk(), stock["doors"]["round"]
    ana.goto(f"/rounds/{number}/")
    link = ana.locator("[id^=return-]").filter(has_text=re.compile("/return/"))
    address = link.last.inner_text()
    quayside = phone()
    quayside.goto(address)
    expect(quayside.get_by_role("heading", name="One answer for Quayside")).to_be_visible()
    accessible(quayside)
    quayside.get_by_role("button", name="Begin").click()
    for item in RATED:
        rate(quayside, item, "3")
    kept(quayside)
    accessible(quayside)
    quayside.get_by_role("button", name="Look over my answers").click()
    quayside.get_by_role("button", name="Send my answers").click()
    expect(quayside.get_by_text("Your answers are in.")).to_be_visible()
    ana.reload()
    expect(ana.get_by_text("has come")).to_be_visible()
