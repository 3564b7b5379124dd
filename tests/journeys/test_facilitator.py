"""Ana prepares a conversation from the coffeehouse recipe, runs it, moderates, and closes it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.browser
SCRIPT = "<script>document.title='stolen'</script>"

type Desk = Callable[..., Page]
type Accessible = Callable[[Page], None]


@pytest.fixture
def made(server: Any, collaboration: int) -> dict[str, Any]:
    """A conversation with an open text, a choice and audience questions; the first are open."""
    prompts = [
        {"kind": "text", "text": "What would help?", "several": True},
        {"kind": "choice", "text": "Which first?", "options": ["Trust", "Time"]},
        {"kind": "questions", "text": "What would you ask?", "results": "live"},
    ]
    asked = {"collaboration": collaboration, "title": "The harbour talk", "prompts": prompts}
    conversation: dict[str, Any] = server.call("POST", "/conversations", asked)
    for prompt in conversation["prompts"]:
        server.call("POST", f"/prompts/{prompt['id']}/open")
    return conversation


def say(server: Any, made: dict[str, Any], place: int, *values: object) -> None:
    """Somebody joins and answers one of the prompts."""
    joined = server.call("POST", "/join", {"code": made["code"], "role": "Volunteer"})
    prompt = made["prompts"][place]["id"]
    for number, value in enumerate(values):
        answer = {"prompt": prompt, "value": value, "key": str(number)}
        server.call("POST", "/answers", answer, token=joined["token"])


def console(page: Page, made: dict[str, Any]) -> None:
    """Open the console, and wait until it hears of changes."""
    with page.expect_response(lambda reply: "/stream/" in reply.url):
        page.goto(f"/conversations/{made['id']}/console/")


def test_ana_prepares_from_the_coffeehouse_recipe(
    desk: Desk, collaboration: int, accessible: Accessible
) -> None:
    page = desk(viewport={"width": 1440, "height": 900})
    page.goto(f"/collaborations/{collaboration}/conversations/")
    accessible(page)
    page.get_by_role("link", name="New conversation").or_(
        page.get_by_role("link", name="Start from a recipe")
    ).first.click()
    accessible(page)
    page.get_by_role("radio", name="Coffeehouse").check()
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_text("This field is required.")).to_be_visible()
    page.get_by_label("What is it called?").fill(f"A good welcome {SCRIPT}")
    page.get_by_role("button", name="Make it").click()

    expect(page.locator("h1")).to_have_text(f"A good welcome {SCRIPT}")
    rows = page.locator(".prompt-row")
    before = rows.count()
    assert before >= 4
    accessible(page)

    page.get_by_text("Add a prompt").click()
    page.get_by_role("link", name="Single choice").click()
    page.get_by_role("textbox", name="Prompt").fill("Which first?")
    page.get_by_role("textbox", name="Options").fill("Trust")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("Please give 2 to 30 options.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Prompt")).to_have_value("Which first?")
    accessible(page)
    page.get_by_role("textbox", name="Options").fill("Trust\nTime")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(rows).to_have_count(before + 1)
    expect(page.locator(".prompt-words", has_text="Which first?")).to_have_count(1)


def test_ana_rewords_reorders_and_removes_prompts(
    desk: Desk, made: dict[str, Any], accessible: Accessible
) -> None:
    page = desk(viewport={"width": 1440, "height": 900})
    page.goto(f"/conversations/{made['id']}/edit/")
    words = page.locator(".prompt-words")
    page.get_by_role("link", name="Edit What would help?").click()
    page.get_by_role("textbox", name="Prompt").fill("What would really help?")
    accessible(page)
    page.get_by_role("button", name="Save").first.click()
    expect(words.nth(0)).to_have_text("What would really help?")

    page.get_by_role("button", name="Move down: What would really help?").press("Enter")
    expect(words).to_have_text(["Which first?", "What would really help?", "What would you ask?"])
    page.locator(".handle").nth(2).drag_to(page.locator(".prompt-row").nth(0))
    dragged = ["What would you ask?", "Which first?", "What would really help?"]
    expect(words).to_have_text(dragged)
    expect(page.get_by_text("The order is saved.")).to_be_visible()
    page.reload()
    expect(words).to_have_text(dragged)

    page.get_by_role("button", name="Remove Which first?").click()
    expect(words).to_have_count(2)
    page.get_by_role("button", name="Put back").click()
    expect(words).to_have_text(dragged)

    page.get_by_label("Presenter").fill("Sam Example")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#toasts")).to_contain_text("Saved.")
    page.reload()
    expect(page.get_by_label("Presenter")).to_have_value("Sam Example")


def test_ana_runs_a_prompt_and_the_console_follows(
    desk: Desk, server: Any, made: dict[str, Any], accessible: Accessible
) -> None:
    page = desk(viewport={"width": 1440, "height": 900})
    console(page, made)
    accessible(page)
    now = page.locator("#now")
    page.locator("#list").get_by_role("link", name="Which first?").click()
    expect(now.locator("h2")).to_have_text("Which first?")
    say(server, made, 1, "Time")
    expect(now.locator(".now-count")).to_contain_text("1 of 1 answered")
    expect(now).to_contain_text("Not shown yet")

    page.locator("h1").click()
    page.keyboard.press("r")
    expect(now).to_contain_text("Everybody sees this")
    now.get_by_role("button", name="2 min").click()
    expect(page.locator("#timer")).to_contain_text(":")
    page.keyboard.press("o")
    expect(now.locator(".tag").first).to_have_text("Closed")
    now.get_by_text("Start again…").click()
    now.get_by_role("button", name="Erase the answers").click()
    expect(now.locator(".now-count")).to_contain_text("0 of 1 answered")


def test_a_look_that_comes_late_does_not_bring_another_prompt_back(
    desk: Desk, server: Any, made: dict[str, Any]
) -> None:
    page = desk(viewport={"width": 1440, "height": 900})
    console(page, made)
    held: list[Route] = []
    looks = re.compile(r"/console/\?(?!.*parts=)")
    page.route(looks, lambda route: route.continue_() if held else held.append(route))
    with page.expect_request(looks):
        say(server, made, 0, "A kettle")
    page.locator(f"#look-{made['prompts'][1]['id']}").click()
    chosen = page.locator(f"#look-{made['prompts'][1]['id']}[aria-current]")
    expect(chosen).to_be_visible()
    with page.expect_request(looks), page.expect_response(looks):
        held[0].continue_()
    expect(page.locator("#list").get_by_text("1 of 1")).to_be_visible()
    expect(chosen).to_be_visible()


def test_ana_moderates_in_one_list_and_undoes(
    desk: Desk, server: Any, made: dict[str, Any], accessible: Accessible
) -> None:
    say(server, made, 0, f"A single number to ring {SCRIPT}")
    say(server, made, 2, "When do we hear?", "Who decides?")
    page = desk(viewport={"width": 1440, "height": 900})
    console(page, made)
    voices = page.locator("#voices [data-voice]")
    expect(voices).to_have_count(3)
    expect(voices.filter(has_text="single number")).to_contain_text(SCRIPT)
    assert page.title() != "stolen"

    one = voices.filter(has_text="single number")
    one.get_by_role("button", name="Archive").click()
    expect(one).to_contain_text("Archived")
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(one.get_by_role("button", name="Archive")).to_be_visible()

    asked = voices.filter(has_text="Who decides?")
    asked.get_by_text("More").click()
    asked.get_by_role("textbox", name="Label").fill("money")
    say(server, made, 0, "Something else while she types")
    expect(voices).to_have_count(4)
    expect(asked.get_by_role("textbox", name="Label")).to_have_value("money")
    accessible(page)
    asked.get_by_role("button", name="Save the label").click()
    expect(asked.locator(".tag", has_text="money")).to_be_visible()
    asked.get_by_text("More").click()
    asked.get_by_role("textbox", name="Your written answer").fill("The board, in public.")
    asked.get_by_role("button", name="Publish the answer").click()
    expect(asked).to_contain_text("The board, in public.")
    expect(asked).to_contain_text("Answered")

    page.get_by_label("Search").fill("single")
    expect(voices).to_have_count(1)


def test_ana_takes_notes_speaks_to_everyone_and_closes(
    desk: Desk, made: dict[str, Any], accessible: Accessible
) -> None:
    page = desk(viewport={"width": 1440, "height": 900})
    console(page, made)
    page.get_by_text("Take a note").click()
    page.get_by_role("button", name="Add the note").click()
    expect(page.locator("#note-form")).to_contain_text("This field is required.")
    page.get_by_label("Headline").fill("One door")
    page.get_by_label("Points").fill("One number\nOne form")
    page.get_by_label("Who said it").fill("Mo Example")
    page.get_by_role("button", name="Add the note").click()
    note = page.locator("#notes .note")
    expect(note).to_contain_text("One door")
    expect(note.locator("li")).to_have_count(2)
    note.locator("summary").click()
    note.get_by_label("Headline").fill("One door, many rooms")
    note.get_by_role("button", name="Save").click()
    expect(note.locator("h3")).to_have_text("One door, many rooms")

    page.get_by_label("Message to everyone").fill("Five minutes more")
    page.get_by_role("button", name="Show it to everyone").click()
    expect(page.locator("#head")).to_contain_text("A message is showing")
    page.get_by_role("button", name="Take it away").click()
    expect(page.locator("#head")).not_to_contain_text("A message is showing")

    page.get_by_text("Close the conversation").click()
    page.get_by_role("button", name="Close it now").click()
    expect(page.locator("#head")).to_contain_text("Closed")
    accessible(page)
    page.goto(f"/conversations/{made['id']}/")
    expect(page.get_by_role("heading", name="One door, many rooms")).to_be_visible()
    accessible(page)


def test_a_telephone_is_enough_to_run_a_conversation(
    desk: Desk, made: dict[str, Any], accessible: Accessible
) -> None:
    page = desk(viewport={"width": 390, "height": 844}, has_touch=True)
    for name in ("", "edit/", "console/"):
        page.goto(f"/conversations/{made['id']}/{name}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        accessible(page)


def test_everything_works_without_scripts(desk: Desk, made: dict[str, Any]) -> None:
    page = desk(java_script_enabled=False)
    page.goto(f"/conversations/{made['id']}/console/")
    page.get_by_role("link", name="Which first?").first.click()
    page.locator("#now").get_by_role("button", name="Close").click()
    expect(page.get_by_text("Closed: no more answers.")).to_be_visible()
    page.goto(f"/conversations/{made['id']}/edit/")
    page.get_by_role("button", name="Move down: What would help?").click()
    expect(page.locator(".prompt-words").nth(0)).to_have_text("Which first?")
