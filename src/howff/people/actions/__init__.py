"""What people do about people: each is one transaction with its line of history."""

from howff.people.actions.collaborations import (
    add_place,
    create_collaboration,
    edit_collaboration,
    move_place,
    remove_place,
    rename_place,
)
from howff.people.actions.history import put_back, remember
from howff.people.actions.invitations import (
    accept_invitation,
    invite,
    make_invitation_link,
    revoke_invitation,
)
from howff.people.actions.members import (
    add_member,
    change_membership,
    create_person,
    edit_person,
    leave,
    remove_member,
)
from howff.people.actions.organisations import (
    add_organisation,
    edit_organisation,
    remove_organisation,
)
from howff.people.actions.tokens import make_token, person_using, revoke_token

__all__ = [
    "accept_invitation",
    "add_member",
    "add_organisation",
    "add_place",
    "change_membership",
    "create_collaboration",
    "create_person",
    "edit_collaboration",
    "edit_organisation",
    "edit_person",
    "invite",
    "leave",
    "make_invitation_link",
    "make_token",
    "move_place",
    "person_using",
    "put_back",
    "remember",
    "remove_member",
    "remove_organisation",
    "remove_place",
    "rename_place",
    "revoke_invitation",
    "revoke_token",
]
