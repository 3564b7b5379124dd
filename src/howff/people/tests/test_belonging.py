"""What people do to belong: accounts, memberships, invitations and keys."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from howff.people import actions, queries, rules
from howff.people.errors import PeopleError
from howff.people.models import (
    Change,
    Collaboration,
    Invitation,
    Membership,
    Organisation,
    Person,
    Role,
    Token,
)
from howff.people.tests.test_actions import history_of


class TestPeople:
    def test_an_address_has_one_account(self, ana: Person):
        assert actions.create_person(email=" ANA@facilitators.example ") == ana

    def test_nobody_has_a_password(self, ana: Person):
        assert not ana.has_usable_password()

    def test_a_wrong_address_is_refused(self, db: None):
        with pytest.raises(PeopleError, match="valid email") as refused:
            actions.create_person(email="ana at example")
        assert refused.value.field == "email"

    def test_i_change_my_name(self, ana: Person):
        actions.edit_person(name="  Ana   the facilitator ", language="en-gb", by=ana)
        ana.refresh_from_db()
        assert (str(ana), ana.get_full_name(), ana.get_short_name()) == ("Ana the facilitator",) * 3

    def test_without_a_name_the_address_stands_for_it(self, ana: Person):
        actions.edit_person(name="", language="en-gb", by=ana)
        assert str(ana) == "ana@facilitators.example"


class TestBelonging:
    def test_whoever_belongs_stays_as_they_are(self, ana: Person, collaboration: Collaboration):
        again = actions.add_member(collaboration=collaboration, person=ana, by=ana)
        assert again.role == Role.FACILITATOR
        assert str(again) == "Ana in Harbour Together"
        assert history_of(collaboration) == ["Ana started Harbour Together"]

    def test_a_member_becomes_a_facilitator(
        self, ana: Person, ben: Person, collaboration: Collaboration
    ):
        membership = queries.membership_of(ben, collaboration)
        actions.change_membership(
            membership=membership, role="facilitator", organisation=None, place=None, by=ana
        )
        now = queries.membership_of(ben, collaboration)
        assert (now.role, now.organisation, now.place) == ("facilitator", None, None)
        assert history_of(collaboration)[0] == "Ana changed how somebody belongs: Ben"

    def test_the_last_facilitator_stays_one(self, ana: Person, collaboration: Collaboration):
        membership = queries.membership_of(ana, collaboration)
        with pytest.raises(PeopleError, match="Nobody else facilitates"):
            actions.change_membership(
                membership=membership, role="member", organisation=None, place=None, by=ana
            )
        with pytest.raises(PeopleError, match="Nobody else facilitates"):
            actions.leave(collaboration=collaboration, by=ana)
        assert rules.may_facilitate(ana, collaboration)

    def test_a_facilitator_may_leave_another_behind(
        self, ana: Person, dev: Person, collaboration: Collaboration
    ):
        actions.add_member(collaboration=collaboration, person=dev, role="facilitator", by=ana)
        actions.leave(collaboration=collaboration, by=ana)
        assert not rules.may_see(ana, collaboration)
        assert history_of(collaboration)[0] == "Ana left Harbour Together"

    def test_a_removed_member_is_put_back(
        self, ana: Person, ben: Person, collaboration: Collaboration
    ):
        change = actions.remove_member(membership=queries.membership_of(ben, collaboration), by=ana)
        assert queries.membership_of(ben, collaboration) is None
        actions.put_back(change=change, by=ana)
        back = queries.membership_of(ben, collaboration)
        assert (back.organisation.name, back.place.name) == ("Lantern Trust", "Front line")
        with pytest.raises(PeopleError, match="Ben belongs here already"):
            actions.put_back(change=change, by=ana)

    def test_somebody_without_an_account_is_not_put_back(
        self, ana: Person, ben: Person, collaboration: Collaboration
    ):
        membership = queries.membership_of(ben, collaboration)
        change = actions.remove_member(membership=membership, by=ana)
        ben.delete()
        with pytest.raises(PeopleError, match="no longer has an account"):
            actions.put_back(change=change, by=ana)


class TestInvitations:
    def test_an_invited_person_joins_as_invited(
        self,
        ana: Person,
        dev: Person,
        organisations: list[Organisation],
        django_capture_on_commit_callbacks,
    ):
        here = organisations[0].collaboration
        with django_capture_on_commit_callbacks(execute=True):
            raw = actions.invite(
                collaboration=here,
                email=" DEV@outside.example",
                role="helper",
                organisation=organisations[1],
                place=queries.places_in(here)[0],
                by=ana,
            )
        [letter] = mail.outbox
        assert letter.to == ["dev@outside.example"]
        assert f"http://localhost:8000/invitations/{raw}/" in letter.body
        assert "Ana invites you to Harbour Together" in letter.body
        membership = actions.accept_invitation(token=raw, by=dev)
        assert (membership.role, membership.organisation, membership.place.name) == (
            "helper",
            organisations[1],
            "Leadership",
        )
        assert queries.invitations_in(here).count() == 0

    def test_only_a_digest_is_kept(self, ana: Person, collaboration: Collaboration):
        raw = actions.invite(collaboration=collaboration, email="eve@people.example", by=ana)
        assert raw not in str(Invitation.objects.values())

    def test_a_member_is_not_invited(self, ana: Person, ben: Person, collaboration: Collaboration):
        with pytest.raises(PeopleError, match="belongs here already"):
            actions.invite(collaboration=collaboration, email=ben.email, by=ana)

    @pytest.mark.parametrize("email", ["", "no address", "a@b.example\nBcc: c@d.example"])
    def test_a_wrong_address_is_not_invited(
        self, email: str, ana: Person, collaboration: Collaboration
    ):
        with pytest.raises(PeopleError) as refused:
            actions.invite(collaboration=collaboration, email=email, by=ana)
        assert refused.value.field == "email"

    def test_a_second_invitation_replaces_the_first(
        self, ana: Person, dev: Person, collaboration: Collaboration
    ):
        first = actions.invite(collaboration=collaboration, email=dev.email, by=ana)
        second = actions.invite(collaboration=collaboration, email=dev.email, by=ana)
        assert queries.invitations_in(collaboration).count() == 1
        with pytest.raises(PeopleError, match="taken back"):
            actions.accept_invitation(token=first, by=dev)
        actions.accept_invitation(token=second, by=dev)

    def test_nobody_invites_without_end(
        self, ana: Person, collaboration: Collaboration, monkeypatch
    ):
        monkeypatch.setattr(actions.invitations, "INVITATIONS_A_DAY", 1)
        actions.invite(collaboration=collaboration, email="eve@people.example", by=ana)
        with pytest.raises(PeopleError, match="many people today"):
            actions.invite(collaboration=collaboration, email="eva@people.example", by=ana)

    def test_an_invitation_works_for_its_address_alone(
        self, ana: Person, dev: Person, collaboration: Collaboration
    ):
        raw = actions.invite(collaboration=collaboration, email="eve@people.example", by=ana)
        with pytest.raises(PeopleError, match="sent to another address"):
            actions.accept_invitation(token=raw, by=dev)

    def test_an_invitation_is_used_once(
        self, ana: Person, dev: Person, collaboration: Collaboration
    ):
        raw = actions.invite(collaboration=collaboration, email=dev.email, by=ana)
        first = actions.accept_invitation(token=raw, by=dev)
        assert actions.accept_invitation(token=raw, by=dev) == first
        actions.leave(collaboration=collaboration, by=dev)
        with pytest.raises(PeopleError, match="used already"):
            actions.accept_invitation(token=raw, by=dev)

    def test_a_link_lets_many_in_until_it_is_taken_back(
        self, ana: Person, dev: Person, collaboration: Collaboration
    ):
        eve = actions.create_person(email="eve@people.example")
        raw = actions.make_invitation_link(collaboration=collaboration, by=ana)
        assert actions.accept_invitation(token=raw, by=dev).role == "member"
        assert actions.accept_invitation(token=raw, by=eve).role == "member"
        actions.revoke_invitation(invitation=Invitation.objects.get(), by=ana)
        fay = actions.create_person(email="fay@people.example")
        with pytest.raises(PeopleError, match="taken back"):
            actions.accept_invitation(token=raw, by=fay)

    def test_an_old_invitation_has_expired(
        self, ana: Person, dev: Person, collaboration: Collaboration
    ):
        raw = actions.make_invitation_link(collaboration=collaboration, by=ana)
        Invitation.objects.update(expires_at=timezone.now())
        with pytest.raises(PeopleError, match="expired"):
            actions.accept_invitation(token=raw, by=dev)

    def test_a_link_makes_no_facilitators(self, ana: Person, collaboration: Collaboration):
        with pytest.raises(PeopleError, match="invite facilitators by e-mail"):
            actions.make_invitation_link(collaboration=collaboration, role="facilitator", by=ana)

    def test_an_unknown_link_says_so(self, dev: Person):
        with pytest.raises(PeopleError, match="do not know this invitation"):
            actions.accept_invitation(token="\ud800", by=dev)


class TestKeys:
    def test_a_key_acts_for_its_person(self, ana: Person):
        raw = actions.make_token(person=ana, name="  ", days=30)
        assert queries.person_for_token(raw) == ana
        [token] = queries.tokens_of(ana)
        assert (token.name, raw in str(Token.objects.values())) == ("Key", False)

    def test_a_key_without_an_end(self, ana: Person):
        raw = actions.make_token(person=ana, name="Spreadsheet")
        assert queries.token_of(ana, queries.tokens_of(ana)[0].pk).expires_at is None
        assert queries.person_for_token(raw) == ana

    def test_its_use_is_noted_once_an_hour(self, ana: Person, django_assert_num_queries):
        raw = actions.make_token(person=ana, name="Spreadsheet")
        with django_assert_num_queries(2):
            assert actions.person_using(raw) == ana
        with django_assert_num_queries(1):
            assert actions.person_using(raw) == ana
        assert Token.objects.get().last_used_at <= timezone.now()
        assert actions.person_using("forged") is None

    def test_a_key_expires(self, ana: Person):
        raw = actions.make_token(person=ana, name="Spreadsheet", days=1)
        Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        assert queries.person_for_token(raw) is None

    def test_a_key_is_taken_back(self, ana: Person):
        raw = actions.make_token(person=ana, name="Spreadsheet")
        actions.revoke_token(token=Token.objects.get(), by=ana)
        assert queries.person_for_token(raw) is None
        assert list(Change.objects.values_list("verb", flat=True)) == [
            "revoked the key",
            "made the key",
        ]

    def test_the_key_of_somebody_switched_off_is_useless(self, ana: Person):
        raw = actions.make_token(person=ana, name="Spreadsheet")
        Person.objects.update(is_active=False)
        assert queries.person_for_token(raw) is None


def test_memberships_end_with_the_collaboration(collaboration: Collaboration):
    collaboration.delete()
    assert Membership.objects.count() == 0
