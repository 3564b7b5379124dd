"""The pages about people: what they show, how many questions they ask, and bad input."""

import pytest
from django.test import Client
from django.urls import reverse

from howff.people import actions, queries
from howff.people.models import (
    Collaboration,
    Invitation,
    Membership,
    Organisation,
    Person,
    Role,
)

SCRIPT = "<script>alert(1)</script>"
QUERIES = {
    "collaboration": 9,
    "members": 8,
    "organisations": 6,
    "places": 5,
    "invitations": 9,
    "history": 6,
}


def at(name: str, *args: object) -> str:
    return reverse(f"people:{name}", args=args)


def one_more_of_everything(collaboration: Collaboration, number: int, by: Person) -> None:
    organisation = actions.add_organisation(
        collaboration=collaboration, name=f"Partner {number}", kind="health", by=by
    )
    actions.add_member(
        collaboration=collaboration,
        person=actions.create_person(email=f"{number}@people.example"),
        organisation=organisation,
        by=by,
    )
    actions.invite(collaboration=collaboration, email=f"eve{number}@people.example", by=by)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("name", QUERIES)
def test_more_rows_ask_no_more_questions(
    name: str, rows: int, collaboration, as_ana: Client, django_assert_num_queries
):
    for number in range(rows):
        one_more_of_everything(collaboration, number, Person.objects.get(name="Ana"))
    with django_assert_num_queries(QUERIES[name]):
        response = as_ana.get(at(name, collaboration.pk))
    assert response.status_code == 200


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_home_asks_few_questions(rows: int, ana, as_ana: Client, django_assert_num_queries):
    for number in range(rows):
        actions.create_collaboration(name=f"Number {number}", by=ana)
    with django_assert_num_queries(4):
        page = as_ana.get(at("home")).content.decode()
    assert page.count("card-link") == rows
    assert ("Nothing here yet" in page) == (rows == 0)


@pytest.mark.parametrize("name", ["edit_collaboration", "leave", "you", "tokens"])
def test_the_other_pages_open(name: str, as_ana: Client, collaboration: Collaboration):
    args = [collaboration.pk] if name in {"edit_collaboration", "leave"} else []
    assert as_ana.get(at(name, *args)).status_code == 200


class TestStarting:
    def test_ana_starts_a_collaboration(self, as_ana: Client, ana: Person):
        response = as_ana.post(at("new_collaboration"), {"name": "Harbour"}, follow=True)
        assert response.redirect_chain == [
            (at("collaboration", Collaboration.objects.get().pk), 302)
        ]
        assert "say which organisations work together" in response.content.decode()

    @pytest.mark.parametrize("name", ["", " ", "x" * 201, "nul\0"])
    def test_a_wrong_name_comes_back_with_what_was_typed(self, name: str, as_ana: Client):
        response = as_ana.post(at("new_collaboration"), {"name": name, "purpose": "Keep me"})
        assert response.status_code == 422
        assert "Keep me" in response.content.decode()
        assert Collaboration.objects.count() == 0

    def test_htmx_gets_the_same_part_of_the_page(self, as_ana: Client):
        headers = {"HX-Request-Type": "partial"}
        response = as_ana.post(at("new_collaboration"), {"name": ""}, headers=headers)
        assert response.status_code == 422
        assert response.content.decode().lstrip().startswith("<form")

    @pytest.mark.parametrize("name", [SCRIPT, "مرفأ معاً", "Harbour 👋🏽", "\u202eevil"])
    def test_any_name_is_shown_as_it_is(self, name: str, as_ana: Client):
        page = as_ana.post(at("new_collaboration"), {"name": name}, follow=True).content.decode()
        assert SCRIPT not in page
        assert name.replace("<", "&lt;").replace(">", "&gt;") in page

    def test_ana_says_what_it_is_for(self, as_ana: Client, collaboration: Collaboration):
        address = at("edit_collaboration", collaboration.pk)
        assert as_ana.post(address, {"name": "", "purpose": "x"}).status_code == 422
        page = as_ana.post(address, {"name": "Quay", "purpose": SCRIPT}, follow=True)
        assert "Quay" in page.content.decode()
        assert SCRIPT not in page.content.decode()


class TestPartners:
    def test_ana_adds_corrects_removes_and_puts_back(self, as_ana: Client, collaboration):
        here = collaboration.pk
        as_ana.post(at("organisations", here), {"name": "Lantern", "kind": "health"})
        partner = Organisation.objects.get()
        sent = {"name": "Lantern Trust", "kind": "funder", "number": "SC012345"}
        as_ana.post(at("organisation", here, partner.pk), sent)
        assert "SC012345" in as_ana.get(at("organisations", here)).content.decode()
        gone = as_ana.post(at("remove_organisation", here, partner.pk), follow=True)
        assert "Removed: Lantern Trust." in gone.content.decode()
        change = collaboration.changes.first()
        back = as_ana.post(at("put_back", here, change.pk), follow=True)
        assert "Lantern Trust is back." in back.content.decode()
        again = as_ana.post(at("put_back", here, change.pk), follow=True)
        assert "already an organisation with this name" in again.content.decode()

    def test_a_wrong_partner_comes_back(self, as_ana: Client, collaboration, organisations):
        sent = {"name": "lantern trust", "kind": "health", "number": "SC012345"}
        response = as_ana.post(at("organisations", collaboration.pk), sent)
        assert response.status_code == 422
        assert "already an organisation with this name" in response.content.decode()
        response = as_ana.post(
            at("organisation", collaboration.pk, organisations[0].pk), sent | {"number": "?"}
        )
        assert response.status_code == 422

    def test_ben_sees_partners_and_changes_none(self, client: Client, ben, organisations):
        client.force_login(ben)
        here = organisations[0].collaboration_id
        page = client.get(at("organisations", here) + "?removed=1").content.decode()
        assert "Lantern Trust" in page
        assert "Add a partner" not in page
        assert client.post(at("organisations", here), {"name": "X"}).status_code == 403


class TestPlaces:
    def test_ana_changes_the_list(self, as_ana: Client, collaboration: Collaboration):
        here = collaboration.pk
        as_ana.post(at("places", here), {"name": "Trustee"})
        place = collaboration.places.get(name="Trustee")
        as_ana.post(at("place", here, place.pk), {"name": "Board"})
        as_ana.post(at("move_place", here, place.pk), {"to": "up"})
        names = list(queries.places_in(collaboration).values_list("name", flat=True))
        assert names[-2:] == ["Board", "Facilitator"]
        gone = as_ana.post(at("remove_place", here, place.pk), follow=True)
        assert "Removed: Board." in gone.content.decode()

    def test_a_wrong_place_comes_back(self, as_ana: Client, collaboration: Collaboration):
        here, place = collaboration.pk, collaboration.places.first()
        assert as_ana.post(at("places", here), {"name": "carer"}).status_code == 422
        assert as_ana.post(at("place", here, place.pk), {"name": "x" * 81}).status_code == 422
        assert as_ana.get(at("place", here, place.pk)).status_code == 200


class TestMembers:
    def test_members_are_found(self, as_ana: Client, collaboration, ben: Person, cleo: Person):
        headers = {"HX-Request-Type": "partial"}
        page = as_ana.get(at("members", collaboration.pk) + "?q=cle", headers=headers)
        assert page.content.decode().lstrip().startswith("<div")
        assert ("Cleo" in page.content.decode(), "Ben" in page.content.decode()) == (True, False)
        page = as_ana.get(at("members", collaboration.pk) + "?q=zzz&organisation=none")
        assert "Cleo" in page.content.decode()

    def test_members_do_not_see_addresses(self, client: Client, ben, cleo, collaboration):
        actions.edit_person(name="", language="en-gb", by=cleo)
        client.force_login(ben)
        page = client.get(at("members", collaboration.pk)).content.decode()
        assert "No name given" in page
        assert "cleo@" not in page
        assert "ana@" not in page

    def test_ana_changes_and_removes_ben(self, as_ana: Client, collaboration, ben: Person):
        member = queries.membership_of(ben, collaboration)
        address = at("member", collaboration.pk, member.pk)
        assert as_ana.get(address).status_code == 200
        as_ana.post(address, {"role": "helper", "organisation": "", "place": ""})
        member.refresh_from_db()
        assert member.role == Role.HELPER
        gone = as_ana.post(at("remove_member", collaboration.pk, member.pk), follow=True)
        assert "Removed: Ben." in gone.content.decode()

    def test_the_last_facilitator_stays(self, as_ana: Client, ana, collaboration, elsewhere):
        member = queries.membership_of(ana, collaboration)
        address = at("member", collaboration.pk, member.pk)
        refused = as_ana.post(address, {"role": "member"})
        assert refused.status_code == 422
        assert "Nobody else facilitates" in refused.content.decode()
        stays = as_ana.post(at("remove_member", collaboration.pk, member.pk), follow=True)
        assert "Nobody else facilitates" in stays.content.decode()
        assert as_ana.post(at("leave", collaboration.pk)).status_code == 422
        sent = {"role": "facilitator", "organisation": elsewhere.pk}
        assert as_ana.post(address, sent).status_code == 422

    def test_cleo_leaves(self, client: Client, cleo: Person, collaboration: Collaboration):
        client.force_login(cleo)
        page = client.post(at("leave", collaboration.pk), follow=True).content.decode()
        assert "You have left Harbour Together." in page
        assert client.get(at("collaboration", collaboration.pk)).status_code == 404


@pytest.fixture
def elsewhere(dev: Person) -> Organisation:
    """A partner in a collaboration of Dev's."""
    theirs = actions.create_collaboration(name="Elsewhere", by=dev)
    return actions.add_organisation(collaboration=theirs, name="Far", kind="other", by=dev)


class TestInvitations:
    def test_ana_invites_and_takes_back(self, as_ana: Client, collaboration: Collaboration):
        here = collaboration.pk
        sent = {"email": "eve@people.example", "role": "member"}
        page = as_ana.post(at("invitations", here), sent, follow=True).content.decode()
        assert "We wrote to eve@people.example." in page
        as_ana.post(at("revoke_invitation", here, Invitation.objects.get().pk))
        assert queries.invitations_in(collaboration).count() == 0

    def test_a_wrong_invitation_comes_back(self, as_ana: Client, ben, collaboration):
        for email in ["", "eve", ben.email]:
            sent = {"email": email, "role": "member"}
            response = as_ana.post(at("invitations", collaboration.pk), sent)
            assert response.status_code == 422
            assert f'value="{email}"' in response.content.decode() or not email

    def test_a_link_is_shown_once_with_its_picture(self, as_ana, dev: Person, collaboration):
        address = at("make_link", collaboration.pk)
        sent = {"link-role": "member", "link-days": "14"}
        page = as_ana.post(address, sent).content.decode()
        assert "<svg" in page
        link = page.split("http://localhost:8000")[1].split("<")[0]
        assert as_ana.post(address, sent | {"link-role": "facilitator"}).status_code == 422
        outsider = Client()
        assert "I am new here" in outsider.get(link).content.decode()
        assert "I am new here" in outsider.post(link).content.decode()
        outsider.force_login(dev)
        assert "You are signed in as dev@outside.example" in outsider.get(link).content.decode()
        assert "Welcome to Harbour" in outsider.post(link, follow=True).content.decode()
        assert Membership.objects.filter(person=dev).count() == 1

    def test_a_link_that_is_not_known(self, client: Client, db: None):
        response = client.get(at("accept_invitation", "nonsense"))
        assert response.status_code == 404
        assert "We do not know this invitation" in response.content.decode()

    def test_somebody_new_says_their_name_when_they_join(self, client: Client, ana, collaboration):
        raw = actions.make_invitation_link(collaboration=collaboration, by=ana)
        eve = actions.create_person(email="eve@people.example")
        client.force_login(eve)
        assert 'name="name"' in client.get(at("accept_invitation", raw)).content.decode()
        assert client.post(at("accept_invitation", raw), {"name": "x" * 201}).status_code == 422
        client.post(at("accept_invitation", raw), {"name": "Eve"})
        assert queries.members_of(collaboration, search="Eve").count() == 1

    def test_somebody_elses_invitation(self, client: Client, dev, ana, collaboration):
        raw = actions.invite(collaboration=collaboration, email="eve@people.example", by=ana)
        client.force_login(dev)
        response = client.post(at("accept_invitation", raw))
        assert response.status_code == 422
        assert "sent to another address" in response.content.decode()
