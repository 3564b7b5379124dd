"""From results to action, a second round, progress, a report, and words that are taken back."""

import re

import pytest
from playwright.sync_api import Page, expect

from journeys.conftest import Server
from journeys.stock import Check, Open, Prepared, counted

pytestmark = pytest.mark.browser
SAID = "The ferry book is kept where nobody looks."
KEY = "cleos-own-private-key"
LINES = ["Everyone who answered.", "The same people.", "The same organisations."]


def test_a_second_round_shows_what_changed_and_its_report_forgets(
    desk: Open, phone: Open, seat: Open, accessible: Check, server: Server, stock: Prepared
) -> None:
    ana, old = desk(), stock["twice"]
    act(ana, old["first"]["round"], accessible)
    cleo_answers(server, old["code"])
    server.call("POST", f"/rounds/{old['round']}/close")
    counted(ana, old["round"])
    publish_words(ana, old["round"])
    progress(seat("Ben"), old["round"], accessible)
    report = publish(ana, old["round"], accessible)
    reader = phone()
    reader.goto(report)
    expect(reader.get_by_text(SAID)).to_be_visible()
    take_back(phone(), old["code"], accessible)
    gone(seat("Ben"), old["round"])
    reader.reload()
    expect(reader.get_by_text("A quote has been withdrawn").first).to_be_visible()
    assert reader.get_by_text(SAID).count() == 0
    accessible(reader)
    for ending in ("pdf", "docx", "odt", "md", "json", "xlsx", "csv"):
        file = reader.request.get(f"{report}report.{ending}")
        assert file.ok, ending
        assert SAID.encode() not in file.body(), ending


def act(ana: Page, first: int, accessible: Check) -> None:
    """Agree on an action beside the principle it answers, and say what changed."""
    ana.goto(f"/rounds/{first}/results/trust/")
    ana.get_by_text("Agree on an action").click()
    form = ana.locator(".actions-about form")
    form.get_by_label("What will be done").fill("Carers open every meeting")
    form.get_by_label("Which organisation").select_option(label="Lantern Trust")
    form.get_by_role("button", name="Agree").click()
    made = ana.get_by_role("link", name="Carers open every meeting")
    expect(made).to_be_visible()
    accessible(ana)
    made.click()
    ana.get_by_label("How far", exact=True).select_option(label="Done")
    ana.get_by_label("What changed").fill("They speak first now.")
    ana.get_by_role("button", name="Save").click()
    expect(ana.get_by_text("Saved.")).to_be_visible()
    accessible(ana)


def cleo_answers(server: Server, code: str) -> None:
    """Cleo says something that may be quoted, behind a private link."""
    given = {"key": KEY, "ratings": {"trust": 4}, "words": {"trust": SAID}}
    server.call("POST", f"/answer/{code}", given | {"audience": "report", "send": True})


def publish_words(ana: Page, second: int) -> None:
    """Publish what people wrote."""
    ana.goto(f"/rounds/{second}/words/")
    ana.get_by_role("button", name=re.compile("Publish (all|the one)")).click()
    expect(ana.get_by_role("heading", name="All read")).to_be_visible()


def progress(ben: Page, second: int, accessible: Check) -> None:
    """See three lines for a principle, who answered twice, and what was done in between."""
    ben.goto(f"/rounds/{second}/results/")
    ben.get_by_role("link", name="What changed since last time").click()
    lines = ben.locator(".moved > li").first.locator(".lines strong")
    assert lines.all_inner_texts() == LINES
    expect(ben.get_by_text("people joined both rounds with a return card.")).to_be_visible()
    expect(ben.get_by_role("link", name="Carers open every meeting")).to_be_visible()
    expect(ben.get_by_text("They speak first now.")).to_be_visible()
    accessible(ben)


def publish(ana: Page, second: int, accessible: Check) -> str:
    """Edit the feedback report and publish it for everyone; gives its address."""
    ana.goto(f"/rounds/{second}/report/")
    accessible(ana)
    ana.get_by_role("link", name="Edit the report").click()
    ana.wait_for_url("**/reports/*/edit/")
    accessible(ana)
    ana.get_by_role("link", name=re.compile("Edit *: Text")).first.click()
    ana.locator("textarea[name=text]").fill("We asked again, to see **what moved**.")
    ana.get_by_role("button", name="Save").last.click()
    expect(ana.locator("strong", has_text="what moved")).to_be_visible()
    quote(ana, accessible)
    ana.get_by_role("link", name="Publish").click()
    ana.get_by_role("radio", name="Everyone, at a public address").check()
    ana.get_by_role("button", name="Publish").click()
    ana.wait_for_url(re.compile(r"/reports/[^/]+/$"))
    return ana.url


def quote(ana: Page, accessible: Check) -> None:
    """Let the report quote what Cleo allows to be quoted."""
    heading = ana.get_by_role("heading", name="Trust", exact=True)
    part = ana.locator(".editable").filter(has=heading)
    part.get_by_role("link", name="Choose quotes").click()
    ana.get_by_role("checkbox", name=re.compile(SAID)).check()
    accessible(ana)
    ana.get_by_role("button", name="Use these").click()
    expect(ana.get_by_role("blockquote").get_by_text(SAID)).to_be_visible()


def take_back(cleo: Page, code: str, accessible: Check) -> None:
    """Take one's words back by one's private link."""
    cleo.goto(f"/r/{code}/{KEY}/")
    expect(cleo.get_by_text(SAID).first).to_be_visible()
    accessible(cleo)
    cleo.get_by_role("button", name="Take back Trust").click()
    expect(cleo.get_by_text("Your words are taken back and erased.")).to_be_visible()
    assert cleo.get_by_text(SAID).count() == 0


def gone(ben: Page, second: int) -> None:
    """The words are gone from the results and from every file."""
    ben.goto(f"/rounds/{second}/results/trust/")
    expect(ben.get_by_role("heading", name="What people wrote")).to_be_visible()
    assert ben.get_by_text(SAID).count() == 0
    for ending in ("xlsx", "csv", "json", "sav", "xml"):
        file = ben.request.get(f"/rounds/{second}/files/figures.{ending}")
        assert file.ok, ending
        assert SAID.encode() not in file.body(), ending
