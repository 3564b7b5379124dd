"""`howff import-polis`: a Polis open-data export becomes a conversation."""

from argparse import Namespace
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from howff.conversations.actions.importing import import_polis
from howff.conversations.rules import Refused as ConversationRefused
from howff.formats.polis import PolisError, read_polis
from howff.people.actions import add_member, create_collaboration, create_person
from howff.people.models import Collaboration, Person, Role
from howff.sensemaking.actions.votes import look_for_common_ground
from howff.website import installation
from howff.website.errors import Refused

COLLABORATION = "Polis open data"
SOMEBODY = "facilitator@localhost"


def run(options: Namespace) -> int:
    """Read the export, keep it whole, and say where it is."""
    try:
        export = read_polis(Path(options.folder))
    except PolisError as error:
        raise Refused(f"{options.folder} cannot be imported. {error}") from None
    installation.migrate()
    collaboration, by = _collaboration(options.collaboration or COLLABORATION, options.owner)
    try:
        conversation = import_polis(
            collaboration=collaboration, export=export, by=by, tell=lambda line: print("  " + line)
        )
    except ConversationRefused as refused:
        raise Refused(str(refused)) from None
    print(f"Kept as conversation {conversation.pk}, {conversation.title}, in {collaboration}.")
    study = look_for_common_ground(
        prompt=conversation.prompts.get(), by=by or _facilitator(collaboration)
    )
    address = settings.PUBLIC_ADDRESS + study.get_absolute_url()
    print(f"Groups and common ground are looked for while Howff serves: {address}")
    return 0


def _collaboration(name: str, owner: str | None) -> tuple[Collaboration, Person | None]:
    """Find the collaboration, or start it for its owner, so that somebody may see what came in."""
    found = list(Collaboration.objects.filter(name__iexact=name))
    if len(found) > 1:
        raise Refused(f"There are {len(found)} collaborations called {name}: rename one first.")
    person = _person(owner) if owner else None
    if not found:
        by = person or _somebody()
        print(f"Started the collaboration {name}; {by.email} facilitates it.")
        return create_collaboration(name=name, by=by), by
    if person:
        add_member(collaboration=found[0], person=person, role=Role.FACILITATOR, by=None)
    return found[0], person


def _facilitator(collaboration: Collaboration) -> Person:
    """Whoever has facilitated a collaboration for longest."""
    facilitators = collaboration.memberships.filter(role=Role.FACILITATOR).order_by("pk")
    first = facilitators.select_related("person").first()
    return first.person if first else _somebody()


def _person(email: str) -> Person:
    try:
        validate_email(email)
    except ValidationError:
        raise Refused(f"{email!r} is not an e-mail address.") from None
    return create_person(email=email)


def _somebody() -> Person:
    """Whoever came first to this installation, or a placeholder in an empty one."""
    return Person.objects.order_by("pk").first() or create_person(email=SOMEBODY)
