"""The room's page, the record and the list of what would help, as people see them."""

import re

import pytest
from django.core import signing
from django.test import Client
from django.utils.html import escape

from howff.assessments.actions.workshops import agreeing, preparing
from howff.assessments.models import SupportNeed, Topic, Workshop
from howff.assessments.queries.workshops.room import PREPARED
from howff.assessments.tests.workshop_sample import closed_round
from howff.people.models import Collaboration, Organisation, Person

pytestmark = pytest.mark.django_db
PART = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def workshop(
    collaboration: Collaboration, organisations: list[Organisation], ana: Person
) -> Workshop:
    """A workshop on what is suggested."""
    round = closed_round(collaboration, organisations, ana)
    return preparing.create_workshop(round=round, title="Looking together", by=ana)


def outcome(topic: Topic, revision: int = 1, **fields: object) -> dict[str, object]:
    """An outcome as the form sends it."""
    given = {"revision": revision, "proposed": "", "outcome": "", "reason": ""} | fields
    counts = {"counts": given.pop("counts")} if "counts" in given else {}
    return {f"t{topic.pk}-{name}": value for name, value in given.items()} | counts


def test_facilitators_work_on_the_page_and_members_read_it(
    as_ana: Client, workshop: Workshop, ben: Person
) -> None:
    assert as_ana.get(f"/workshops/{workshop.pk}/").text.count("data-keep=") == 1 + 3 * 3
    other = Client()
    other.force_login(ben)
    page = other.get(f"/workshops/{workshop.pk}/").text
    assert (page.count("data-keep="), page.count("data-topic")) == (0, 3)
    assert other.post(f"/topics/{workshop.topics.all()[0].pk}/").status_code == 403


def test_the_page_costs_the_same_however_long_the_agenda(
    as_ana: Client, workshop: Workshop, django_assert_num_queries: object, ana: Person
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            as_ana.get(f"/workshops/{workshop.pk}/")
        return len(made)

    queries()
    before = queries()
    preparing.add_topic(workshop=workshop, item=_left(workshop), by=ana)
    assert queries() == before


def _left(workshop: Workshop) -> str:
    from howff.assessments.queries.workshops.agenda import left_out

    return left_out(workshop.round, workshop.topics.all())[0].item


def test_an_outcome_is_saved_and_the_form_comes_back(as_ana: Client, workshop: Workshop) -> None:
    topic = workshop.topics.all()[0]
    sent = outcome(topic, outcome="3", reason="Because.", hand_2="1", hand_3="4")
    page = as_ana.post(f"/topics/{topic.pk}/", sent, headers=PART)
    assert (page.status_code, "Saved" in page.text) == (200, True)
    assert f'name="t{topic.pk}-revision" value="2"' in page.text
    kept = Topic.objects.get(pk=topic.pk)
    assert (kept.agreed, kept.reason, kept.hands) == (3, "Because.", [0, 1, 4, 0, 0])
    plain = as_ana.post(f"/topics/{topic.pk}/", outcome(topic, 2, outcome="differ", reason="Two."))
    assert plain.url == f"/workshops/{workshop.pk}/#topic-{topic.pk}"
    assert Topic.objects.get(pk=topic.pk).differ


def test_a_rating_without_a_reason_comes_back_with_what_was_typed(
    as_ana: Client, workshop: Workshop
) -> None:
    topic = workshop.topics.all()[0]
    page = as_ana.post(f"/topics/{topic.pk}/", outcome(topic, outcome="3"), headers=PART)
    assert page.status_code == 422
    assert "Please write why." in page.text
    assert re.search(r'value="3"[^>]*checked', page.text)
    assert f'name="t{topic.pk}-revision" value="1"' in page.text


def test_the_second_facilitator_sees_both_texts(as_ana: Client, workshop: Workshop) -> None:
    topic = workshop.topics.all()[0]
    as_ana.post(f"/topics/{topic.pk}/", outcome(topic, outcome="2", reason="What Eve typed."))
    mine = outcome(topic, 1, outcome="4", reason="What Ana typed.")
    page = as_ana.post(f"/topics/{topic.pk}/", mine, headers=PART)
    assert page.status_code == 409
    assert "What Eve typed." in page.text
    assert "What Ana typed." in page.text
    assert f'name="t{topic.pk}-revision" value="2"' in page.text
    assert (
        as_ana.post(f"/topics/{topic.pk}/", mine | {f"t{topic.pk}-revision": 2}).status_code == 302
    )


def test_what_phones_rated_is_kept_as_the_hands(as_ana: Client, workshop: Workshop) -> None:
    topic = workshop.topics.all()[0]
    as_ana.post(f"/topics/{topic.pk}/", outcome(topic, counts="0,2,3,0,1", hand_1="9"))
    assert Topic.objects.get(pk=topic.pk).hands == [0, 2, 3, 0, 1]
    as_ana.post(f"/topics/{topic.pk}/", outcome(topic, 2, counts="7", hand_1="9"))
    assert Topic.objects.get(pk=topic.pk).hands == [9, 0, 0, 0, 0]


def test_another_view_is_kept_and_taken_back(as_ana: Client, workshop: Workshop) -> None:
    topic = workshop.topics.all()[0]
    sent = {"key": "k1", "text": "I see it otherwise.", "attribution": "none", "audience": "group"}
    sent = {f"d{topic.pk}-{name}": value for name, value in sent.items()}
    for _again in range(2):
        page = as_ana.post(f"/topics/{topic.pk}/dissents/", sent, headers=PART)
    assert page.text.count("<blockquote") == 1
    wrong = as_ana.post(
        f"/topics/{topic.pk}/dissents/", sent | {f"d{topic.pk}-text": ""}, headers=PART
    )
    assert wrong.status_code == 422
    pk = topic.dissents.get().pk
    gone = as_ana.post(f"/dissents/{pk}/take-back/", headers=PART)
    assert "I see it otherwise." not in gone.text
    assert "The words are erased, everywhere." in gone.text
    assert topic.dissents.count() == 0


def test_what_would_help_is_written_down_listed_and_removed(
    as_ana: Client, workshop: Workshop, collaboration: Collaboration
) -> None:
    topic = workshop.topics.all()[0]
    sent = {f"n{topic.pk}-text": "Contracts of five years", f"n{topic.pk}-level": "sector"}
    as_ana.post(f"/topics/{topic.pk}/needs/", sent, headers=PART)
    address = f"/collaborations/{collaboration.pk}/needs/"
    assert "Contracts of five years" in as_ana.get(address).text
    assert "Contracts of five years" in as_ana.get(address, {"level": "sector", "q": "five"}).text
    assert "Nothing here matches." in as_ana.get(address, {"level": "individual"}).text
    assert "Nothing here matches." in as_ana.get(address, {"round": "999"}).text
    as_ana.post(f"/needs/{SupportNeed.objects.get().pk}/remove/")
    assert "Nothing yet" in as_ana.get(address).text


def test_who_is_in_the_room_is_saved_and_two_screens_do_not_overwrite(
    as_ana: Client, workshop: Workshop
) -> None:
    address = f"/workshops/{workshop.pk}/came/"
    sent = {
        "came-revision": 1,
        "came-people_0": "2",
        "came-name_0": "Neighbours",
        "came-other_0": "3",
    }
    page = as_ana.post(address, sent, headers=PART)
    assert "Saved" in page.text
    partner = workshop.round.partners.all()[0].name
    assert agreeing.came(workshop) == sorted([(partner, 2), ("Neighbours", 3)])
    other = as_ana.post(address, {"came-revision": 1, "came-people_0": "5"}, headers=PART)
    assert (other.status_code, "Neighbours</bdi>: 3" in other.text) == (409, True)
    assert as_ana.post(address, {"came-revision": 2, "came-people_0": "-1"}).status_code == 422


def test_phones_are_taken_over_only_as_they_were_signed(
    as_ana: Client, workshop: Workshop, collaboration: Collaboration
) -> None:
    items = ",".join(one.item for one in workshop.topics.all())
    content = {"collaboration": collaboration.pk, "conversation": 7, "prompts": [71, 72, 73]}
    good = signing.dumps(content, salt=PREPARED)
    elsewhere = signing.dumps(content | {"collaboration": 0}, salt=PREPARED)
    address = f"/workshops/{workshop.pk}/phones/"
    for token in (elsewhere, "forged", ""):
        assert as_ana.post(address, {"prepared": token, "items": items}).status_code == 422
    assert "Use them" in as_ana.get(address, {"prepared": good, "items": items}).text
    assert Workshop.objects.get(pk=workshop.pk).conversation is None
    as_ana.post(address, {"prepared": good, "items": items})
    assert Workshop.objects.get(pk=workshop.pk).conversation == 7
    assert [one.prompt for one in workshop.topics.all()] == [71, 72, 73]
    assert 'hx-get="/prompts/71/here/' in as_ana.get(f"/workshops/{workshop.pk}/").text


def test_the_record_is_signed_off_and_opened_again(
    as_ana: Client, workshop: Workshop, ben: Person, ana: Person
) -> None:
    topic = workshop.topics.all()[0]
    said = agreeing.Outcome(agreed=2, reason="We <ask> too late.", hands=[1, 3, 2, 0, 0])
    agreeing.save_topic(topic=topic, outcome=said, revision=1, by=ana)
    need = agreeing.add_need(topic=topic, level="sector", text="Longer contracts", by=ana)
    address = f"/workshops/{workshop.pk}/"
    assert as_ana.post(f"{address}sign-off/", {"names": ""}).status_code == 422
    as_ana.post(f"{address}sign-off/", {"names": "Ana and Ben"})
    member = Client()
    member.force_login(ben)
    page = member.get(f"{address}record/").text
    assert "by Ana and Ben, on" in page
    assert escape("We <ask> too late.") in page
    assert "Open it again" not in page
    assert 'data-keep="' not in as_ana.get(address).text
    refused = as_ana.post(f"/needs/{need.pk}/remove/", headers=PART)
    assert (refused.status_code, "Longer contracts" in refused.text) == (409, True)
    late = as_ana.post(f"/topics/{topic.pk}/", outcome(topic, 2, reason="Late"), headers=PART)
    assert (late.status_code, "signed off" in late.text) == (422, True)
    as_ana.post(f"{address}open-again/")
    assert "Not signed off yet" in member.get(f"{address}record/").text
