"""Two people at the workbench: from many answers to a few themes, by keyboard and by hand."""

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest
from playwright.sync_api import Locator, Page, expect

from journeys.conftest import OpenContext, Server
from journeys.room import Check, Open
from journeys.stock import signed_in

pytestmark = pytest.mark.browser

PREPARE = """
from itertools import product
from howff.conversations.actions import preparing, running
from howff.conversations.actions.answering import AnswerRequest, record_answers
from howff.conversations.actions.joining import JoinRequest, record_joins
from howff.people import actions
from howff.people.models import Person, Role
ana = Person.objects.get(email="ana@facilitators.example")
hana = Person.objects.filter(email="hana@facilitators.example").first()
hana = hana or actions.create_person(email="hana@facilitators.example", name="Hana")
here = actions.create_collaboration(name="Harbour Together", by=ana)
place = here.places.get(name="Volunteer")
actions.add_member(collaboration=here, person=hana, role=Role.HELPER, place=place, by=ana)
lantern = actions.add_organisation(
    collaboration=here, name="Lantern Trust", kind="third_sector", by=ana
)
SAID = [
    ("the bus", ["stops running before the evening group ends", "does not come out to the harbour",
     "costs more than people on benefits can pay", "is late whenever the ferry is in"]),
    ("paperwork for grants", ["takes the evenings of our volunteers", "asks the same thing twice",
     "is never the same for two funders", "stops small groups from applying"]),
    ("waiting for the counsellor", ["takes longer than half a year", "makes people worse",
     "ends when somebody has given up", "starts anew after each referral"]),
    ("trust between partners", ["grows when we keep our word", "takes time and a lot of tea",
     "was lost when the last project ended", "comes before any plan"]),
]
WAYS = ["Honestly, {0} {1}.", "For many of us {0} {1}!", "I think {0} {1}", "{0} {1}, again"]
prompts = [{"kind": "text", "text": "What gets in the way?", "results": "live"}]
talk = preparing.create_conversation(
    collaboration=here, title="The harbour coffeehouse", prompts=prompts, by=ana
)
prompt = running.open_prompt(prompt=talk.prompts.get(), by=ana)
texts = [way.format(what, how) for way in WAYS for what, hows in SAID for how in hows]
for number, text in enumerate(texts):
    about = {"role": "volunteer", "organisation": "Lantern Trust"} if number % 2 else {}
    request = JoinRequest(code=talk.code, key=str(number), audience="report", **about)
    (joined,) = record_joins([request])
    record_answers([AnswerRequest(joined.participant, prompt.pk, text, "1")])
print("made", here.pk, talk.pk, prompt.pk)
"""


class Prepared(NamedTuple):
    """A conversation with many answers, by its numbers."""

    collaboration: int
    conversation: int
    prompt: int


@pytest.fixture
def prepared(server: Server, ana_session: str) -> Prepared:
    """Sixty-four people said what gets in the way."""
    assert ana_session
    printed = server.command("manage", "shell", "-c", PREPARE)
    return Prepared(*map(int, printed.split("made ")[-1].split()))


@pytest.fixture
def second(open_context: OpenContext, server: Server) -> Callable[[], Page]:
    """Opens a page in which Hana, who helps, is signed in."""

    def opened() -> Page:
        context = open_context(viewport={"width": 1280, "height": 900})
        return signed_in(context, server.address, server.session_of("hana@facilitators.example"))

    return opened


def looked(page: Page, prepared: Prepared) -> str:
    """Choose the answers, let the machine look, and give the workbench's address."""
    page.goto(f"/collaborations/{prepared.collaboration}/sense/")
    page.get_by_role("button", name="Look for themes").first.click()
    expect(page.get_by_text(re.compile("This takes about"))).to_be_visible()
    page.get_by_role("button", name="Look for themes").click()
    expect(themes(page).first).to_be_visible(timeout=60_000)
    return page.url


def themes(page: Page) -> Locator:
    """The cards."""
    return page.locator("[data-theme]")


def name_first(page: Page, name: str) -> Locator:
    """Type a name for the first theme, without sending it."""
    card = themes(page).first
    card.locator("summary", has_text="Name, merge").click()
    field = card.get_by_label("Name", exact=True)
    field.fill(name)
    return field


def test_from_answers_to_named_themes(desk: Open, prepared: Prepared, accessible: Check) -> None:
    page = desk()
    page.goto(f"/collaborations/{prepared.collaboration}/sense/")
    accessible(page)
    looked(page, prepared)
    accessible(page)
    before = page.locator("#theme-title, #themes-title").inner_text()
    name_first(page, "Getting about").press("Enter")
    expect(page.get_by_role("link", name="Getting about")).to_be_visible()
    themes(page).first.get_by_role("button", name="Accept").click()
    expect(themes(page).first.get_by_text("Accepted", exact=True)).to_be_visible()
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(themes(page).first.get_by_text("Accepted", exact=True)).to_have_count(0)
    assert re.match(r"\d+ theme", before)


def test_the_keyboard_is_enough(desk: Open, prepared: Prepared) -> None:
    page = desk()
    looked(page, prepared)
    first = page.locator("[data-voice]").first
    words = first.locator(".voice-text").inner_text()
    first.focus()
    page.keyboard.press("a")
    expect(page.locator("#queue")).to_contain_text("1 placed by people")
    expect(page.locator("#queue").get_by_text(words, exact=True)).to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("2")
    expect(page.locator("#queue")).to_contain_text("2 placed by people")
    expect(page.locator("#toasts")).to_contain_text("Moved.")
    page.keyboard.press("u")
    expect(page.locator("#queue")).to_contain_text("1 placed by people")


def test_an_answer_is_dragged_to_a_theme(desk: Open, prepared: Prepared) -> None:
    page = desk()
    looked(page, prepared)
    handle = page.locator("[data-voice] .handle").first
    handle.drag_to(themes(page).first, target_position={"x": 60, "y": 30})
    expect(page.locator("#queue")).to_contain_text("1 placed by people")


def test_two_people_see_each_other_and_write_over_nobody(
    desk: Open, second: Callable[[], Page], prepared: Prepared
) -> None:
    ana, hana = desk(), second()
    hana.goto(looked(ana, prepared))
    name_first(hana, "Transport")
    name_first(ana, "Getting about").press("Enter")
    expect(ana.get_by_role("link", name="Getting about")).to_be_visible()
    typed = hana.get_by_label("Name", exact=True)
    expect(typed).to_have_value("Transport")
    typed.press("Enter")
    expect(hana.get_by_role("alert")).to_contain_text("has just changed this too.")
    expect(hana.get_by_label("Name", exact=True)).to_have_value("Transport")
    themes(ana).nth(1).get_by_role("button", name="Accept").click()
    expect(themes(hana).nth(1).get_by_text("Accepted", exact=True)).to_be_visible()


def test_a_theme_has_a_page_on_which_answers_are_split_off(
    desk: Open, prepared: Prepared, accessible: Check
) -> None:
    page = desk()
    looked(page, prepared)
    themes(page).first.locator("h3 a").click()
    expect(page.get_by_role("heading", name="All its answers")).to_be_visible()
    accessible(page)
    boxes = page.get_by_label("for a theme of its own")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.locator("#split").get_by_label("Name").fill("Evenings")
    page.get_by_role("button", name="Split these off").click()
    expect(page.locator("#toasts")).to_contain_text("These answers are a theme of their own now.")
    page.get_by_role("link", name="What gets in the way?").click()
    expect(page.get_by_role("link", name="Evenings", exact=True)).to_be_visible()


def test_fewer_themes_by_the_slider(desk: Open, prepared: Prepared) -> None:
    page = desk()
    looked(page, prepared)
    slider = page.get_by_label("How many themes?")
    slider.focus()
    slider.press("Home")
    told = page.locator("#level-told").inner_text()
    fewest = re.findall(r"\d+", told)[0]
    expect(page.locator("#themes-title")).to_have_text(f"{fewest} themes")
