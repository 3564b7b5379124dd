"""The page on which an instrument is written: part by part, and nothing is lost."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from howff.instruments import actions, queries
from howff.instruments.definitions import Scale, Term, editing
from howff.instruments.models import InstrumentVersion

PART = {"HX-Request": "true", "HX-Request-Type": "partial"}
STATEMENT = {"title": "Time", "statement": "We have time.", "locus": "ours", "best": "high"}


def at(name: str, *args: object) -> str:
    return reverse(f"instruments:{name}", args=args)


@pytest.fixture
def draft(collaboration, ana) -> InstrumentVersion:
    """A copy of the index, to be changed."""
    version = queries.builtin("collaborative-providers-index")
    return actions.copy(version=version, collaboration=collaboration, by=ana)


def now(version: InstrumentVersion):
    return queries.definition_of(InstrumentVersion.objects.get(pk=version.pk))


def filled(client: Client, address: str, /, **changes: object) -> dict[str, object]:
    """What the form at the address holds, with some of it changed."""
    form = client.get(address, headers=PART).context["form"]
    held = {name: form[name].value() for name in form.fields}
    prepared = {name: form.fields[name].prepare_value(value) for name, value in held.items()}
    kept = {name: "" if value is None else value for name, value in prepared.items()}
    return kept | changes


def test_the_page_shows_every_part(draft, as_ana: Client):
    page = as_ana.get(at("edit", draft.pk)).content.decode()
    parts = [one.id for one in now(draft).categories]
    parts += [one.id for one in now(draft).principles]
    parts += [each.id for one in now(draft).principles for each in one.questions]
    assert [page.count(f'id="edit-{pk}"') for pk in parts] == [1] * len(parts)
    stuck = re.findall(r'id="((?:up|down)-[^"]+)"[^>]* disabled', page)
    assert [one for one in stuck if one.partition("-")[2] in parts[:18]] == [
        *("up-people", "up-P1", "down-behaviours", "down-B2")
    ]


@pytest.mark.parametrize(
    "pk", ["about", "scale", "glossary", "delivery", "D4", "B1", "D4a", "B1c", "R1a"]
)
def test_saving_a_form_as_it_is_changes_nothing(pk: str, draft, as_ana: Client):
    before = now(draft)
    address = at("part", draft.pk, pk)
    response = as_ana.post(address, filled(as_ana, address), headers=PART)
    assert response.status_code == 200
    assert now(draft) == before


@pytest.mark.parametrize(
    ("pk", "change", "reads"),
    [
        ("about", {"title": "Ours"}, lambda one: one.title == "Ours"),
        ("about", {"credit": "Us"}, lambda one: one.source.credit == "Us"),
        (
            "scale",
            {"levels": "No\n\n So-so\nYes ", "easy": "", "low": ""},
            lambda one: one.scale == Scale(("No", "So-so", "Yes"), high="Fully"),
        ),
        (
            "glossary",
            {"words": "HSCP: a partnership: of two"},
            lambda one: one.glossary == (Term("HSCP", "a partnership: of two"),),
        ),
        ("people", {"good": "One\nTwo"}, lambda one: one.categories[0].good == ("One", "Two")),
        ("P1", {"best": "middle"}, lambda one: one.principle("P1").best == "middle"),
        (
            "P1",
            {"levels": "No\nYes", "easy_levels": ""},
            lambda one: one.principle("P1").scale == Scale(("No", "Yes")),
        ),
        ("D4", {"levels": "", "easy_levels": ""}, lambda one: one.principle("D4").scale is None),
        (
            "B1a",
            {"sort": "conditional", "at_most": "3"},
            lambda one: editing.part_of(one, "B1a").only_if.at_most == 3,
        ),
        ("B1c", {"sort": "explored"}, lambda one: editing.part_of(one, "B1c").only_if is None),
        ("D4a", {"per": "A\nB"}, lambda one: editing.part_of(one, "D4a").per == ("A", "B")),
    ],
)
def test_each_form_changes_its_part(pk: str, change, reads, draft, as_ana: Client):
    address = at("part", draft.pk, pk)
    response = as_ana.post(address, filled(as_ana, address, **change), headers=PART)
    assert response.status_code == 200
    assert reads(now(draft))


@pytest.mark.parametrize(
    ("pk", "change", "told"),
    [
        ("P1", {"statement": ""}, "This field is required."),
        ("P1", {"levels": "only"}, "the scale of P1: give 2 to 11 levels."),
        ("scale", {"levels": "No\nNo", "easy": ""}, "scale: give each level its own words."),
        ("glossary", {"words": "HSCP"}, "Line 1: write the word, a colon, and what it means."),
        ("people", {"title": "Delivery"}, "category 2: another category has this title."),
        ("B1a", {"sort": "conditional", "at_most": "5"}, "B1a: ask it after a rating below the"),
    ],
)
def test_a_wrong_form_keeps_what_was_typed(pk: str, change, told: str, draft, as_ana: Client):
    address = at("part", draft.pk, pk)
    typed = filled(as_ana, address, **{"title": "Typed"} | change)
    response = as_ana.post(address, typed, headers=PART)
    assert response.status_code == 422
    assert response.headers["HX-Retarget"] == f"#change-{pk}"
    form = response.context["form"]
    assert told in str(form.errors)
    assert {name: form[name].value() for name in change} == change
    assert InstrumentVersion.objects.get(pk=draft.pk).revision == 1


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(draft, as_ana: Client):
    address = at("part", draft.pk, "P1")
    mine = filled(as_ana, address, statement="Mine.")
    theirs = filled(as_ana, address, statement="Theirs.")
    as_ana.post(address, theirs, headers=PART)
    refused = as_ana.post(address, mine, headers=PART)
    assert (refused.status_code, now(draft).principle("P1").statement) == (422, "Theirs.")
    form = refused.context["form"]
    assert form["statement"].value() == "Mine."
    again = as_ana.post(address, mine | {"saw": form["saw"].value()}, headers=PART)
    assert (again.status_code, now(draft).principle("P1").statement) == (200, "Mine.")


def test_parts_are_added_where_they_belong(draft, as_ana: Client):
    for inside, sent in (
        ("whole", {"title": "Weather"}),
        ("part-1", STATEMENT),
        ("P3", {"text": "Since when?", "sort": "explored", "locus": "ours"}),
    ):
        address = at("add", draft.pk, inside)
        assert as_ana.post(address, filled(as_ana, address, **sent)).status_code == 302
    added = now(draft).categories[-1]
    assert (added.id, added.title, added.principles[0].id) == ("part-1", "Weather", "P3")
    assert added.principles[0].questions[0].text == "Since when?"
    assert as_ana.get(at("add", draft.pk, "none")).status_code == 404


def test_a_new_part_that_is_wrong_is_not_kept(draft, as_ana: Client):
    address = at("add", draft.pk, "people")
    response = as_ana.post(address, filled(as_ana, address, title="Half"), headers=PART)
    assert (response.status_code, response.headers["HX-Retarget"]) == (422, "#change-in-people")
    assert response.context["form"]["title"].value() == "Half"
    assert len(now(draft).principles) == 13


def test_parts_are_moved(draft, as_ana: Client):
    as_ana.post(at("move", draft.pk, "delivery"), {"to": "up"}, headers=PART)
    as_ana.post(at("move", draft.pk, "D1"), {"to": "down"})
    assert [one.id for one in now(draft).categories][:2] == ["delivery", "people"]
    assert [one.id for one in now(draft).categories[0].principles][:2] == ["D2", "D1"]


@pytest.mark.parametrize("headers", [PART, {}])
def test_what_was_taken_out_is_put_back(headers: dict[str, str], draft, as_ana: Client):
    before = now(draft)
    response = as_ana.post(at("take_out", draft.pk, "delivery"), headers=headers)
    assert [one.id for one in now(draft).categories] == [
        *("people", "places", "resourcing", "behaviours")
    ]
    assert response.context["removed"] == "Delivery"
    kept = response.context["kept"]
    as_ana.post(at("put_back", draft.pk), {"kept": kept}, headers=headers)
    assert now(draft) == before


@pytest.mark.parametrize("kept", ["", "{}", json.dumps({"kind": "questions", "part": {}})])
def test_what_does_not_fit_is_not_put_back(kept: str, draft, as_ana: Client):
    response = as_ana.post(at("put_back", draft.pk), {"kept": kept}, headers=PART)
    assert (response.status_code, response.context["problem"]) == (
        422,
        "This cannot be put back.",
    )


def test_the_last_statement_stays(collaboration, ana, as_ana: Client):
    version = actions.begin(collaboration=collaboration, title="One", by=ana)
    response = as_ana.post(at("take_out", version.pk, "P1"), headers=PART)
    told = "there is nothing to rate: give at least one principle."
    assert (response.status_code, response.context["problem"]) == (422, told)


def test_what_is_not_there_is_not_found(draft, as_ana: Client):
    for name, args in (("part", ()), ("move", ()), ("take_out", ())):
        address = at(name, draft.pk, "none", *args)
        assert as_ana.post(address, {"to": "up"}).status_code == 404


def test_a_version_in_use_is_not_changed(draft, ana, as_ana: Client):
    actions.freeze(version=draft, by=ana)
    response = as_ana.post(at("move", draft.pk, "D1"), {"to": "down"}, headers=PART)
    assert response.status_code == 409
    assert response.context["problem"].endswith("Make version 2 to change it.")
    address = at("part", draft.pk, "P1")
    assert as_ana.post(address, filled(as_ana, address), headers=PART).status_code == 422


def test_without_scripts_a_part_has_its_own_page(draft, as_ana: Client):
    page = as_ana.get(at("part", draft.pk, "P1")).content.decode()
    assert page.count("<h1>Change this part</h1>") == 1
    address = at("part", draft.pk, "P1")
    response = as_ana.post(address, filled(as_ana, address, title="Other"))
    assert response.headers["Location"] == at("edit", draft.pk)


@pytest.mark.parametrize("pk", ["about", "scale", "glossary", "people", "P1", "P1a"])
def test_no_field_hides_what_scripts_read_of_a_form(pk: str, draft, as_ana: Client):
    form = as_ana.get(at("part", draft.pk, pk), headers=PART).context["form"]
    read = {"form", "action", "method", "elements", "submit", "id", "name", "target"}
    assert set(form.fields) & read == set()
