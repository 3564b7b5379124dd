"""What people do to a collaboration, its places and its partners."""

import pytest
from django.db import IntegrityError

from howff.people import actions, queries, rules
from howff.people.actions import keeping
from howff.people.errors import PeopleError
from howff.people.models import (
    Collaboration,
    Organisation,
    OrganisationKind,
    Person,
    Role,
)

PLACES = [
    "Leadership",
    "Manager",
    "Front line",
    "Commissioner",
    "Funder",
    "Lived experience",
    "Carer",
    "Volunteer",
    "Facilitator",
]


def history_of(collaboration: Collaboration) -> list[str]:
    changes = queries.changes_in(collaboration)
    return [f"{change.by} {change.verb} {change.subject}" for change in changes]


def places_of(collaboration: Collaboration) -> list[str]:
    return [place.name for place in queries.places_in(collaboration)]


def names_in(collaboration: Collaboration) -> list[str]:
    return [organisation.name for organisation in queries.organisations_in(collaboration)]


class TestCollaborations:
    def test_who_starts_one_facilitates_it(self, ana: Person, collaboration: Collaboration):
        assert rules.role_of(ana, collaboration) is Role.FACILITATOR
        assert places_of(collaboration) == PLACES
        assert history_of(collaboration) == ["Ana started Harbour Together"]

    def test_a_name_is_needed(self, ana: Person):
        with pytest.raises(PeopleError) as refused:
            actions.create_collaboration(name=" \x00\ud800 ", by=ana)
        assert refused.value.field == "name"
        assert Collaboration.objects.count() == 0

    def test_a_name_that_is_too_long_is_refused(self, ana: Person):
        with pytest.raises(PeopleError, match="at most 200 characters"):
            actions.create_collaboration(name="x" * 201, by=ana)

    def test_its_name_and_purpose_change(self, ana: Person, collaboration: Collaboration):
        actions.edit_collaboration(
            collaboration=collaboration, name="مرفأ  👋", purpose="One\r\n\x07two ", by=ana
        )
        collaboration.refresh_from_db()
        assert (collaboration.name, collaboration.purpose) == ("مرفأ 👋", "One\ntwo")
        change = queries.changes_in(collaboration)[0]
        assert (change.verb, change.details) == ("described", {"before": "Harbour Together"})

    def test_history_holds_no_empty_before(self, ana: Person, collaboration: Collaboration):
        actions.edit_collaboration(
            collaboration=collaboration, name=collaboration.name, purpose="More", by=ana
        )
        assert queries.changes_in(collaboration)[0].details == {}


class TestPlaces:
    def test_a_place_is_added_at_the_end(self, ana: Person, collaboration: Collaboration):
        actions.add_place(collaboration=collaboration, name="Trustee", by=ana)
        assert places_of(collaboration) == [*PLACES, "Trustee"]

    def test_the_first_place_of_an_empty_list(self, ana: Person, collaboration: Collaboration):
        collaboration.places.all().delete()
        assert actions.add_place(collaboration=collaboration, name="Trustee", by=ana).position == 0

    def test_a_place_is_named_once(self, ana: Person, collaboration: Collaboration):
        with pytest.raises(PeopleError, match="already a place with this name") as refused:
            actions.add_place(collaboration=collaboration, name="carer", by=ana)
        assert refused.value.field == "name"

    def test_a_place_is_renamed(self, ana: Person, collaboration: Collaboration):
        place = queries.places_in(collaboration)[0]
        actions.rename_place(place=place, name="Board", by=ana)
        assert places_of(collaboration)[0] == "Board"
        assert history_of(collaboration)[0] == "Ana renamed the place Board"

    def test_a_place_moves(self, ana: Person, collaboration: Collaboration):
        place = queries.places_in(collaboration)[1]
        actions.move_place(place=place, up=True, by=ana)
        assert places_of(collaboration)[:3] == ["Manager", "Leadership", "Front line"]
        actions.move_place(place=place, up=False, by=ana)
        assert places_of(collaboration) == PLACES

    def test_the_first_place_does_not_move_up(self, ana: Person, collaboration: Collaboration):
        actions.move_place(place=queries.places_in(collaboration)[0], up=True, by=ana)
        assert places_of(collaboration) == PLACES
        assert history_of(collaboration) == ["Ana started Harbour Together"]

    def test_a_removed_place_is_put_back_with_its_people(
        self, ana: Person, cleo: Person, collaboration: Collaboration
    ):
        place = queries.membership_of(cleo, collaboration).place
        change = actions.remove_place(place=place, by=ana)
        assert queries.membership_of(cleo, collaboration).place is None
        actions.put_back(change=change, by=ana)
        assert places_of(collaboration) == PLACES
        assert queries.membership_of(cleo, collaboration).place.name == "Lived experience"


class TestOrganisations:
    @pytest.mark.parametrize(
        "number", ["", "SC012345", "1234567", "GB-CHC-123456", "NIC 100123", "IE-CRO-12345"]
    )
    def test_known_numbers_are_kept(self, number: str, ana: Person, collaboration: Collaboration):
        organisation = actions.add_organisation(
            collaboration=collaboration, name="A", kind="health", number=f" {number}\n", by=ana
        )
        assert organisation.number == number

    @pytest.mark.parametrize("number", ["twelve", "12", "<b>", "GB-", "SC01234567890"])
    def test_other_numbers_are_refused(
        self, number: str, ana: Person, collaboration: Collaboration
    ):
        with pytest.raises(PeopleError, match="charity number such as") as refused:
            actions.add_organisation(
                collaboration=collaboration, name="A", kind="health", number=number, by=ana
            )
        assert refused.value.field == "number"

    def test_a_partner_is_named_once(
        self, ana: Person, collaboration: Collaboration, organisations: list[Organisation]
    ):
        with pytest.raises(PeopleError, match="already an organisation with this name"):
            actions.add_organisation(
                collaboration=collaboration, name="LANTERN trust", kind="other", by=ana
            )

    def test_an_unknown_kind_is_refused(self, ana: Person, collaboration: Collaboration):
        with pytest.raises(PeopleError) as refused:
            actions.add_organisation(collaboration=collaboration, name="A", kind="circus", by=ana)
        assert refused.value.field == "kind"

    def test_a_partner_is_corrected(self, ana: Person, organisations: list[Organisation]):
        lantern = organisations[0]
        actions.edit_organisation(
            organisation=lantern, name="Lantern", kind="user_led", number="", by=ana
        )
        lantern.refresh_from_db()
        assert (lantern.name, lantern.kind, lantern.number) == ("Lantern", "user_led", "")
        assert queries.changes_in(lantern.collaboration)[0].details == {
            "before": {"name": "Lantern Trust", "kind": "third_sector", "number": "SC000001"}
        }

    def test_a_removed_partner_is_put_back_with_its_people(
        self, ana: Person, ben: Person, organisations: list[Organisation]
    ):
        here = organisations[0].collaboration
        change = actions.remove_organisation(organisation=organisations[0], by=ana)
        assert names_in(here) == ["Harbour Health Board", "Quayside Carers"]
        assert queries.membership_of(ben, here).organisation is None
        actions.put_back(change=change, by=ana)
        lantern = queries.membership_of(ben, here).organisation
        assert (lantern.name, lantern.kind, lantern.number) == (
            "Lantern Trust",
            OrganisationKind.THIRD_SECTOR,
            "SC000001",
        )

    def test_nothing_is_put_back_twice(self, ana: Person, organisations: list[Organisation]):
        change = actions.remove_organisation(organisation=organisations[0], by=ana)
        actions.put_back(change=change, by=ana)
        with pytest.raises(PeopleError, match="already an organisation with this name"):
            actions.put_back(change=change, by=ana)
        assert organisations[0].collaboration.organisations.count() == 3

    def test_what_was_not_removed_is_not_put_back(self, ana: Person, collaboration: Collaboration):
        with pytest.raises(PeopleError, match="nothing to put back"):
            actions.put_back(change=queries.changes_in(collaboration)[0], by=ana)

    def test_two_people_add_the_same_at_the_same_time(
        self, ana: Person, organisations: list[Organisation], monkeypatch
    ):
        def too_late(row: Organisation, **_: object) -> None:
            raise IntegrityError

        monkeypatch.setattr(Organisation, "save", too_late)
        with pytest.raises(PeopleError, match="look again"):
            keeping.keep(Organisation(collaboration=organisations[0].collaboration, name="New"))
