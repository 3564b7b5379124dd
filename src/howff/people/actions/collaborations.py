"""Starting and describing a collaboration, and the places people have in it."""

from django.db import transaction
from django.db.models import Max
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from howff.people.actions.history import remember
from howff.people.actions.keeping import keep, tidy, tidy_lines
from howff.people.models import Change, Collaboration, Membership, Person, Place, Role

FIRST_PLACES: tuple[Promise, ...] = (
    _("Leadership"),
    _("Manager"),
    _("Front line"),
    _("Commissioner"),
    _("Funder"),
    _("Lived experience"),
    _("Carer"),
    _("Volunteer"),
    _("Facilitator"),
)


@transaction.atomic
def create_collaboration(*, name: str, purpose: str = "", by: Person) -> Collaboration:
    """Start a collaboration with the usual places; whoever starts it facilitates it."""
    collaboration = Collaboration(
        name=tidy(name), purpose=tidy_lines(purpose), language=by.language
    )
    keep(collaboration)
    places = [
        Place(collaboration=collaboration, name=str(place), position=position)
        for position, place in enumerate(FIRST_PLACES)
    ]
    Place.objects.bulk_create(places)
    Membership.objects.create(
        collaboration=collaboration, person=by, place=places[-1], role=Role.FACILITATOR
    )
    remember(collaboration=collaboration, by=by, verb="started", subject=collaboration.name)
    return collaboration


@transaction.atomic
def edit_collaboration(
    *, collaboration: Collaboration, name: str, purpose: str, by: Person
) -> None:
    """Change what the collaboration is called and what it is for."""
    before = collaboration.name
    collaboration.name, collaboration.purpose = tidy(name), tidy_lines(purpose)
    keep(collaboration, "name", "purpose")
    details = {"before": before} if before != collaboration.name else {}
    remember(
        collaboration=collaboration,
        by=by,
        verb="described",
        subject=collaboration.name,
        details=details,
    )


@transaction.atomic
def add_place(*, collaboration: Collaboration, name: str, by: Person) -> Place:
    """Add a place at the end of the list."""
    last = collaboration.places.aggregate(last=Max("position"))["last"]
    place = Place(
        collaboration=collaboration, name=tidy(name), position=0 if last is None else last + 1
    )
    keep(place)
    remember(collaboration=collaboration, by=by, verb="added the place", subject=place.name)
    return place


@transaction.atomic
def rename_place(*, place: Place, name: str, by: Person) -> None:
    """Call a place something else; whoever has it keeps it."""
    before, place.name = place.name, tidy(name)
    keep(place, "name")
    remember(
        collaboration=place.collaboration,
        by=by,
        verb="renamed the place",
        subject=place.name,
        details={"before": before},
    )


@transaction.atomic
def move_place(*, place: Place, up: bool, by: Person) -> None:
    """Move a place one step up or down the list; at the end of it nothing happens."""
    places = list(place.collaboration.places.select_for_update())
    here = places.index(place)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(places):
        return
    places[here], places[there] = places[there], places[here]
    for position, each in enumerate(places):
        each.position = position
    Place.objects.bulk_update(places, ["position"])
    remember(collaboration=place.collaboration, by=by, verb="moved the place", subject=place.name)


@transaction.atomic
def remove_place(*, place: Place, by: Person) -> Change:
    """Take a place off the list; it can be put back, with the people who had it."""
    row = {
        "name": place.name,
        "position": place.position,
        "members": list(place.memberships.values_list("pk", flat=True)),
    }
    change = remember(
        collaboration=place.collaboration,
        by=by,
        verb="removed the place",
        subject=place.name,
        details={"removed": "place", "row": row},
    )
    place.delete()
    return change
