"""The main job, in a real browser: from a recipe to a published report whose every quote obeys."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
type Open = Callable[..., Page]
type Check = Callable[[Page], None]

QUOTE = "A ferry that waits for the people it is meant for."
OTHERS = ["One form for all of us.", "Tea before the agenda, every time."]


def test_a_conversation_becomes_a_report_that_forgets_what_is_taken_back(
    desk: Open, phone: Open, accessible: Check, collaboration: int
) -> None:
    ana = desk()
    code = prepare(ana, collaboration)
    console, stage = ana.url.replace("/edit/", "/console/"), desk()
    stage.goto(console.replace("/console/", "/stage/"))
    prompts = open_prompts(ana, console)
    cleo, *others = [join(phone(), code) for _number in range(3)]
    for page, words in zip([cleo, *others], [QUOTE, *OTHERS], strict=True):
        answer(page, prompts["words"], "harbour")
        answer(page, prompts["text"], words)
    answer(cleo, prompts["questions"], "Who keeps the key to the hall?")
    support(others[0], prompts["questions"])
    expect(stage.get_by_text("3 people here")).to_be_visible()
    accessible(stage)
    report = publish(ana, console, accessible)
    reader = phone()
    reader.goto(report)
    for words in [QUOTE, *OTHERS, "Who keeps the key to the hall?"]:
        expect(reader.get_by_text(words)).to_be_visible()
    accessible(reader)
    take_back(cleo, QUOTE)
    reader.reload()
    assert reader.get_by_text(QUOTE).count() == 0
    expect(reader.get_by_text("A quote has been withdrawn").first).to_be_visible()
    expect(reader.get_by_text("Version 2").first).to_be_visible()
    expect(reader.get_by_text(OTHERS[0])).to_be_visible()
    accessible(reader)
    for ending in ("pdf", "docx", "odt", "md", "json", "xlsx", "csv"):
        file = reader.request.get(f"{report}report.{ending}")
        assert file.ok
        assert QUOTE.encode() not in file.body()


def prepare(ana: Page, collaboration: int) -> str:
    """Make a conversation from the coffeehouse recipe; gives its code."""
    ana.goto(f"/collaborations/{collaboration}/conversations/new/")
    ana.get_by_label("What is it called?").fill("Boats and bridges")
    ana.get_by_role("radio", name="Coffeehouse").check()
    ana.get_by_role("button", name="Make it").click()
    ana.wait_for_url("**/edit/")
    address = ana.locator("a[href*='/j/']").first.get_attribute("href") or ""
    return address.rstrip("/").rpartition("/")[2]


def open_prompts(ana: Page, console: str) -> dict[str, int]:
    """Open the opening word, the first core question and the audience questions, by keyboard."""
    with ana.expect_response(lambda reply: "/stream/" in reply.url):
        ana.goto(console)
    numbers = {}
    for kind, place in (("words", 0), ("text", 1), ("questions", 4)):
        link = ana.locator("#list li").nth(place).get_by_role("link")
        numbers[kind] = int((link.get_attribute("id") or "").removeprefix("look-"))
        link.click()
        expect(ana.locator(f"#look-{numbers[kind]}[aria-current]")).to_be_visible()
        ana.locator("#now").get_by_role("button", name="Open").first.click()
        expect(ana.locator("#now .tag").first).to_have_text("Open")
    return numbers


def join(page: Page, code: str) -> Page:
    """Join, and let one's words be quoted with one's role."""
    page.goto(f"/j/{code}/")
    page.check("[name=audience][value=report]")
    page.check("[name=attribution][value=role]")
    page.fill("[name=role]", "Carer")
    page.click("text=Take part")
    return page


def answer(page: Page, prompt: int, words: str) -> None:
    """Answer a prompt in words, and see that it is kept."""
    page.click(f"#step-{prompt}")
    expect(page.locator(f"#prompt-{prompt}")).to_be_visible()
    page.fill("[name=text]", words)
    page.click("form .button-big")
    expect(page.locator("main").get_by_text(words).first).to_be_visible()


def support(page: Page, prompt: int) -> None:
    """Support the first question."""
    page.click(f"#step-{prompt}")
    page.click(".support")
    expect(page.locator(".support")).to_contain_text("1")


def publish(ana: Page, console: str, accessible: Check) -> str:
    """Close, draft, edit and publish the report for everyone; gives its address."""
    ana.goto(console)
    ana.get_by_text("Close the conversation").click()
    ana.get_by_role("button", name="Close it now").click()
    expect(ana.locator("#head")).to_contain_text("Closed")
    ana.goto(console.replace("console/", ""))
    ana.get_by_role("link", name="Edit the report").click()
    ana.wait_for_url("**/reports/*/edit/")
    accessible(ana)
    ana.get_by_role("link", name=re.compile("Edit *: Text")).first.click()
    ana.locator("textarea[name=text]").fill("To hear what **crossing the water** is like.")
    ana.get_by_role("button", name="Save").last.click()
    expect(ana.locator("strong", has_text="crossing the water")).to_be_visible()
    ana.get_by_role("link", name="Preview").click()
    accessible(ana)
    ana.goto(ana.url.replace("/preview/", "/publish/"))
    accessible(ana)
    ana.get_by_role("radio", name="Everyone, at a public address").check()
    ana.get_by_role("button", name="Publish").click()
    accessible(ana)
    return ana.url


def take_back(page: Page, words: str) -> None:
    """Take back what was said, through one's private link."""
    page.get_by_role("link", name="My contributions").first.click()
    said = page.locator("article", has_text=words)
    said.get_by_text("Take back").first.click()
    said.get_by_text("Take it back for good").click()
    expect(page.get_by_text("Its words are erased")).to_be_visible()
