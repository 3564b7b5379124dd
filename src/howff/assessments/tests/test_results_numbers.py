"""Page, interface and figures say the same, number by number."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from howff.assessments.models import Round
from howff.assessments.queries.figures import figures_of
from howff.assessments.tests.stock import WORDS, harbour
from howff.consent.models import Audience
from howff.people.actions import make_token
from howff.people.models import Collaboration, Organisation, Person
from howff.sense.rounds.figures import figures_from_json

AUDIENCES = [("inside", "", Audience.GROUP), ("outside", "?as=outside", Audience.REPORT)]
UNRATED = ("dont_know", "not_applicable", "not_my_part", "blank")


@pytest.fixture
def stock(collaboration: Collaboration, organisations: list[Organisation], ana: Person) -> Round:
    """A closed round of three partners."""
    return harbour(collaboration, organisations, ana).closed()


@pytest.fixture
def bens(ben: Person) -> Client:
    """Ben's program."""
    key = make_token(person=ben, name="Program")
    return Client(headers={"Authorization": f"Bearer {key}"})


def called(client: Client, round: Round, what: str, audience: str = "inside") -> Any:
    response = client.get(f"/api/v1/rounds/{round.pk}/{what}", {"audience": audience})
    assert response.status_code == 200, response.content
    return response.json()


def table(page: str, near: str) -> list[tuple[str, ...]]:
    """The cells of the first table after a place in a page, row by row, without tags."""
    part = page[page.index(near) :]
    rows = re.findall(r"<tr>(.*?)</tr>", part[: part.index("</table>")], re.DOTALL)
    cells = (re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL) for row in rows[1:])
    return [tuple(re.sub(r"<[^>]+>", "", cell).strip() for cell in row) for row in cells]


def written(shown: dict[str, Any]) -> list[str]:
    """A distribution as its table has it: each level, or the band, and all who rated it."""
    counts = shown["counts"] or [shown["n"]]
    return [str(count) for count in [*counts, shown["n"]]]


@pytest.mark.parametrize(("audience", "query", "who"), AUDIENCES)
def test_the_interface_gives_the_frozen_figures(
    audience: str, query: str, who: Audience, stock: Round, bens: Client
) -> None:
    content = called(bens, stock, "figures", audience)
    assert figures_from_json(content) == figures_of(stock, who)


@pytest.mark.parametrize(("audience", "query", "who"), AUDIENCES)
def test_each_page_of_a_principle_has_the_interfaces_numbers(
    audience: str, query: str, who: Audience, stock: Round, bens: Client, as_ana: Client
) -> None:
    content = called(bens, stock, "figures", audience)
    names = {one["group"]["id"]: one["group"]["title"] for one in content["organisations"]}
    names |= {one["group"]["id"]: one["group"]["title"] for one in content["places"]}
    shown_groups = 0
    for item in content["items"]:
        address = reverse("assessments:result", args=[stock.pk, item["item"]["id"]])
        page = as_ana.get(address + query).content.decode()
        numbers = [row[1] for row in table(page, 'aria-labelledby="everyone"')]
        unrated = [str(item[key]) for key in UNRATED if item[key] is not None]
        assert numbers == written(item["everyone"]) + unrated
        for kind in ("organisations", "places"):
            expected = {
                (names[cell["group"]], f"{cell['shown']['mean']:.1f}", str(cell["shown"]["n"]))
                for cell in item[kind]
                if cell["shown"]
            }
            near = f'id="picture-{kind}"'
            rows = table(page, near) if near in page else []
            people = {(row[0], *row[2:]) for row in rows if row[3] != "–"}
            assert people == expected
            shown_groups += len(expected)
    assert shown_groups == {"inside": 47, "outside": 22}[audience]


@pytest.mark.parametrize(("audience", "query", "who"), AUDIENCES)
@pytest.mark.parametrize("kind", ["organisations", "places"])
def test_the_heat_map_has_the_interfaces_numbers(
    kind: str, audience: str, query: str, who: Audience, stock: Round, bens: Client, as_ana: Client
) -> None:
    content = called(bens, stock, "figures", audience)
    address = reverse("assessments:results", args=[stock.pk])
    page = as_ana.get(address + (query or "?") + f"&picture={kind}").content.decode()
    drawn = {row[0]: row[1:] for row in table(page, 'aria-labelledby="heat"')}
    titles = {one["group"]["id"]: one["group"]["title"] for one in content[kind]}
    if kind == "organisations":
        titles = dict(sorted(titles.items(), key=lambda pair: pair[1]))
    seen = [
        key
        for key in titles
        if any(c["shown"] for item in content["items"] for c in item[kind] if c["group"] == key)
    ]
    for item in content["items"]:
        cells = {cell["group"]: cell["shown"] for cell in item[kind]}
        expected = (
            f"{cells[key]['mean']:.1f} of {cells[key]['n']}" if cells[key] else "hidden"
            for key in seen
        )
        assert drawn[item["item"]["title"]] == tuple(expected)


def test_who_answered_is_told_alike(stock: Round, bens: Client, as_ana: Client) -> None:
    content = called(bens, stock, "figures")
    page = as_ana.get(reverse("assessments:results", args=[stock.pk])).content.decode()
    expected = [
        (
            one["group"]["title"],
            str(one["group"]["expected"]),
            "hidden" if one["answered"] is None else str(one["answered"]),
        )
        for one in sorted(content["organisations"], key=lambda one: one["group"]["title"])
    ]
    assert table(page, 'aria-labelledby="turnout"') == expected


@pytest.mark.parametrize(
    ("audience", "texts"),
    [("inside", set(WORDS["P1"])), ("outside", {"People lead here.", "Staff are afraid."})],
)
def test_words_are_given_as_far_as_their_writers_allow(
    audience: str, texts: set[str], stock: Round, bens: Client
) -> None:
    found = called(bens, stock, "words", audience)["words"]
    assert {one["text"] for one in found} == texts
    assert {(one["item"], one["about"]) for one in found} == {("P1", "P1")}


@pytest.mark.parametrize("what", ["figures", "words", "progress"])
def test_nothing_is_given_before_the_round_is_closed(what: str, stock: Round, bens: Client) -> None:
    Round.objects.filter(pk=stock.pk).update(state="open")
    response = bens.get(f"/api/v1/rounds/{stock.pk}/{what}")
    assert (response.status_code, response.json()["error"]["code"]) == (409, "closed")


@pytest.mark.parametrize("what", ["figures", "words", "progress"])
def test_outsiders_find_nothing(what: str, stock: Round, dev: Person) -> None:
    key = make_token(person=dev, name="Program")
    response = Client(headers={"Authorization": f"Bearer {key}"}).get(
        f"/api/v1/rounds/{stock.pk}/{what}"
    )
    assert response.status_code == 404


def test_a_first_round_has_no_progress(stock: Round, bens: Client) -> None:
    assert bens.get(f"/api/v1/rounds/{stock.pk}/progress").status_code == 404
