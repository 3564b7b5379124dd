"""Addresses of people and their collaborations."""

from django.urls import path

from howff.people.views import account, collaborations, invitations, members, partners

app_name = "people"
HERE = "collaborations/<int:pk>"

urlpatterns = [
    path("home/", collaborations.home, name="home"),
    path("account/you/", account.you, name="you"),
    path("account/tokens/", account.tokens, name="tokens"),
    path("account/tokens/<int:token>/revoke/", account.revoke_token, name="revoke_token"),
    path("invitations/<str:token>/", invitations.accept_invitation, name="accept_invitation"),
    path("collaborations/new/", collaborations.new_collaboration, name="new_collaboration"),
    path(f"{HERE}/", collaborations.collaboration, name="collaboration"),
    path(f"{HERE}/edit/", collaborations.edit_collaboration, name="edit_collaboration"),
    path(f"{HERE}/history/", collaborations.history, name="history"),
    path(f"{HERE}/history/<int:change>/put-back/", collaborations.put_back, name="put_back"),
    path(f"{HERE}/members/", members.members, name="members"),
    path(f"{HERE}/members/<int:member>/", members.member, name="member"),
    path(f"{HERE}/members/<int:member>/remove/", members.remove_member, name="remove_member"),
    path(f"{HERE}/leave/", members.leave, name="leave"),
    path(f"{HERE}/organisations/", partners.organisations, name="organisations"),
    path(f"{HERE}/organisations/<int:organisation>/", partners.organisation, name="organisation"),
    path(
        f"{HERE}/organisations/<int:organisation>/remove/",
        partners.remove_organisation,
        name="remove_organisation",
    ),
    path(f"{HERE}/places/", partners.places, name="places"),
    path(f"{HERE}/places/<int:place>/", partners.place, name="place"),
    path(f"{HERE}/places/<int:place>/move/", partners.move_place, name="move_place"),
    path(f"{HERE}/places/<int:place>/remove/", partners.remove_place, name="remove_place"),
    path(f"{HERE}/invitations/", invitations.invitations, name="invitations"),
    path(f"{HERE}/invitations/link/", invitations.make_link, name="make_link"),
    path(
        f"{HERE}/invitations/<int:invitation>/revoke/",
        invitations.revoke_invitation,
        name="revoke_invitation",
    ),
]
