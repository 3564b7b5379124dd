"""A workshop in three browsers: the facilitator's screen, and two phones that rate again."""

import re
from typing import NamedTuple

import pytest
from playwright.sync_api import Locator, Page, expect

from journeys.conftest import Server
from journeys.room import Check, Open, send

pytestmark = pytest.mark.browser

PREPARE = """
from howff.assessments.actions.workshops.preparing import create_workshop
from howff.assessments.tests.workshop_sample import closed_round
from howff.people import actions, queries
from howff.people.models import Person
ana = Person.objects.get(email="ana@facilitators.example")
here = actions.create_collaboration(name="Harbour Together", by=ana)
for name in ("Lantern Trust", "Quayside Carers"):
    actions.add_organisation(collaboration=here, name=name, kind="health", by=ana)
round = closed_round(here, list(here.organisations.all()), ana)
workshop = create_workshop(round=round, title="Looking together", by=ana)
print("made", here.pk, round.pk, workshop.pk, *[one.pk for one in workshop.topics.all()])
"""
WHY = "We ask people, and then forget to tell them what came of it."


class Prepared(NamedTuple):
    """A workshop on a closed round, by its numbers."""

    collaboration: int
    round: int
    workshop: int
    first: int
    second: int
    third: int


@pytest.fixture
def prepared(server: Server, ana_session: str) -> Prepared:
    """A workshop with three topics, which nobody has begun."""
    printed = server.command("manage", "shell", "-c", PREPARE)
    return Prepared(*map(int, printed.split("made ")[-1].split()))


def outcome(page: Page, topic: int) -> Locator:
    """The form in which the room says what it thinks of a topic."""
    return page.locator(f"#outcome-{topic}")


def say(page: Page, topic: int, value: str, reason: str) -> Locator:
    """Fill in what the room says, and ask to save it."""
    form = outcome(page, topic)
    form.locator(f"[name$='outcome'][value='{value}']").check()
    form.locator("[name$='reason']").fill(reason)
    form.get_by_role("button", name="Save").click()
    return form.locator("[data-line]")


def join(page: Page, code: str) -> Page:
    """Join with a code from a phone."""
    page.goto(f"/j/{code}/")
    page.check("[name=audience][value=group]")
    page.click("text=Take part")
    return page


def test_a_facilitator_prepares_a_workshop_from_the_differences(
    desk: Open, prepared: Prepared, accessible: Check
) -> None:
    page = desk()
    page.goto(f"/rounds/{prepared.round}/workshops/")
    accessible(page)
    page.get_by_role("link", name="New workshop").click()
    expect(page.locator("[name=items]:checked")).to_have_count(3)
    accessible(page)
    page.get_by_role("button", name="Make the agenda").click()
    expect(page.locator(".agenda li")).to_have_count(3)
    second = page.locator(".agenda h3").nth(1).inner_text()
    page.get_by_role("button", name=f"Earlier {second}").click()
    expect(page.locator(".agenda h3").first).to_have_text(second)
    page.get_by_role("button", name=re.compile("^Add ")).first.click()
    expect(page.locator(".agenda li")).to_have_count(4)
    accessible(page)
    page.get_by_role("link", name="Print the script").click()
    expect(page.locator(".script-topic")).to_have_count(4)
    accessible(page)


def test_the_room_rates_again_on_phones_and_leaves_with_a_signed_record(
    desk: Open, phone: Open, prepared: Prepared, accessible: Check
) -> None:
    page = desk()
    page.goto(f"/workshops/{prepared.workshop}/agenda/")
    page.click("#prepare-phones")
    accessible(page)
    page.click("#use-phones")
    code = page.locator(".door-here .join-code").inner_text()
    page.click("#let-in")
    phones = [join(phone(), code) for _ in range(2)]
    expect(page.locator(".door-here")).to_contain_text("2 phones are here.")
    first = page.locator(f"#topic-{prepared.first}")
    first.get_by_role("button", name="Let phones rate").click()
    for each, level in zip(phones, "24", strict=True):
        each.check(f"[value='{level}']")
        send(each)
    here = first.locator(".prompt-here")
    expect(here).to_contain_text("2 of 2 have rated")
    expect(here.locator(".bars")).to_have_count(0)
    first.get_by_role("button", name="Stop rating").click()
    first.get_by_role("button", name="Show the result to all").click()
    expect(here.locator(".bar-number")).to_have_text(["0", "1", "0", "1", "0"])
    expect(phones[0].locator(".tally")).to_be_visible()
    accessible(phones[0])
    expect(say(page, prepared.first, "3", WHY)).to_have_text("Saved")
    write_down_the_rest(page, prepared)
    page.reload()
    expect(outcome(page, prepared.first).locator("[name$='hand_2']")).to_have_value("1")
    accessible(page)
    sign_off(page, prepared, accessible)
    accessible(page)


def write_down_the_rest(page: Page, prepared: Prepared) -> None:
    """Another view, what would help, and who was there."""
    page.locator(f"#dissents-{prepared.first} summary").click()
    dissent = page.locator(f"#dissent-{prepared.first}")
    dissent.locator("[name$='text']").fill("I was never asked.")
    dissent.get_by_role("button", name="Keep it").click()
    expect(page.locator(f"#dissents-{prepared.first} blockquote")).to_have_text(
        "I was never asked."
    )
    page.locator(f"#needs-{prepared.first} summary").click()
    need = page.locator(f"#need-{prepared.first}")
    need.locator("[name$='text']").fill("Contracts of five years")
    need.locator("[name$='level']").select_option("sector")
    need.get_by_role("button", name="Write it down").click()
    expect(page.locator(f"#needs-{prepared.first} li")).to_contain_text("Contracts of five years")
    page.fill("#came-people_0", "2")
    page.click("text=Save who is here")
    expect(page.locator("#came [data-line]")).to_have_text("Saved")


def sign_off(page: Page, prepared: Prepared, accessible: Check) -> None:
    """Read the record, sign it off, and find the need in the collaboration's list."""
    page.get_by_role("link", name="See the record").click()
    record = page.locator(f"#record-{prepared.first} + *, #record-{prepared.first} ~ *")
    expect(record.filter(has_text=WHY).first).to_be_visible()
    expect(page.get_by_text("I was never asked.")).to_be_visible()
    accessible(page)
    page.get_by_label("Signed off by").fill("Ana, and Ben of Lantern Trust")
    page.get_by_role("button", name="Sign it off").click()
    expect(page.get_by_text("by Ana, and Ben of Lantern Trust, on").first).to_be_visible()
    page.goto(f"/workshops/{prepared.workshop}/")
    # What was agreed is fixed; more may still be done about it.
    expect(page.locator("form[data-keep]:not([data-once])")).to_have_count(0)
    accessible(page)
    page.goto(f"/collaborations/{prepared.collaboration}/needs/")
    page.get_by_label("Who needs it").select_option("sector")
    expect(page.get_by_text("Contracts of five years")).to_be_visible()


def test_nothing_is_lost_while_the_line_is_down(desk: Open, prepared: Prepared) -> None:
    page = desk()
    page.goto(f"/workshops/{prepared.workshop}/")
    page.context.set_offline(True)
    expect(page.locator("#line-down")).to_contain_text("The line is down.")
    line = say(page, prepared.first, "differ", "We differ about who leads.")
    expect(line).to_contain_text("is sent when the line is back")
    outcome(page, prepared.second).locator("[name$='reason']").fill("Half a sentence")
    page.keyboard.press("Tab")
    page.context.set_offline(False)
    expect(outcome(page, prepared.first).locator("[data-line]")).to_have_text("Saved")
    expect(page.locator("#line-down")).to_be_empty()
    page.reload()
    kept = outcome(page, prepared.first)
    expect(kept.locator("[name$='reason']")).to_have_value("We differ about who leads.")
    expect(kept.locator("[name$='revision']")).to_have_value("2")
    begun = outcome(page, prepared.second)
    expect(begun.locator("[name$='reason']")).to_have_value("Half a sentence")
    expect(begun.locator("[data-line]")).to_contain_text("Not saved yet.")


def test_an_action_is_kept_but_never_agreed_twice(desk: Open, prepared: Prepared) -> None:
    page = desk()
    page.goto(f"/workshops/{prepared.workshop}/")
    form = page.locator(f"#topic-{prepared.first} .actions-about form")
    page.locator(f"#topic-{prepared.first} .actions-about summary").click()
    page.context.set_offline(True)
    form.locator("[name=title]").fill("Write to everybody we asked")
    form.get_by_role("button", name="Agree").click()
    expect(form.locator("[data-line]")).to_contain_text("Send it again when the line is back.")
    page.context.set_offline(False)
    page.reload()
    expect(form.locator("[name=title]")).to_have_value("Write to everybody we asked")
    form.get_by_role("button", name="Agree").click()
    agreed = page.locator(f"#topic-{prepared.first} .actions-about li")
    expect(agreed).to_have_count(1)
    expect(agreed).to_contain_text("Write to everybody we asked")


def test_two_facilitators_see_both_texts(desk: Open, prepared: Prepared) -> None:
    one, other = desk(), desk()
    for page in (one, other):
        page.goto(f"/workshops/{prepared.workshop}/")
    expect(say(one, prepared.first, "2", "What one typed.")).to_have_text("Saved")
    say(other, prepared.first, "4", "What the other typed.")
    expect(other.locator(f"#meanwhile-{prepared.first}")).to_contain_text("What one typed.")
    form = outcome(other, prepared.first)
    expect(form.locator("[name$='reason']")).to_have_value("What the other typed.")
    expect(say(other, prepared.first, "3", "What both say.")).to_have_text("Saved")
    one.reload()
    expect(outcome(one, prepared.first).locator("[name$='reason']")).to_have_value("What both say.")


def test_the_room_moves_between_topics_by_keyboard(desk: Open, prepared: Prepared) -> None:
    page = desk()
    page.goto(f"/workshops/{prepared.workshop}/")
    for key, topic in (("n", prepared.first), ("n", prepared.second), ("p", prepared.first)):
        page.keyboard.press(key)
        expect(page.locator(f"#topic-{topic}-title")).to_be_focused()
