"""The pages behind a link: with a script or without, nothing is lost, everything is explained."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from howff.assessments.actions import answering
from howff.assessments.actions.closing import close_round
from howff.assessments.models import Response, ResponseState, Round, RoundState, Stage
from howff.assessments.queries.access import response_by_key
from howff.assessments.tasks import make_figures
from howff.assessments.tests.conftest import KEY, Begin
from howff.instruments.queries import definition_of
from howff.people.models import Change, Person

SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def items(open_round: Round) -> list[str]:
    """What the open round asks to be rated."""
    return [one.id for one in definition_of(open_round.version).principles]


def link(round: Round, name: str = "form", key: str = KEY) -> str:
    return reverse(f"assessments:{name}", args=[round.code, key])


def sent(item: str, rating: object = "", words: str = "", revision: int = 1) -> dict[str, Any]:
    return {
        "part": item,
        f"rate-{item}": rating,
        f"say-{item}": words,
        "revision": revision,
    }


def text(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_first_page_says_what_happens_before_anything_is_asked(
    client: Client, open_round: Round
) -> None:
    shown = text(client.get(reverse("assessments:answer", args=["harbour-2"])))
    for told in (
        "They are read first by Hana, who helps Ana,",
        "Nothing is ever shown of a group of fewer than 5 people, and outside this",
        "Single answers are deleted two years after the round closes.",
        "Not in this list: Quayside Carers.",
    ):
        assert told in shown


def test_an_attributed_round_says_so(client: Client, open_round: Round) -> None:
    Round.objects.update(attributed=True)
    shown = text(client.get(reverse("assessments:answer", args=[open_round.code])))
    assert "ratings are shown with the name of your organisation" in shown
    assert "inside and outside this collaboration" in shown
    assert "of a group of fewer than" not in shown


def test_a_draft_round_is_not_found(client: Client, draft_round: Round) -> None:
    assert client.get(reverse("assessments:answer", args=[draft_round.code])).status_code == 404


def test_one_begins_saves_reviews_and_sends_without_a_script(
    client: Client, open_round: Round, items: list[str]
) -> None:
    address = reverse("assessments:answer", args=[open_round.code])
    partner = open_round.partners.get(name="Lantern Trust")
    chosen = client.get(f"{address}?partner={partner.pk}").context["form"]
    assert chosen.initial == {"partner": str(partner.pk)}
    about = {"key": KEY, "partner": partner.pk, "audience": "report", "attribution": "none"}
    assert client.post(address, about)["Location"] == link(open_round)
    given = sent(items[0], 5, "A\r\nreason") | {"go": "review"}
    assert client.post(link(open_round), given)["Location"] == link(open_round, "review") + "?"
    review = client.get(link(open_round, "review"))
    assert "You rated 1 of 5." in text(review)
    done = client.post(link(open_round, "review"), {"revision": 2})
    assert done["Location"] == link(open_round, "thanks")
    response = response_by_key(KEY)
    assert response is not None
    assert (response.partner, response.state) == (partner, ResponseState.SENT)
    assert (response.ratings, response.words) == ({items[0]: 5}, {items[0]: "A\nreason"})


def test_a_script_saves_only_what_changed(
    client: Client, begin: Begin, open_round: Round, items: list[str]
) -> None:
    begin(ratings={items[1]: 2})
    kept = client.post(link(open_round), sent(items[0], "NA"), headers=SCRIPT)
    assert kept.json() == {"revision": 2, "state": "draft"}
    wrong = client.post(link(open_round), sent(items[0], "9", revision=2), headers=SCRIPT)
    assert (wrong.status_code, wrong.json()["error"]["field"]) == (422, items[0])
    late = client.post(link(open_round), sent(items[0], 1), headers=SCRIPT)
    assert (late.status_code, late.json()["error"]["code"]) == (409, "conflict")
    response = response_by_key(KEY)
    assert response is not None
    assert response.ratings == {items[0]: "NA", items[1]: 2}


def test_two_screens_are_shown_both_and_nothing_typed_is_lost(
    client: Client, begin: Begin, open_round: Round, items: list[str]
) -> None:
    begin()
    client.post(link(open_round), sent(items[0], 4, "From the phone."))
    both = client.post(link(open_round), sent(items[0], 2, "From the desk."))
    assert both.status_code == 409
    assert [(one.typed, one.kept) for one in both.context["differences"]][1] == (
        "From the desk.",
        "From the phone.",
    )
    again = re.findall(r'name="(part|rate-[^"]+|revision)" value="([^"]*)"', both.content.decode())
    client.post(link(open_round), dict(again) | {f"say-{items[0]}": "From the desk."})
    response = response_by_key(KEY)
    assert response is not None
    assert (response.ratings, response.words) == ({items[0]: 2}, {items[0]: "From the desk."})


def test_what_people_type_never_becomes_code(
    client: Client, begin: Begin, open_round: Round, items: list[str]
) -> None:
    begin(words={items[0]: "</textarea><script>x</script>\x02words\x02"})
    page = client.get(link(open_round)).content.decode()
    assert "<script>x" not in page
    assert "&lt;/textarea&gt;&lt;script&gt;x" in page


def test_a_wrong_form_comes_back_with_what_was_typed(
    client: Client, begin: Begin, open_round: Round, items: list[str]
) -> None:
    begin()
    wrong = client.post(link(open_round), sent(items[0], "7", "Please keep this."))
    assert wrong.status_code == 422
    assert "Please keep this." in wrong.content.decode()


def test_after_closing_one_is_thanked_and_nothing_is_kept(
    client: Client, begin: Begin, open_round: Round, items: list[str], ben: Person
) -> None:
    begin()
    Round.objects.update(state=RoundState.CLOSED)
    first = client.get(reverse("assessments:answer", args=[open_round.code]))
    assert "Thank you to everybody who answered." in text(first)
    assert "See the results" not in text(first)
    client.force_login(ben)
    first = client.get(reverse("assessments:answer", args=[open_round.code]))
    assert "See the results" in text(first)
    Response.objects.all().delete()
    assert client.get(link(open_round)).status_code == 404


def test_after_closing_one_sees_what_one_said_and_takes_it_back(
    client: Client, begin: Begin, open_round: Round, items: list[str], ana: Person
) -> None:
    begin(ratings=dict.fromkeys(items, 4), words={items[0]: "Not for ever."}, send=True)
    close_round(round=open_round, by=ana)
    make_figures.call(open_round.pk)
    page = client.get(link(open_round))
    ((_title, own),) = page.context["said"]
    assert own.quote.text == "Not for ever."
    client.post(link(open_round, "take_back"), {"said": own.pk})
    assert client.get(link(open_round)).context["said"] == []
    gone = client.post(link(open_round, "take_back"))
    assert "Your answers are erased" in text(gone)
    assert not Response.objects.exists()


def test_a_private_link_opens_only_its_own_round(
    client: Client, begin: Begin, open_round: Round, index_round: Round
) -> None:
    begin()
    assert client.get(link(index_round)).status_code == 404
    assert client.get(link(open_round)).status_code == 200


def test_a_card_is_shown_once(
    client: Client, begin: Begin, open_round: Round, items: list[str]
) -> None:
    begin(ratings={items[0]: 3}, send=True)
    assert "Give me a return card" in text(client.get(link(open_round, "thanks")))
    card = client.post(link(open_round, "card")).context["card"]
    assert card not in text(client.get(link(open_round, "thanks")))
    assert client.post(link(open_round, "card")).status_code == 409


def test_a_card_that_is_tried_tells_nothing_of_its_owner(
    client: Client, begin: Begin, open_round: Round, items: list[str]
) -> None:
    card = answering.give_card(response=begin(ratings={items[0]: 3}, send=True))
    address, key = reverse("assessments:answer", args=[open_round.code]), "a-key-of-somebody-else"
    about = {"key": key, "audience": "group", "attribution": "none", "card": card}
    assert client.post(address, about)["Location"] == link(open_round, key=key)


def test_one_can_have_the_link_sent_and_the_address_is_not_kept(
    client: Client, begin: Begin, open_round: Round, mailoutbox: list[Any]
) -> None:
    begin()
    assert client.post(link(open_round, "mail_link"), {"email": "nobody"}).status_code == 422
    client.post(link(open_round, "mail_link"), {"email": "eve@people.example"})
    (letter,) = mailoutbox
    assert letter.to == ["eve@people.example"]
    assert link(open_round) in letter.body
    assert "return card" not in letter.body
    assert not open_round.addresses.exists()


def test_an_organisation_answers_in_its_own_name(client: Client, open_round: Round) -> None:
    carers = open_round.partners.get(returns=True)
    address = reverse("assessments:return", args=[open_round.code, carers.key])
    assert "It is shown in the name of Quayside Carers" in text(client.get(address))
    assert client.post(address, {"key": KEY})["Location"] == link(open_round)
    assert "shown in its name" in text(client.get(link(open_round)))
    assert client.get(link(open_round, key=carers.key)).status_code == 404
    lantern = open_round.partners.get(name="Lantern Trust")
    address = reverse("assessments:return", args=[open_round.code, lantern.key])
    assert client.get(address).status_code == 404


def test_an_organisation_that_lost_its_private_link_begins_anew(
    client: Client, open_round: Round
) -> None:
    carers = open_round.partners.get(returns=True)
    address = reverse("assessments:return", args=[open_round.code, carers.key])
    client.post(address, {"key": KEY})
    second = client.post(address, {"key": "a-key-of-somebody-who-is-second"})
    assert second.status_code == 422
    assert "is begun already" in text(second)
    again = client.post(address, {"key": "a-key-of-somebody-who-is-second", "anew": "1"})
    assert again["Location"] == link(open_round, key="a-key-of-somebody-who-is-second")
    assert client.get(link(open_round)).status_code == 404


@pytest.mark.parametrize(
    ("signed_in", "verb"),
    [
        (True, "erased an organisation's answer in"),
        (False, "saw somebody erase an organisation's answer in"),
    ],
)
def test_the_history_says_that_an_organisations_answer_was_erased(
    client: Client, open_round: Round, ana: Person, signed_in: bool, verb: str
) -> None:
    carers = open_round.partners.get(returns=True)
    address = reverse("assessments:return", args=[open_round.code, carers.key])
    client.post(address, {"key": KEY, "anew": "1"})
    before = Change.objects.count()
    if signed_in:
        client.force_login(ana)
    client.post(address, {"key": "a-key-of-somebody-who-is-second", "anew": "1"})
    line = Change.objects.latest("pk")
    assert (Change.objects.count(), line.verb) == (before + 1, verb)
    assert line.by == (ana if signed_in else None)
    assert line.details == {"round": open_round.pk, "organisation": "Quayside Carers"}


def test_easier_words_and_what_suits_the_stage_come_when_asked(
    client: Client, begin: Begin, index_round: Round
) -> None:
    stage = Stage.objects.create(
        collaboration=index_round.collaboration, name="Finding our feet", suits="beginning"
    )
    Round.objects.filter(pk=index_round.pk).update(stage=stage)
    begin(round=index_round)
    page = client.get(link(index_round))
    asking = page.context["asking"]
    assert (asking.parts[0].first, asking.count) == (True, 13)
    assert "Suggested first, for where you are: Finding our feet" in text(page)
    easy = client.get(link(index_round) + "?easy=1")
    assert "People choose for themselves." in text(easy)
    switched = client.post(link(index_round), {"revision": 1, "go": "?easy=1"})
    assert switched["Location"] == link(index_round) + "?easy=1"


def test_the_form_asks_the_database_little_however_long_it_is(
    client: Client, begin: Begin, index_round: Round, django_assert_num_queries: Any
) -> None:
    begin(round=index_round)
    client.get(link(index_round))
    with django_assert_num_queries(1):
        client.get(link(index_round))
