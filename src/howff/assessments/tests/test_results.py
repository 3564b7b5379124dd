"""Results start from difference, and show each kind of person what they may see."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from howff.assessments.models import Published, Round
from howff.assessments.queries.figures import figures_of, published_of, words_of
from howff.assessments.tests.stock import SPLIT, WORDS, Party, Stock, harbour
from howff.assessments.views import results
from howff.consent.models import Audience
from howff.evidence.actions import set_state
from howff.evidence.models import PassageState
from howff.people.actions import add_organisation
from howff.people.models import Collaboration, Organisation, Person

PAGE_QUERIES, ITEM_QUERIES = 5, 7
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
type Make = Callable[..., Round]


@pytest.fixture
def make(collaboration: Collaboration, organisations: list[Organisation], ana: Person) -> Make:
    """Makes a closed round of three partners."""
    return lambda **more: harbour(collaboration, organisations, ana, **more).closed()


def read(client: Client, person: Person, name: str, *args: object, query: str = "") -> str:
    """A page as this person sees it, with nothing but its words and tags."""
    client.force_login(person)
    response = client.get(reverse(f"assessments:{name}", args=args) + query)
    assert response.status_code == 200
    return response.content.decode()


def headings(page: str, level: int) -> list[str]:
    found = re.findall(rf"<h{level}[^>]*>(.*?)</h{level}>", page, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", one).strip() for one in found]


def test_what_splits_people_comes_first(make: Make, client: Client, ben: Person) -> None:
    page = read(client, ben, "results", make().pk)
    assert headings(page, 3)[:4] == [
        "You are split",
        "You are spread out",
        "You are close together",
        "What is ours",
    ]
    assert headings(page, 4)[:2] == [
        "People in charge of their own lives",
        "A healthy way with risk, and clear answers for it",
    ]
    assert "35 people answered. You are split on 1 principle." in page


def test_a_member_reads_and_an_outsider_finds_nothing(
    make: Make, client: Client, ben: Person, cleo: Person, dev: Person
) -> None:
    round = make()
    pages = [("results", round.pk), ("result", round.pk, "P1"), ("progress", round.pk)]
    for name, *args in pages:
        read(client, ben, name, *args)
        read(client, cleo, name, *args)
        client.force_login(dev)
        assert client.get(reverse(f"assessments:{name}", args=args)).status_code == 404


def test_nothing_is_shown_before_the_round_is_closed(
    make: Make, client: Client, ana: Person
) -> None:
    round = make()
    Round.objects.filter(pk=round.pk).update(state="open", closes_on=timezone.localdate())
    round.refresh_from_db()
    assert published_of(round, Audience.GROUP) is None
    for name, *args in [("results",), ("result", "P1"), ("progress",)]:
        page = read(client, ana, name, round.pk, *args)
        assert headings(page, 1) == ["Nothing to see yet"]
        assert "The round closes on" in page


def test_only_items_of_the_round_have_a_page(make: Make, as_ana: Client) -> None:
    assert as_ana.get(reverse("assessments:result", args=[make().pk, "P9"])).status_code == 404


def test_choosing_shows_fewer_principles_and_changes_no_number(make: Make, as_ana: Client) -> None:
    address = reverse("assessments:results", args=[make().pk])
    asked = HTMX | {"HX-Target": "div#findings"}
    some = as_ana.get(address, {"verdict": "split"}, headers=asked).content.decode()
    assert headings(some, 4) == ["People in charge of their own lives"]
    assert headings(some, 2) == []
    whole = as_ana.get(address).content.decode()
    (figure,) = re.findall(r"<figure.*?</figure>", some, re.DOTALL)
    assert figure in whole
    around = as_ana.get(address, {"locus": "conditions"}, headers=asked).content.decode()
    assert headings(around, 4) == [
        "Being paid to work together",
        "Finding a way in the system around us",
    ]
    none = as_ana.get(address, {"category": "Soup"}, headers=asked).content.decode()
    assert "There is no principle like this here." in none


@pytest.mark.parametrize(
    ("picture", "told"),
    [
        ("organisations", "Harbour Health Board"),
        ("places", "Leadership"),
        ("marks", "Each principle on one line"),
        ("rounds", "This is the first round"),
        ("radar", "A radar’s shape"),
        ("soup", "Harbour Health Board"),
    ],
)
def test_each_picture_is_drawn_when_asked(
    make: Make, as_ana: Client, picture: str, told: str
) -> None:
    address = reverse("assessments:results", args=[make().pk])
    asked = HTMX | {"HX-Target": "div#picture"}
    part = as_ana.get(address, {"picture": picture}, headers=asked).content.decode()
    assert part.startswith('<div id="picture"')
    assert told in part


def test_where_all_gave_the_same_only_two_levels_are_told(make: Make, as_ana: Client) -> None:
    page = as_ana.get(reverse("assessments:result", args=[make().pk, "D1"])).content.decode()
    assert "All 35 people who rated it gave 4 or 5. Which of the two is not told" in page
    assert "Mean of all people" not in page


def test_three_ways_of_not_rating_are_told_apart(make: Make, as_ana: Client) -> None:
    page = as_ana.get(reverse("assessments:result", args=[make().pk, "D2"])).content.decode()
    rows = re.findall(r'<th scope="row">([^<]+)</th><td class="number">(\d+)</td>', page)
    assert ("Don’t know", "7") in rows
    assert ("Does not apply", "7") in rows
    assert ("Not my part", "7") in rows
    assert ("Left blank", "0") in rows


def test_organisations_stand_in_the_order_of_the_alphabet(make: Make, as_ana: Client) -> None:
    page = as_ana.get(reverse("assessments:result", args=[make().pk, "P1"])).content.decode()
    part = page[page.index('aria-labelledby="by-organisations"') :]
    names = re.findall(r'<span dir="auto">([^<]+)</span><svg', part[: part.index("</section>")])
    assert names == ["Harbour Health Board", "Lantern Trust", "Quayside Carers"]


def test_few_ratings_are_called_few(make: Make, as_ana: Client) -> None:
    page = as_ana.get(reverse("assessments:result", args=[make().pk, "D2"])).content.decode()
    assert "14 ratings are few: what they say of the mean is “somewhere between" in page


def test_a_large_partner_that_pulls_the_mean_is_warned_of(
    collaboration: Collaboration, organisations: list[Organisation], ana: Person, as_ana: Client
) -> None:
    big, *small = organisations
    parties = [
        Party(big, {"Front line": 40}, shift=-2),
        *[Party(one, {"Front line": 6}) for one in small],
    ]
    round = Stock(collaboration, ana, parties, {"P1": (4, 5, 3)}).closed()
    one = figures_of(round, Audience.GROUP)
    assert one is not None
    shown = one.item("P1")
    assert shown is not None
    assert shown.differ
    page = as_ana.get(reverse("assessments:result", args=[round.pk, "P1"])).content.decode()
    assert "It matters who counts how much: the mean of all people is" in page


def test_where_people_were_told_so_organisations_are_shown_whatever_their_size(
    make: Make, organisations: list[Organisation], as_ana: Client
) -> None:
    parties = [Party(one, {"Front line": 2}) for one in organisations]
    round = make(parties=parties, settings={"attributed": True, "weighting": "capped"})
    page = as_ana.get(reverse("assessments:result", args=[round.pk, "P1"])).content.decode()
    part = page[page.index('id="picture-organisations"') :]
    names = re.findall(r'<span dir="auto">([^<]+)</span><svg', part[: part.index("</section>")])
    assert names == ["Harbour Health Board", "Lantern Trust", "Quayside Carers"]
    assert "No organisation counted as more than five people" in page
    whole = as_ana.get(reverse("assessments:results", args=[round.pk])).content.decode()
    assert "people were told that organisations are named with their ratings" in whole


def test_six_people_in_four_organisations_are_shown_something_useful(
    collaboration: Collaboration, organisations: list[Organisation], ana: Person, as_ana: Client
) -> None:
    four = [
        *organisations,
        add_organisation(collaboration=collaboration, name="Pier", kind="other", by=ana),
    ]
    places = ("Front line", "Leadership", "Carer", "Volunteer")
    people = zip(four, places, (2, 2, 1, 1), strict=True)
    parties = [Party(one, {place: number}, returns=3) for one, place, number in people]
    round = Stock(collaboration, ana, parties, {"P1": SPLIT}, WORDS).closed()
    page = as_ana.get(reverse("assessments:results", args=[round.pk])).content.decode()
    assert headings(page, 2)[:2] == ["What is shown, and what is not", "Too few of each to compare"]
    assert "What organisations said in their own name" in page
    assert "You are split" in headings(page, 3)
    one = as_ana.get(reverse("assessments:result", args=[round.pk, "P1"])).content.decode()
    assert "We ask late." in one
    assert "People’s ratings are not shown for 4 organisations." in one


def test_three_people_are_shown_no_rating_at_all(
    collaboration: Collaboration, organisations: list[Organisation], ana: Person, as_ana: Client
) -> None:
    round = Stock(collaboration, ana, [Party(organisations[0], {"Front line": 3})]).closed()
    page = as_ana.get(reverse("assessments:results", args=[round.pk])).content.decode()
    assert "Fewer than 5 people answered, so no ratings are shown" in page
    assert "<figure" not in page


def test_whoever_is_missing_is_named(make: Make, as_ana: Client) -> None:
    round = make()
    page = as_ana.get(reverse("assessments:results", args=[round.pk])).content.decode()
    assert "Nobody from there answered" in page
    part = page[page.index('aria-labelledby="turnout"') :]
    part = part[: part.index("</table>")]
    rows = re.findall(r'">([^<]+)</th><td class="number">(\d+)</td><td class="number">(\d+)', part)
    assert rows == [
        ("Harbour Health Board", "14", "14"),
        ("Lantern Trust", "21", "21"),
        ("Quayside Carers", "6", "0"),
    ]


class TestWords:
    """What people wrote stands beside the ratings as far as each of them allows."""

    def test_only_words_that_were_read_first_are_shown(self, make: Make, as_ana: Client) -> None:
        round = make()
        (first, *_rest) = round.said.values_list("passage", flat=True)
        set_state(passage_ids=[first], state=PassageState.REVIEW)
        assert len(words_of(round, "P1", Audience.GROUP)) == 3

    def test_outside_only_what_may_be_quoted(self, make: Make, client: Client, ben: Person) -> None:
        round = make()
        inside = {one.text for one in words_of(round, "P1", Audience.GROUP)}
        outside = {one.text for one in words_of(round, "P1", Audience.REPORT)}
        assert inside == set(WORDS["P1"])
        assert outside == {"People lead here.", "Staff are afraid."}
        page = read(client, ben, "result", round.pk, "P1", query="?as=outside")
        assert [text in page for text in WORDS["P1"]] == [False, True, False, True]

    def test_their_order_is_drawn_by_lot_and_anew_with_new_figures(self, make: Make) -> None:
        round = make(words={"P1": [f"Word {number}" for number in range(12)]})
        before = [one.id for one in words_of(round, "P1", Audience.GROUP)]
        assert [one.id for one in words_of(round, "P1", Audience.GROUP)] == before
        assert before != sorted(before)
        published = Published.objects.get(round=round, audience=Audience.GROUP)
        published.content |= {"people": 34}
        published.save()
        after = [one.id for one in words_of(round, "P1", Audience.GROUP)]
        assert (sorted(after), after != before) == (sorted(before), True)

    def test_many_words_come_some_at_a_time(
        self, make: Make, as_ana: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(results, "WORDS_AT_ONCE", 30)
        round = make(words={"P1": [f"Word {number}." for number in range(35)]})
        address = reverse("assessments:result", args=[round.pk, "P1"])
        page = as_ana.get(address).content.decode()
        asked = HTMX | {"HX-Target": "p#more-words"}
        rest = as_ana.get(address, {"words": "2"}, headers=asked).content.decode()
        assert "<h1" not in rest
        said = [re.findall(r"<p>(Word \d+\.)</p>", part) for part in (page, rest)]
        assert [len(part) for part in said] == [30, 5]
        assert len({*said[0], *said[1]}) == 35


@pytest.mark.parametrize("partners", [1, 3])
@pytest.mark.parametrize("words", [1, 3])
def test_a_page_takes_as_many_queries_for_one_as_for_three(
    partners: int,
    words: int,
    make: Make,
    organisations: list[Organisation],
    client: Client,
    ben: Person,
) -> None:
    parties = [Party(one, {"Front line": 7}) for one in organisations[:partners]]
    round = make(parties=parties, words={"P1": WORDS["P1"][:words]})
    read(client, ben, "results", round.pk)
    for name, args, queries in [("results", [], PAGE_QUERIES), ("result", ["P1"], ITEM_QUERIES)]:
        with CaptureQueriesContext(
            connection,
        ) as taken:
            client.get(reverse(f"assessments:{name}", args=[round.pk, *args]))
        assert len(taken) == queries, [one["sql"][:90] for one in taken]
