"""Results as each kind of person sees them, by mouse or by keyboard, and the files of them."""

from io import BytesIO
from xml.etree import ElementTree as ET

import pyreadstat
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from journeys.stock import Check, Open, Prepared

pytestmark = pytest.mark.browser
HIDDEN = "Hidden because fewer than 5 people rated it, because all gave the same rating,"
SPLIT = "People in charge of their own lives"


def test_members_and_facilitators_see_the_same_results(
    desk: Open, seat: Open, accessible: Check, stock: Prepared
) -> None:
    shown = [results_of(page, stock["read"], accessible) for page in (desk(), seat("Ben"))]
    assert shown[0] == shown[1]


def results_of(page: Page, read: Prepared, accessible: Check) -> list[str]:
    """Read the results: the differences first, with n, rule, groups, returns and turnout."""
    page.goto(f"/rounds/{read['round']}/results/")
    accessible(page)
    expect(page.get_by_text("35 people answered.")).to_be_visible()
    assert page.locator(".camp h3").first.inner_text() == "You are split"
    assert page.locator(".finding h4").first.inner_text() == SPLIT
    expect(page.locator("#returns-table ~ div")).to_contain_text("Quayside")
    page.locator(".finding").first.get_by_text("As a table").click()
    table = page.get_by_role("region", name=SPLIT).first
    expect(table.get_by_role("row", name="All who rated it")).to_contain_text("35")
    page.get_by_role("link", name="By place, as a table").click()
    expect(page.locator("#picture table")).to_contain_text("Leadership")
    accessible(page)
    return page.locator(".finding").all_inner_texts()


def test_a_principle_and_how_outsiders_see_it(
    seat: Open, accessible: Check, stock: Prepared
) -> None:
    ben, results = seat("Ben"), f"/rounds/{stock['read']['round']}/results/"
    ben.goto(f"{results}P1/")
    accessible(ben)
    expect(ben.get_by_role("heading", name=SPLIT)).to_be_visible()
    for words in ("We ask late.", "People lead here."):
        expect(ben.get_by_text(words)).to_be_visible()
    ben.goto(f"{results}D1/")
    expect(ben.get_by_text("Which of the two is not told")).to_be_visible()
    expect(ben.get_by_text(HIDDEN)).to_have_count(2)
    accessible(ben)
    ben.goto(f"{results}?as=outside")
    expect(ben.get_by_text("You are looking as somebody outside would")).to_be_visible()
    accessible(ben)
    ben.get_by_role("link", name=SPLIT).first.click()
    expect(ben.get_by_text("Hidden because fewer than 10 people rated it").first).to_be_visible()


def test_outsiders_find_nothing_and_strangers_must_sign_in(
    seat: Open, phone: Open, stock: Prepared
) -> None:
    dev, stranger, number = seat("Dev"), phone(), stock["read"]["round"]
    for path in ("", "results/", "results/P1/", "progress/", "files/figures.xlsx", "report/"):
        reply = dev.goto(f"/rounds/{number}/{path}")
        assert reply
        assert reply.status == 404, path
        stranger.goto(f"/rounds/{number}/{path}")
        assert "/account/login/" in stranger.url, path


def test_the_results_are_read_by_keyboard_on_a_phone(
    seat: Open, accessible: Check, stock: Prepared
) -> None:
    ben = seat("Ben", viewport={"width": 390, "height": 844})
    ben.goto(f"/rounds/{stock['read']['round']}/results/")
    accessible(ben)
    wide = ben.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    tab_to(ben, SPLIT)
    ben.keyboard.press("Enter")
    expect(ben.get_by_role("heading", name=SPLIT)).to_be_visible()
    assert ben.evaluate("document.documentElement.scrollWidth") <= 390
    accessible(ben)
    tab_to(ben, "→")
    ben.keyboard.press("Enter")
    expect(ben.get_by_role("heading", level=1, name=SPLIT)).to_have_count(0)


def tab_to(page: Page, words: str) -> None:
    """Press Tab until something with these words has the focus."""
    for _press in range(80):
        page.keyboard.press("Tab")
        if words in page.evaluate("document.activeElement.innerText"):
            return
    pytest.fail(f"No way by keyboard to {words}.")


def test_files_open(seat: Open, accessible: Check, stock: Prepared, tmp_path: object) -> None:
    ben, number = seat("Ben"), stock["read"]["round"]
    ben.goto(f"/rounds/{number}/report/")
    accessible(ben)
    names = ben.get_by_role("region", name="Files").get_by_role("link", name="Members")
    found = {
        address.rpartition(".")[2]: ben.request.get(address)
        for one in names.all()
        if "figures" in (address := one.get_attribute("href") or "")
    }
    assert {kind: reply.status for kind, reply in found.items()} == dict.fromkeys(found, 200)
    assert set(found) == {"xlsx", "csv", "json", "sav", "xml"}
    sheets = load_workbook(BytesIO(found["xlsx"].body())).sheetnames
    assert sheets
    kept = tmp_path / "figures.sav"  # type: ignore[operator]
    kept.write_bytes(found["sav"].body())
    frame, about = pyreadstat.read_sav(kept)
    assert len(frame) > 0
    assert about.column_names_to_labels
    book = ET.fromstring(found["xml"].body())
    assert book.tag.endswith("codeBook")
    assert found["json"].json()["figures"]["people"] == 35
    assert found["csv"].body().decode("utf-8-sig").startswith("audience,item,title,")
