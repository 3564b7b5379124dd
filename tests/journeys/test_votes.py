"""Phones vote, the stage shows what they agree on, and a member reads the page."""

from typing import Any

import pytest
from playwright.sync_api import expect

from journeys.conftest import Server
from journeys.room import Check, Open, Room, join

pytestmark = pytest.mark.browser

PROMPT = {"kind": "statements", "text": "Where do you stand?", "results": "hidden"}
STATEMENTS = ("Open the hall on Sundays.", "Close the old gate.", "Charge for parking.")
MINDS = (("agree", "agree", "disagree"), ("agree", "disagree", "agree"))


@pytest.fixture
def voting(server: Server, collaboration: int) -> Room:
    """An open prompt with three statements, and twelve people of two minds who voted on them."""
    given = {"collaboration": collaboration, "title": "The hall", "prompts": [PROMPT]}
    made: Any = server.call("POST", "/conversations", given)
    room = Room(server, made)
    room.open("statements")
    items: list[int] = []
    for number in range(12):
        token = come(room, f"phone-{number}-of-the-hall")
        if not items:
            for text in STATEMENTS:
                say(room, token, text)
            items = [one["id"] for one in room.found("statements")["items"]]
            items.sort()
        for item, vote in zip(items, MINDS[number % 2], strict=True):
            say(room, token, {"statement": item, "vote": vote})
    return room


def come(room: Room, key: str) -> str:
    """Somebody joins over the interface for programs; gives their token."""
    body = {"code": room.code, "key": key, "audience": "report"}
    joined: Any = room.server.call("POST", "/join", body, token="-")
    return str(joined["token"])


def say(room: Room, token: str, value: object) -> None:
    body = {"prompt": room.prompts["statements"], "value": value, "key": str(value)}
    room.server.call("POST", "/answers", body, token=token)


def test_the_room_sees_its_common_ground_once_it_is_revealed(
    phone: Open, desk: Open, voting: Room, accessible: Check
) -> None:
    stage = desk()
    stage.goto(f"/conversations/{voting.id}/stage/")
    stage.keyboard.press("m")
    expect(stage.locator("#ground")).to_contain_text("Hidden until the results are revealed.")
    stage.keyboard.press("r")
    stage.get_by_role("button", name="Look for common ground").click()
    ground = stage.locator(".stage-ground-words li").first
    expect(ground).to_contain_text(STATEMENTS[0])
    expect(ground).to_contain_text("12 agree")
    expect(stage.locator(".map-drawn .dot").first).to_be_visible()
    accessible(stage)
    page = join(phone(), voting)
    for _statement in STATEMENTS:
        page.get_by_role("button", name="Agree", exact=True).click()
    expect(ground).to_contain_text("13 agree", timeout=90_000)
    stage.keyboard.press("m")
    expect(stage.locator("#shown")).to_be_visible()


def test_a_member_reads_the_page_and_takes_it_along(
    desk: Open, voting: Room, server: Server, open_context: Any, accessible: Check
) -> None:
    ana = desk(viewport={"width": 390, "height": 844})
    ana.goto(f"/conversations/{voting.id}/console/")
    ana.get_by_role("button", name="Look for common ground").click()
    # Whatever else the machine was asked to look at comes first.
    ana.get_by_role("link", name="See common ground").click(timeout=90_000)
    expect(ana.locator("#ground")).to_be_visible()
    accessible(ana)
    address = ana.url
    dev = open_context()
    session = server.session_of("dev@outside.example", "Dev")
    dev.add_cookies([{"name": "howff_session", "value": session, "url": server.address}])
    page = dev.new_page()
    assert page.goto(address).status == 404
    server.call("POST", f"/conversations/{voting.id}/close")
    expect(ana.locator("body")).to_contain_text("One group", timeout=90_000)
    ana.set_viewport_size({"width": 1440, "height": 1000})
    ana.get_by_text("The map as a table").click()
    expect(ana.locator("#map-table table")).to_contain_text("in no group")
    accessible(ana)
    with ana.expect_download() as file:
        ana.get_by_role("link", name="XLSX").click()
    assert file.value.suggested_filename.endswith(".xlsx")
