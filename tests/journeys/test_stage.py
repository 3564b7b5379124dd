"""The stage, before the eyes of the whole room."""

import re

import pytest
from playwright.sync_api import expect

from journeys.conftest import Server
from journeys.room import PROMPTS, Check, Open, Room, join, send

pytestmark = pytest.mark.browser


def test_the_stage_shows_the_room_and_runs_from_the_keyboard(
    phone: Open, desk: Open, room: Room, accessible: Check
) -> None:
    stage = desk()
    stage.goto(f"/conversations/{room.id}/stage/")
    expect(stage.locator(".stage-code")).to_have_text(room.code)
    accessible(stage)
    stage.keyboard.press("Space")
    expect(stage.locator("h1")).to_have_text("What does working together mean?")
    pages = [join(phone(), room) for _ in range(3)]
    expect(stage.locator("#people")).to_have_text("3 people here")
    for page, word in zip(pages, ("trust", "Trust", "time"), strict=True):
        page.fill("[name=text]", word)
        send(page)
    expect(stage.locator(".word.here")).to_have_count(2)
    trust = stage.locator(".word", has_text=re.compile("trust", re.IGNORECASE))
    place = trust.evaluate("one => one.style.transform.split('scale')[0]")
    pages.append(join(phone(), room))
    pages[-1].fill("[name=text]", "listening")
    send(pages[-1])
    expect(stage.locator(".word.here")).to_have_count(3)
    assert trust.evaluate("one => one.style.transform.split('scale')[0]") == place
    expect(stage.locator("#shown ol li").first).to_contain_text("2")
    expect(stage.locator("#said")).to_contain_text("4 have answered", timeout=12_000)
    accessible(stage)
    stage.keyboard.press("Space")
    expect(stage.locator(".stage-place")).to_contain_text("closed")
    for place in range(2, 6):
        stage.keyboard.press("ArrowRight")
        expect(stage.locator(".stage-place")).to_contain_text(f"{place} of {len(PROMPTS)}")
    expect(stage.locator("h1")).to_have_text("How ready are we?")
    stage.keyboard.press("Space")
    for page, point in zip(pages, (2, 3, 3, 5), strict=True):
        page.check(f"[value='{point}']")
        send(page)
    expect(stage.locator(".stage-answered")).to_contain_text("4")
    expect(stage.locator(".tally")).to_have_count(0)
    stage.keyboard.press("r")
    expect(stage.locator(".tally")).to_contain_text("2 · 50%")
    expect(pages[0].locator(".tally")).to_contain_text("2 · 50%")
    accessible(stage)
    stage.keyboard.press("?")
    expect(stage.get_by_role("dialog")).to_be_visible()


def test_the_stage_ends_with_thanks_and_leaves_the_survey_to_the_phones(
    desk: Open, server: Server, collaboration: int
) -> None:
    survey = {"kind": "rating", "text": "Was it useful?", "part": "follow_up"}
    given = {"collaboration": collaboration, "title": "Soon over", "prompts": [PROMPTS[0], survey]}
    room = Room(server, server.call("POST", "/conversations", given))
    stage = desk()
    stage.goto(f"/conversations/{room.id}/stage/")
    stage.keyboard.press("Space")
    expect(stage.locator(".stage-place")).to_contain_text("1 of 1")
    expect(stage.locator("#next-step")).to_have_text("Take no more answers")
    stage.keyboard.press("Space")
    expect(stage.locator("#next-step")).to_have_text("Open again")
    stage.keyboard.press("ArrowRight")
    server.call("POST", f"/conversations/{room.id}/close")
    expect(stage.locator("h1")).to_have_text("Thank you for taking part.")
    stage.keyboard.press("Space")
    expect(stage.locator("h1")).to_have_text("What does working together mean?")
    expect(stage.locator(".stage-place")).to_contain_text("closed")
