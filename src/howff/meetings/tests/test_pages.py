"""The pages of actions, and the same for programs."""

import pytest
from django.urls import reverse

from howff.meetings.models import Action
from howff.people.actions import make_token

PART = {"HX-Request-Type": "partial", "HX-Request": "true"}
TOPIC = {"about": "round:3:B1", "about_title": "A culture of working together"}


@pytest.fixture
def address(collaboration):
    """Where a principle's actions are shown."""
    return reverse("meetings:about", args=[collaboration.pk])


def test_ana_agrees_on_an_action_beside_a_principle(as_ana, address):
    answer = as_ana.post(address, TOPIC | {"title": "Meet at the front line"}, headers=PART)
    assert answer.status_code == 200
    assert "Meet at the front line" in answer.content.decode()
    assert Action.objects.get().about == "round:3:B1"


def test_what_was_typed_stays_when_something_is_missing(as_ana, address):
    answer = as_ana.post(address, TOPIC | {"title": "", "how_known": "Fewer letters"}, headers=PART)
    assert answer.status_code == 422
    assert 'value="Fewer letters"' in answer.content.decode()
    assert not Action.objects.exists()


def test_members_see_and_may_not_agree(client, ben, address):
    client.force_login(ben)
    assert client.get(address, TOPIC).status_code == 200
    assert client.post(address, TOPIC | {"title": "x"}).status_code == 403


def test_two_principles_on_a_page_have_fields_of_their_own(as_ana, address):
    pages = [
        as_ana.get(address, {"about": f"round:3:{item}"}).content.decode() for item in ("B1", "B2")
    ]
    assert ['id="id_round-3-b1_title"' in one for one in pages] == [True, False]


def test_the_list_is_searched(as_ana, collaboration, address):
    for title in ("Share a van", "Share a desk"):
        as_ana.post(address, TOPIC | {"title": title})
    listed = reverse("meetings:actions", args=[collaboration.pk])
    found = as_ana.get(listed, {"q": "van"}, headers=PART).content.decode()
    assert ["Share a van" in found, "Share a desk" in found] == [True, False]


@pytest.mark.parametrize(("ending", "begins"), [("csv", b"\xef\xbb\xbfWhat,"), ("xlsx", b"PK")])
def test_the_list_can_be_taken_away(as_ana, collaboration, address, ending, begins):
    as_ana.post(address, TOPIC | {"title": "Share a van"})
    file = as_ana.get(reverse("meetings:export", args=[collaboration.pk, ending]))
    assert file.content.startswith(begins)


def test_the_list_takes_a_constant_number_of_queries(
    as_ana, collaboration, address, django_assert_num_queries
):
    listed = reverse("meetings:actions", args=[collaboration.pk])
    for title in ("one", "two", "three"):
        as_ana.post(address, TOPIC | {"title": title})
        with django_assert_num_queries(10):
            as_ana.get(listed)


def test_a_program_agrees_and_reports(client, ana, collaboration):
    key = {"Authorization": f"Bearer {make_token(person=ana, name='Sheet')}"}
    url = f"/api/v1/collaborations/{collaboration.pk}/actions"
    made = client.post(url, {"title": "Share a van"}, "application/json", headers=key)
    assert (made.status_code, made.json()["status"]) == (201, "planned")
    sent = {"status": "done", "changed": "One van for two teams."}
    done = client.patch(
        f"/api/v1/actions/{made.json()['id']}", sent, "application/json", headers=key
    )
    assert (done.status_code, done.json()["changed"]) == (200, "One van for two teams.")
    assert [one["title"] for one in client.get(url, headers=key).json()] == ["Share a van"]


def test_an_organisation_from_elsewhere_is_refused(client, ana, collaboration):
    key = {"Authorization": f"Bearer {make_token(person=ana, name='Sheet')}"}
    url = f"/api/v1/collaborations/{collaboration.pk}/actions"
    sent = {"title": "x", "organisation": 999}
    answer = client.post(url, sent, "application/json", headers=key)
    assert (answer.status_code, answer.json()["error"]["field"]) == (422, "organisation")
