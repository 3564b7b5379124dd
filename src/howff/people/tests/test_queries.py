"""What may be seen of people and collaborations, and by whom."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from howff.people import actions, queries, rules
from howff.people.models import Collaboration, Organisation, Person, Role
from howff.people.queries import NextStep


@pytest.fixture
def elsewhere(dev: Person) -> Collaboration:
    """A collaboration of Dev's, that nobody else belongs to."""
    return actions.create_collaboration(name="Elsewhere", by=dev)


def test_what_each_role_may_do(
    ana: Person, hana: Person, ben: Person, dev: Person, collaboration: Collaboration
):
    def may(person: rules.Someone) -> tuple[bool, bool, bool]:
        return (
            rules.may_see(person, collaboration),
            rules.may_help(person, collaboration),
            rules.may_facilitate(person, collaboration),
        )

    assert may(ana) == (True, True, True)
    assert may(hana) == (True, True, False)
    assert may(ben) == (True, False, False)
    assert may(dev) == (False, False, False)
    assert may(AnonymousUser()) == (False, False, False)
    ana.is_active = False
    assert may(ana) == (False, False, False)


def test_every_role_is_explained():
    assert [each.role for each in rules.ROLES] == list(Role)
    assert all(str(each.may) for each in rules.ROLES)


def test_i_see_my_own_collaborations(ana: Person, collaboration, organisations, elsewhere):
    [mine] = queries.collaborations_of(ana)
    assert (mine, mine.my_role, mine.organisation_count) == (collaboration, "facilitator", 3)
    assert list(queries.collaborations_of(AnonymousUser())) == []


def test_an_outsider_does_not_find_a_collaboration(ana, ben, dev, collaboration: Collaboration):
    assert queries.collaboration_for(ben, collaboration.pk) == collaboration
    assert queries.collaboration_to_facilitate(ana, collaboration.pk) == collaboration
    with pytest.raises(Http404):
        queries.collaboration_for(dev, collaboration.pk)
    with pytest.raises(Http404):
        queries.collaboration_to_facilitate(dev, collaboration.pk)
    with pytest.raises(PermissionDenied):
        queries.collaboration_to_facilitate(ben, collaboration.pk)


@pytest.mark.parametrize("find", ["organisation_in", "place_in", "member_in", "change_in"])
def test_nothing_of_another_collaboration_is_found(find: str, ana, collaboration, elsewhere):
    actions.add_organisation(collaboration=elsewhere, name="Other", kind="other", by=ana)
    theirs = {
        "organisation_in": elsewhere.organisations,
        "place_in": elsewhere.places,
        "member_in": elsewhere.memberships,
        "change_in": elsewhere.changes,
    }[find].first()
    assert getattr(queries, find)(elsewhere, theirs.pk) == theirs
    with pytest.raises(Http404):
        getattr(queries, find)(collaboration, theirs.pk)


def test_invitations_and_keys_of_others_are_not_found(ana, dev, collaboration, elsewhere):
    actions.make_invitation_link(collaboration=elsewhere, by=dev)
    actions.make_token(person=dev, name="Dev's")
    invitation, token = elsewhere.invitations.get(), dev.tokens.get()
    assert queries.invitation_in(elsewhere, invitation.pk) == invitation
    with pytest.raises(Http404):
        queries.invitation_in(collaboration, invitation.pk)
    with pytest.raises(Http404):
        queries.token_of(ana, token.pk)


def test_members_are_narrowed(ana, ben, cleo, collaboration, organisations: list[Organisation]):
    def names(**by: object) -> list[str]:
        return [member.person.name for member in queries.members_of(collaboration, **by)]

    assert names() == ["Ana", "Ben", "Cleo"]
    assert names(search="LEO") == ["Cleo"]
    assert names(search="lantern") == ["Ben"]
    assert names(search="people.example") == []
    assert names(organisation=organisations[0]) == ["Ben"]
    assert names(place=collaboration.places.get(name="Lived experience")) == ["Cleo"]


def test_history_is_searched(ana, ben, collaboration):
    def found(words: str) -> list[str]:
        return [change.subject for change in queries.changes_in(collaboration, words)]

    assert found("ben") == ["Ben"]
    assert found("started") == ["Harbour Together"]
    assert found("facilitators.example")[-1] == "Harbour Together"
    assert found("no such thing") == []


def test_what_is_next(ana, collaboration, dev):
    assert queries.next_step_of(collaboration) is NextStep.PARTNERS
    actions.add_organisation(collaboration=collaboration, name="A", kind="other", by=ana)
    assert queries.next_step_of(collaboration) is NextStep.PEOPLE
    actions.add_member(collaboration=collaboration, person=dev, by=ana)
    assert queries.next_step_of(collaboration) is NextStep.TALK
