"""Six people in four organisations: something useful, nothing that tells on anybody."""

import pytest
from playwright.sync_api import expect

from journeys.stock import Check, Open, Prepared

pytestmark = pytest.mark.browser


def test_six_people_see_what_they_said_together_and_what_to_do_next(
    seat: Open, accessible: Check, stock: Prepared
) -> None:
    ben, number = seat("Ben", viewport={"width": 390, "height": 844}), stock["six"]["round"]
    ben.goto(f"/rounds/{number}/results/")
    accessible(ben)
    expect(ben.get_by_text("6 people answered.")).to_be_visible()
    expect(ben.get_by_role("heading", name="Too few of each to compare")).to_be_visible()
    expect(ben.get_by_role("link", name="Talk it through in a workshop")).to_be_visible()
    answered = ben.locator("#turnout ~ .table tbody td:last-child").all_inner_texts()
    assert answered == ["hidden"] * 4
    expect(ben.locator("#picture table")).to_have_count(0)
    ben.get_by_role("link", name="People in charge of their own lives").first.click()
    expect(ben.locator("#everyone-picture")).to_contain_text("Of 6 people")
    expect(ben.get_by_text("not shown for 4 organisations.")).to_be_visible()
    expect(ben.get_by_text("Too few of us.")).to_be_visible()
    accessible(ben)


def test_nothing_of_six_people_is_shown_outside(
    seat: Open, accessible: Check, stock: Prepared
) -> None:
    ben, number = seat("Ben"), stock["six"]["round"]
    ben.goto(f"/rounds/{number}/results/?as=outside")
    expect(ben.get_by_text("Fewer than 10 people answered, so no ratings")).to_be_visible()
    assert ben.locator(".finding svg").count() == 0
    accessible(ben)
    told = ben.request.get(f"/rounds/{number}/files/figures.json?audience=outside").json()
    assert {str(one["everyone"]) for one in told["figures"]["items"]} == {"None"}
