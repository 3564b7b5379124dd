"""From a theme to a finding that is traced to quotes, to a report; what is taken back leaves."""

from typing import NamedTuple

import pytest
from playwright.sync_api import expect

from journeys.conftest import Server
from journeys.room import Check, Open

pytestmark = pytest.mark.browser

PREPARE = """
from howff.conversations.actions import preparing, running
from howff.conversations.actions.answering import AnswerRequest, record_answers
from howff.conversations.actions.joining import JoinRequest, record_joins
from howff.conversations.models import Answer
from howff.people import actions
from howff.people.models import Person
from howff.sensemaking.actions.studies import begin_study
from howff.sensemaking.models import Decision, Theme, ThemeState
ana = Person.objects.get(email="ana@facilitators.example")
here = actions.create_collaboration(name="Harbour Together", by=ana)
SAID = ["The last bus leaves at six", "No bus on Sunday at all", "The bus fare is too high",
        "A bus to the harbour, please", "The bus is late", "I walk, and like it"]
themes = []
for title in ("May", "June"):
    prompts = [{"kind": "text", "text": f"What gets in the way in {title}?", "results": "live"}]
    talk = preparing.create_conversation(
        collaboration=here, title=f"{title} coffeehouse", prompts=prompts, by=ana
    )
    prompt = running.open_prompt(prompt=talk.prompts.get(), by=ana)
    said = []
    for number, text in enumerate(SAID):
        request = JoinRequest(code=talk.code, key=str(number), audience="report",
                              attribution="role", role="Volunteer")
        (joined,) = record_joins([request])
        (kept,) = record_answers([AnswerRequest(joined.participant, prompt.pk, text, "1")])
        said.append(Answer.objects.get(pk=kept).passage_id)
    study = begin_study(collaboration=here, sources=[f"prompt:{prompt.pk}"], by=ana)
    name = "Buses" if title == "May" else "The bus"
    theme = Theme.objects.create(study=study, name=name, state=ThemeState.ACCEPTED)
    for passage in said:
        Decision.objects.create(theme=theme, passage_id=passage, belongs=True)
    running.close_conversation(conversation=talk, by=ana)
    themes.append((theme.pk, talk.pk, said[0]))
print("made", here.pk, *themes[0])
"""
TAKE_BACK = "from howff.evidence.actions import take_back; take_back(passage_ids=[{0}])"
SIX = "The last bus leaves at six"


class Prepared(NamedTuple):
    """Two closed conversations with an accepted theme each, by their numbers."""

    collaboration: int
    theme: int
    conversation: int
    passage: int


@pytest.fixture
def prepared(server: Server, ana_session: str) -> Prepared:
    """Something to conclude from."""
    printed = server.command("manage", "shell", "-c", PREPARE)
    return Prepared(*map(int, printed.split("made ")[-1].split()))


def test_from_a_theme_to_a_finding_to_a_report_and_what_is_taken_back_leaves(
    desk: Open, server: Server, prepared: Prepared, accessible: Check
) -> None:
    page = desk()
    page.goto(f"/collaborations/{prepared.collaboration}/findings/")
    accessible(page)
    page.goto(f"/themes/{prepared.theme}/")
    page.get_by_role("link", name="Write a finding on this theme").click()
    page.get_by_label("finding").fill("Buses decide who can come in the evening.")
    page.get_by_label("Fairly sure").check()
    accessible(page)
    page.get_by_role("button", name="Keep it as a draft").click()
    expect(page.get_by_text("It rests on what 6 people said.")).to_be_visible()
    page.get_by_text("Add what it rests on").click()
    accessible(page)
    page.get_by_role("link", name="Choose quotes").click()
    accessible(page)
    page.get_by_role("button", name=SIX).click()
    page.get_by_role("link", name="Look for a voice against it").click()
    accessible(page)
    page.get_by_role("button", name="I walk").click()
    page.get_by_role("button", name="Accept this finding").click()
    accessible(page)
    page.get_by_role("link", name="What gets in the way in May?").first.click()
    expect(page).to_have_url(f"{server.address}/conversations/{prepared.conversation}/")
    page.go_back()
    finding = page.url
    page.goto(f"/reports/of/{prepared.conversation}/")
    page.goto(page.get_by_role("link", name="Edit the report").get_attribute("href") or "")
    page.get_by_role("button", name="Add what we found").click()
    expect(page.locator("#blocks")).to_contain_text("Somebody sees it otherwise")
    accessible(page)
    server.command("manage", "shell", "-c", TAKE_BACK.format(prepared.passage))
    page.reload()
    expect(page.locator("#blocks")).to_contain_text("A quote has been withdrawn")
    expect(page.locator("#blocks")).not_to_contain_text(SIX)
    page.goto(finding)
    expect(page.locator("#flagged")).to_contain_text("was taken back")
    expect(page.locator("main")).not_to_contain_text(SIX)
    accessible(page)


def test_themes_of_two_conversations_are_joined_and_become_reflections(
    desk: Open, prepared: Prepared, accessible: Check
) -> None:
    page = desk()
    page.goto(f"/collaborations/{prepared.collaboration}/sense/across/")
    accessible(page)
    page.get_by_role("checkbox", name="Buses").check()
    page.get_by_role("checkbox", name="The bus").check()
    page.get_by_role("button", name="The chosen themes are the same").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody")).to_contain_text("came up every time")
    accessible(page)
    page.get_by_role("checkbox", name="Buses").check()
    page.get_by_role("button", name="Draft reflections from the chosen themes").click()
    expect(page.locator("#blocks")).to_contain_text("It comes from 12 people.")
    expect(page.locator("#blocks figcaption").first).to_have_text("Volunteer")
    accessible(page)
