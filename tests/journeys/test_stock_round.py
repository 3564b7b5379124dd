"""A round from nothing to words that are read: set up, shared, answered, closed, published."""

import re

import pytest
from playwright.sync_api import Page, expect

from journeys.conftest import Server
from journeys.stock import RATED, Check, Open, Prepared, begin, counted, kept, rate

pytestmark = pytest.mark.browser
WHY = "Carers hear of it last, every time."
CHANGED = "Carers hear of it early now."


def test_a_round_is_set_up_answered_closed_and_read(
    desk: Open, phone: Open, seat: Open, accessible: Check, server: Server, stock: Prepared
) -> None:
    ana, new = desk(), stock["new"]
    set_up(ana, new, accessible)
    opened = open_it(ana, accessible)
    code = share(ana)
    cleo = phone()
    mine = answer(cleo, code, accessible)
    come_back(phone(), mine, accessible)
    card_for(cleo, accessible)
    change(cleo, mine)
    for number in range(6):
        others_answer(server, code, number)
    nothing_yet(seat("Ben"), opened, accessible)
    close(ana, opened, accessible)
    too_late(cleo, mine, accessible)
    read_words(seat("Hana"), opened, accessible)
    results = seat("Ben")
    results.goto(f"/rounds/{opened}/results/P1/")
    expect(results.get_by_text(CHANGED)).to_be_visible()
    assert results.get_by_text("Ann Other").count() == 0


def set_up(ana: Page, new: dict[str, object], accessible: Check) -> None:
    """Choose the instrument, the partners and the days, and see what will be shown."""
    ana.goto(f"/collaborations/{new['collaboration']}/")
    ana.get_by_role("link", name="Prepare the first round").click()
    ana.wait_for_url("**/rounds/new/")
    accessible(ana)
    ana.get_by_label("What is it called?").fill("How are we doing?")
    ana.get_by_role("radio", name=re.compile("^Collaborative")).check()
    ana.get_by_label("Who reads the words first?").fill("Hana")
    ana.get_by_role("button", name="Go on: whom we ask").click()
    ana.wait_for_url("**/partners/")
    expected(ana, "Lantern Trust", "12")
    expect(ana.locator("#preview")).to_contain_text("12 people in all")
    expected(ana, "Quayside", "3")
    expect(ana.locator("#preview")).to_contain_text("Quayside: 3 people are too few")
    accessible(ana)
    ana.get_by_role("button", name="Let it give one agreed answer").click()
    expect(ana.get_by_label("Quayside gives one agreed answer")).to_be_checked()
    expect(ana.locator("#preview")).to_contain_text("gives an agreed answer")
    ana.get_by_role("button", name="Go on: days and rules").click()
    ana.wait_for_url("**/rules/")
    accessible(ana)
    ana.get_by_role("button", name="Go on: look and open").click()
    ana.wait_for_url(re.compile(r"/rounds/\d+/$"))


def expected(ana: Page, partner: str, people: str) -> None:
    """Type, as one does, how many people of a partner are expected."""
    box = ana.get_by_label(f"{partner}, Front line: people")
    box.fill("")
    box.press_sequentially(people)


def open_it(ana: Page, accessible: Check) -> int:
    """Open the round from its desk; gives its number."""
    accessible(ana)
    ana.get_by_role("button", name="Open the round").click()
    expect(ana.get_by_text("The round is open.")).to_be_visible()
    accessible(ana)
    return int(ana.url.rstrip("/").rpartition("/")[2])


def share(ana: Page) -> str:
    """The code in the link that Ana shares."""
    return ana.locator("#round-link").inner_text().rstrip("/").rpartition("/")[2]


def answer(cleo: Page, code: str, accessible: Check) -> str:
    """Begin on a phone, be asked why at an end of the scale, and leave; gives the private link."""
    cleo.goto(f"/r/{code}/")
    accessible(cleo)
    mine = begin(cleo, code, "Lantern Trust", "Lived experience")
    accessible(cleo)
    why = rate(cleo, "P1", "1")
    expect(cleo.locator("#P1 .invited")).to_be_visible()
    expect(cleo.locator("#P2 .invited")).to_be_hidden()
    why.fill(WHY)
    kept(cleo)
    rate(cleo, "P2", "DK")
    kept(cleo)
    cleo.goto("about:blank")
    return mine


def come_back(other: Page, mine: str, accessible: Check) -> None:
    """Open the private link on another phone: everything is there, and the way to begin alone."""
    other.goto(mine)
    expect(other.locator("#say-P1")).to_have_value(WHY)
    expect(other.locator("[name=rate-P2][value=DK]")).to_be_checked()
    accessible(other)
    other.get_by_text("Your private link: keep it").click()
    other.get_by_role("link", name="begin your own").click()
    expect(other.get_by_role("button", name="Begin")).to_be_visible()
    assert other.get_by_text(WHY).count() == 0


def card_for(cleo: Page, accessible: Check) -> None:
    """Come back, look over it, send it and take a return card."""
    cleo.go_back()
    for item in RATED[2:]:
        rate(cleo, item, "4")
    kept(cleo)
    cleo.get_by_role("button", name="Look over my answers").click()
    expect(cleo.get_by_text("You rated 13 of 13.")).to_be_visible()
    accessible(cleo)
    cleo.get_by_role("button", name="Send my answers").click()
    expect(cleo.get_by_text("Your answers are in.")).to_be_visible()
    accessible(cleo)
    cleo.get_by_role("button", name="Give me a return card").click()
    expect(cleo.locator(".card-code")).to_have_text(re.compile(r"^\w{4}-\w{4}$"))
    accessible(cleo)


def change(cleo: Page, mine: str) -> None:
    """Change an answer that was sent: it stays sent, and counts as it is now."""
    cleo.goto(mine)
    expect(cleo.get_by_text("You have sent these answers.")).to_be_visible()
    rate(cleo, "P1", "5").fill(CHANGED)
    kept(cleo)
    cleo.reload()
    expect(cleo.locator("#say-P1")).to_have_value(CHANGED)


def others_answer(server: Server, code: str, number: int) -> None:
    """Somebody else answers, so that results can be shown."""
    asked = server.call("GET", f"/answer/{code}")
    ratings = dict.fromkeys(RATED, 1 + number % 5)
    words = {"P1": "Ann Other never comes."} if number == 0 else {}
    given = {"ratings": ratings, "words": words, "audience": "report", "send": True}
    assert asked
    server.call("POST", f"/answer/{code}", given)


def nothing_yet(ben: Page, opened: int, accessible: Check) -> None:
    """A member sees no number before the round is closed."""
    ben.goto(f"/rounds/{opened}/results/")
    expect(ben.get_by_role("heading", name="Nothing to see yet")).to_be_visible()
    accessible(ben)
    ben.goto(f"/rounds/{opened}/")
    accessible(ben)
    assert ben.get_by_role("link", name="Close the round…").count() == 0


def close(ana: Page, opened: int, accessible: Check) -> None:
    """Close the round, having been told what that does, and wait for the count."""
    ana.reload()
    expect(ana.locator("#progress strong").first).to_have_text("7")
    ana.get_by_role("link", name="Close the round…").click()
    expect(ana.get_by_text("7 of 15 people have answered.")).to_be_visible()
    accessible(ana)
    ana.get_by_role("button", name="Close the round now").click()
    ana.wait_for_url(f"**/rounds/{opened}/")
    counted(ana, opened)
    accessible(ana)


def too_late(cleo: Page, mine: str, accessible: Check) -> None:
    """The private link shows what was said, and takes no more."""
    cleo.goto(mine)
    expect(cleo.get_by_role("heading", name="What you said")).to_be_visible()
    expect(cleo.get_by_text(CHANGED).first).to_be_visible()
    accessible(cleo)


def read_words(hana: Page, opened: int, accessible: Check) -> None:
    """Archive what names somebody, publish the rest."""
    hana.goto(f"/rounds/{opened}/")
    hana.get_by_role("link", name="Read 2 comments first").click()
    accessible(hana)
    hana.locator("li.card", has_text="Ann Other").get_by_role("button", name="Archive").click()
    expect(hana.locator("li.card", has_text="Ann Other")).to_have_count(0)
    hana.get_by_role("button", name="Publish the one that remains").click()
    expect(hana.get_by_role("heading", name="All read")).to_be_visible()
    accessible(hana)
