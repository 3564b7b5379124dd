"""Themes of many collaborations: asked for, agreed to after a look, joined, and taken back."""

import pytest
from playwright.sync_api import expect

from journeys.conftest import OpenContext, Server
from journeys.room import Check, Open

pytestmark = pytest.mark.browser

PREPARE = """
from howff.people.actions import create_collaboration
from howff.people.models import Person
from howff.sensemaking.actions.everywhere import gather
from howff.sensemaking.tests.harbours import NAMES, harbour, shared
ana = Person.objects.get(email="ana@facilitators.example")
here = create_collaboration(name="All Harbours", by=ana)
made = gather(host=here, title="What is hard", purpose="For the council.", by=ana)
places = [harbour(f"H{at}", name, 12 + at) for at, name in enumerate(NAMES)]
for one in places[:4]:
    shared(made, one)
print("made", made.pk, made.key, places[4].here.pk)
"""


@pytest.fixture
def gathered(server: Server, ana_session: str) -> tuple[str, str, str]:
    """Four agreed; the number of what is gathered, the key that invites, and the fifth place."""
    assert ana_session
    printed = server.command("manage", "shell", "-c", PREPARE)
    number, key, fifth = printed.split("made ")[-1].split()
    return number, key, fifth


def test_the_fifth_agrees_after_a_look_and_takes_it_back(
    desk: Open,
    open_context: OpenContext,
    server: Server,
    gathered: tuple[str, str, str],
    accessible: Check,
) -> None:
    number, key, fifth = gathered
    ana = desk()
    ana.goto(f"/everywhere/{number}/")
    expect(ana.locator("main")).to_contain_text("Nothing to see yet")
    accessible(ana)
    theirs = open_context()
    session = server.session_of("h4@facilitators.example")
    theirs.add_cookies([{"name": "howff_session", "value": session, "url": server.address}])
    page = theirs.new_page()
    page.goto(f"/share-themes/{key}/")
    accessible(page)
    page.get_by_role("checkbox", name="Tea").first.check()
    page.get_by_role("checkbox", name="Show this quote").check()
    page.get_by_role("button", name="Share the ticked themes").click()
    expect(page.locator("main")).to_contain_text("You share the themes that are ticked.")
    accessible(page)
    ana.reload()
    expect(ana.locator("blockquote")).to_have_count(5)
    accessible(ana)
    ana.get_by_role("button", name="They are the same").click()
    expect(ana.locator("main")).to_contain_text("In 2 collaborations · at least 25 people")
    accessible(ana)
    page.goto(f"/collaborations/{fifth}/sense/everywhere/")
    accessible(page)
    page.get_by_role("button", name="Share no longer").click()
    ana.reload()
    expect(ana.locator("main")).to_contain_text("Nothing to see yet")
