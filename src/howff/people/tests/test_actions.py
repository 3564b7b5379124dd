"""What people do about people."""

from howff.people import queries, rules
from howff.people.models import Collaboration, Person, Role


def test_who_starts_a_collaboration_facilitates_it(ana: Person, collaboration: Collaboration):
    assert rules.role_of(ana, collaboration) is Role.FACILITATOR
    assert [place.name for place in queries.places_in(collaboration)] == [
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
    assert [str(change.by) + change.verb for change in queries.changes_in(collaboration)] == [
        "Anastarted"
    ]
