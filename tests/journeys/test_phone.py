"""From joining to taking back: phones with and without JavaScript."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from journeys.room import Check, Open, Room, go, join, room_open, send

pytestmark = pytest.mark.browser

NASTY = '<img src=x onerror="document.title=1">مرحبا 🤝'


def test_the_way_in_leads_from_a_wrong_code_to_the_right_room(
    phone: Open, room: Room, accessible: Check
) -> None:
    page = phone()
    page.goto("/join/")
    accessible(page)
    page.fill("#code", "nope00")
    page.click("text=Join >> nth=-1")
    expect(page.get_by_role("alert")).to_contain_text("nope00")
    expect(page.locator("#code")).to_have_value("nope00")
    page.fill("#code", f"{room.code[:3].lower()}-{room.code[3:]}")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You are early")).to_be_visible()
    accessible(page)
    room.open("words")
    expect(page.get_by_text("Take part")).to_be_visible()
    accessible(page)
    assert not page.locator("#name").is_visible()
    page.check("[value=name]")
    assert page.locator("#name").is_visible()
    page.check("[name=audience][value=group]")
    page.fill("#name", NASTY)
    page.click("text=Take part")
    expect(page.get_by_text("Keep your private link")).to_be_visible()
    expect(page.get_by_text("Connected")).to_be_visible()
    accessible(page)


def test_a_phone_answers_with_words_and_choices(phone: Open, room: Room) -> None:
    page = join(phone(), room_open(room))
    go(page, room, "words")
    page.fill("[name=text]", NASTY)
    send(page)
    expect(page.locator(".said")).to_contain_text("<img")
    assert page.title() == "The harbour · Howff"
    go(page, room, "text")
    for words in ("Meet early.", "Pay for planning."):
        page.fill("textarea", words)
        page.dblclick("form .button-big")
    expect(page.locator(".said .sent")).to_have_count(2)
    expect(page.get_by_text("Prefer not to say")).to_have_count(0)
    go(page, room, "choice")
    expect(page.get_by_text("Prefer not to say")).to_be_visible()
    page.click("form .button-big")
    expect(page.get_by_text("Please choose one first")).to_be_visible()
    page.check("[value='2']")
    send(page)
    expect(page.locator(".outcome")).to_contain_text("1 · 100%")
    go(page, room, "choices")
    page.check("[value='0']")
    page.check("[value='1']")
    send(page)
    go(page, room, "rating")
    page.check("[value='4']")
    send(page)
    go(page, room, "ranking")
    page.click("[aria-label='Move up: Time to talk']")
    assert page.evaluate("document.activeElement.ariaLabel") == "Move up: Time to talk"
    page.keyboard.press("Enter")
    send(page)
    expect(page.locator(".said")).to_contain_text("1. Time to talk")

    assert room.found("text")["answers"] == 2
    assert room.found("choice")["counts"] == [0, 0, 1]
    assert room.found("choices")["counts"] == [1, 1, 0]
    assert room.found("rating")["counts"] == [0, 0, 0, 1, 0]
    assert room.found("ranking")["counts"][2] == [1, 0, 0]


def test_phones_vote_on_each_others_statements_and_questions(
    phone: Open, room: Room, accessible: Check
) -> None:
    other = join(phone(), room_open(room))
    go(other, room, "statements")
    other.click("summary")
    other.fill("textarea", "We share one front door.")
    other.click("form .button-big")
    expect(other.locator(".said")).to_contain_text("one front door")
    page = join(phone(), room)
    go(page, room, "statements")
    page.click("[data-vote=agree]")
    expect(page.get_by_text("You voted on everything")).to_be_visible()
    expect(page.locator(".outcome")).to_contain_text("1 agree, 0 disagree")
    go(page, room, "questions")
    page.fill("textarea", "Who makes the tea?")
    page.click("form .button-big")
    expect(page.locator(".item")).to_contain_text("Yours")
    go(other, room, "questions")
    other.dblclick(".support")
    other.click(".support")
    expect(page.locator(".support")).to_contain_text("1")
    accessible(page)
    assert room.found("questions")["items"][0]["votes"] == 1
    page.get_by_role("link", name="My contributions").click()
    vote = page.locator("article", has_text="You agree: We share one front door.")
    vote.locator("summary").first.click()
    accessible(page)
    vote.get_by_role("button", name="Disagree").click()
    expect(page.get_by_text("You disagree: We share one front door.").first).to_be_visible()
    assert room.found("statements")["items"][0]["disagree"] == 1


def test_everything_can_be_seen_narrowed_and_taken_back(
    phone: Open, room: Room, accessible: Check
) -> None:
    page = join(phone(), room_open(room))
    go(page, room, "text")
    for number, words in enumerate(("Meet early.", "Pay for planning."), start=1):
        page.fill("textarea", words)
        page.click("form .button-big")
        expect(page.locator(".said .sent")).to_have_count(number)
    go(page, room, "rating")
    page.check("[value='4']")
    send(page)
    page.get_by_role("link", name="My contributions").click()
    accessible(page)
    said = page.locator("article", has_text="Meet early.")
    said.get_by_text("Take back").first.click()
    said.get_by_text("Take it back for good").click()
    expect(page.get_by_text("Its words are erased")).to_be_visible()
    assert page.get_by_text("Meet early.").count() == 0
    assert room.found("text")["answers"] == 1
    one = page.locator("article", has_text="Pay for planning.")
    one.get_by_text("Choose again").click()
    one.locator("[value=group]").check()
    one.get_by_text("Keep this choice").click()
    expect(one).to_contain_text("Stays in this group")
    page.click("text=Take everything back >> nth=0")
    page.click("text=Take everything back for good")
    expect(page.get_by_text("Nothing yet")).to_be_visible()
    assert room.found("rating")["people"] == 0


def test_a_phone_without_javascript_answers_everything(
    phone: Open, room: Room, accessible: Check
) -> None:
    room_open(room)
    helper: Any = room.server.call("POST", "/join", {"code": room.code})
    statement = {"prompt": room.prompts["statements"], "value": "We share a door.", "key": "a"}
    room.server.call("POST", "/answers", statement, helper["token"])
    page = join(phone(java_script_enabled=False), room)

    def form(kind: str) -> Any:
        return page.locator(f"#p{room.prompts[kind]}")

    form("words").locator("[name=text]").fill(NASTY)
    form("words").get_by_text("Send").click()
    expect(form("words").locator(".sent")).to_be_visible()
    expect(form("words").locator(".tally")).to_contain_text("img")
    form("text").locator("textarea").fill("Meet early.")
    form("text").get_by_text("Send").click()
    form("choice").locator("input[value='1']").check()
    form("choice").get_by_text("Send").click()
    expect(form("choice").locator(".tally")).to_contain_text("Money that lasts")
    form("choices").get_by_text("Prefer not to say").click()
    form("rating").locator("input[value='5']").check()
    form("rating").get_by_text("Send").click()
    for place in range(3):
        form("ranking").locator(f"[name=place-{place}]").select_option("1")
    form("ranking").get_by_text("Send").click()
    expect(form("ranking").get_by_role("alert")).to_contain_text("its own place")
    for place in range(3):
        form("ranking").locator(f"[name=place-{place}]").select_option(str(3 - place))
    form("ranking").get_by_text("Send").click()
    form("statements").get_by_role("button", name=re.compile("^Disagree")).click()
    form("questions").locator("textarea").fill("Will there be tea?")
    form("questions").get_by_text("Send").click()
    form("questions").get_by_text("I want this answered").click()
    expect(form("questions")).to_contain_text("1 person wants this answered")
    form("text").get_by_text("Take back").click()
    expect(form("text").get_by_text("Meet early.")).to_have_count(0)
    assert room.found("text")["answers"] == 0
    assert room.found("choice")["counts"] == [0, 1, 0]
    assert room.found("rating")["counts"] == [0, 0, 0, 0, 1]
    assert room.found("ranking")["counts"][2] == [1, 0, 0]
    assert room.found("statements")["items"][0]["disagree"] == 1


def test_the_plain_page_serves_where_the_script_is_lost_on_the_way(
    phone: Open, room: Room, accessible: Check
) -> None:
    room_open(room)
    page = phone()
    page.route("**/*.js", lambda route: route.abort())
    join(page, room)
    page.locator(f"#p{room.prompts['text']} textarea").fill("Meet early.")
    page.locator(f"#p{room.prompts['text']}").get_by_text("Send").click()
    expect(page.locator(".sent")).to_be_visible()
    accessible(page)
    page.goto(str(page.locator("footer a").first.get_attribute("href")))
    for more in page.locator("summary").all():
        more.click()
    accessible(page)


def test_every_kind_can_be_read_in_the_dark(phone: Open, room: Room, accessible: Check) -> None:
    page = join(phone(color_scheme="dark", reduced_motion="reduce"), room_open(room))
    for kind in room.prompts:
        go(page, room, kind)
        accessible(page)


def test_when_it_is_over_people_are_thanked_and_may_leave_an_address(
    phone: Open, room: Room, accessible: Check
) -> None:
    room.open("words")
    page = join(phone(), room)
    expect(page.get_by_text("Connected")).to_be_visible()
    room.server.call("POST", f"/conversations/{room.id}/close")
    expect(page.get_by_text("Thank you for taking part")).to_be_visible()
    accessible(page)
    page.fill("#email", "cleo@people.example")
    page.click("text=Write to me")
    expect(page.get_by_text("Your address is kept")).to_be_visible()
    accessible(page)


@pytest.mark.parametrize("path", ["/j/{code}/", "/c/{code}/"])
def test_the_pages_are_light(phone: Open, room: Room, path: str) -> None:
    room_open(room)
    page = phone()
    if path.startswith("/c"):
        page = join(page, room)
        page.wait_for_load_state("load")
        cookies = page.context.cookies()
        page = phone()
        page.context.add_cookies(cookies)  # type: ignore[arg-type]
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    names: dict[str, str] = {}
    sizes: dict[str, int] = {}

    def add(event: dict[str, Any]) -> None:
        name = names.get(event["requestId"], "?")
        sizes[name] = sizes.get(name, 0) + event["encodedDataLength"]

    client.on(
        "Network.responseReceived", lambda e: names.update({e["requestId"]: e["response"]["url"]})
    )
    client.on("Network.loadingFinished", add)
    page.goto(path.format(code=room.code))
    page.wait_for_timeout(800)
    assert 10_000 < sum(sizes.values()) <= 60_000, sizes
