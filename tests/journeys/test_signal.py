"""Phones without signal, without space, and asleep: nothing is lost, and all is caught up."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from journeys.room import Open, Room, go, join, send

pytestmark = pytest.mark.browser

# Keeps hold of a page's lines, so that a test can cut them as a sleeping phone does: unheard.
LINES = """
window.lines = [];
window.EventSource = class extends EventSource {
  constructor(address) { super(address); lines.push(this); }
};
"""


def test_an_answer_without_signal_is_kept_and_sent_once(phone: Open, room: Room) -> None:
    room.open("words", "rating")
    page = join(phone(), room)
    expect(page.get_by_text("Connected")).to_be_visible()
    page.context.set_offline(True)
    go(page, room, "rating")
    page.check("[value='3']")
    page.click("form .button-big")
    expect(page.get_by_text("Waiting for signal")).to_be_visible()
    expect(page.locator("#line")).to_contain_text("1 answer is kept")
    assert room.found("rating")["answers"] == 0
    room.open("text")
    page.context.set_offline(False)
    expect(page.locator("#line")).to_have_text("Connected", timeout=10_000)
    expect(page.locator(f"#step-{room.prompts['rating']}")).to_contain_text("answered")
    expect(page.locator(".step")).to_have_count(3)
    assert room.found("rating")["counts"] == [0, 0, 1, 0, 0]


def test_an_answer_outlives_the_page_it_was_given_on(phone: Open, room: Room) -> None:
    room.open("words")
    page = join(phone(), room)
    expect(page.get_by_text("Connected")).to_be_visible()
    page.route("**/api/v1/answers", lambda route: route.abort())
    page.fill("[name=text]", "trust")
    page.click("form .button-big")
    expect(page.locator("#line")).to_contain_text("1 answer is kept")
    page.close()
    again = page.context.new_page()
    again.goto(f"/c/{room.code}/")
    expect(again.locator(".sent")).to_be_visible()
    assert room.found("words")["words"] == [["trust", 1]]


def test_a_phone_without_room_to_keep_anything_still_answers(phone: Open, room: Room) -> None:
    room.open("words")
    page = phone()
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full') }")
    join(page, room)
    page.fill("[name=text]", "trust")
    send(page)
    assert room.found("words")["words"] == [["trust", 1]]


def test_a_statement_comes_back_when_its_vote_was_refused(phone: Open, room: Room) -> None:
    room.open("statements")
    helper: Any = room.server.call("POST", "/join", {"code": room.code})
    statement = {"prompt": room.prompts["statements"], "value": "We share a door.", "key": "a"}
    room.server.call("POST", "/answers", statement, helper["token"])
    page = join(phone(), room)
    wrong = {"error": {"code": "invalid", "message": "Not like that.", "field": None}}
    page.route("**/api/v1/answers", lambda route: route.fulfill(status=422, json=wrong))
    page.click("[data-vote=agree]")
    expect(page.locator(".callout-bad")).to_contain_text("Not like that.")
    page.unroute("**/api/v1/answers")
    page.click("[data-vote=disagree]")
    expect(page.get_by_text("You voted on everything")).to_be_visible()
    assert room.found("statements")["items"][0]["disagree"] == 1


def test_a_phone_that_sleeps_ten_minutes_wakes_to_the_newest_prompt(
    phone: Open, room: Room
) -> None:
    room.open("choice")
    page = asleep(phone, room)
    page.context.set_offline(True)
    expect(page.locator("#line")).to_have_text("No signal")
    room.server.call("POST", f"/prompts/{room.prompts['choice']}/close")
    room.open("words", "rating")
    expect(page.locator(f"#prompt-{room.prompts['choice']}")).to_be_visible()
    page.context.set_offline(False)
    wake(page)
    expect(page.locator("h2", has_text="How ready are we?")).to_be_visible()
    expect(page.locator("#line")).to_have_text("Connected")
    page.check("[value='4']")
    send(page)
    assert room.found("rating")["counts"] == [0, 0, 0, 1, 0]


def test_results_go_on_growing_on_a_phone_that_slept(phone: Open, room: Room) -> None:
    room.open("choice")
    page = asleep(phone, room)
    wake(page)
    expect(page.locator("#line")).to_have_text("Connected")
    helper: Any = room.server.call("POST", "/join", {"code": room.code})
    answer = {"prompt": room.prompts["choice"], "value": 2, "key": "a"}
    room.server.call("POST", "/answers", answer, helper["token"])
    expect(page.locator(".outcome")).to_contain_text("2 · 100%")


def asleep(phone: Open, room: Room) -> Page:
    """A phone that answered the choice, saw its results, and lost its lines without noticing."""
    page = phone()
    page.add_init_script(LINES)
    page.clock.install()
    join(page, room)
    expect(page.locator("#line")).to_have_text("Connected")
    page.check("[value='2']")
    send(page)
    expect(page.locator(".outcome")).to_contain_text("1 · 100%")
    page.wait_for_function("lines.length === 2")
    page.evaluate("for (const one of lines) one.close()")
    return page


def wake(page: Page) -> None:
    """Ten minutes later the phone is taken out of the pocket."""
    page.clock.fast_forward("10:00")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_what_is_typed_stays_when_the_room_moves_on(phone: Open, room: Room) -> None:
    room.open("text")
    page = join(phone(), room)
    page.fill("textarea", "I am in the middle of")
    page.focus("textarea")
    room.open("rating")
    expect(page.get_by_text("A new question is open")).to_be_visible()
    expect(page.locator("textarea")).to_have_value("I am in the middle of")
    expect(page.locator("textarea")).to_be_focused()
    room.server.call("POST", f"/prompts/{room.prompts['text']}/close")
    expect(page.get_by_text("This question is closed")).to_be_visible()
    room.open("text")
    send_back = page.locator("textarea")
    expect(send_back).to_be_visible()
