"""Addresses of facilitators: preparing, opening and closing rounds."""

from django.urls import URLPattern, path

from howff.assessments.views.rounds import desk, inviting, preparing, reading, stock

HERE = "collaborations/<int:pk>"
ONE = "rounds/<int:pk>"

urlpatterns: list[URLPattern] = [
    path(f"{HERE}/stock/", stock.stock, name="stock"),
    path(f"{HERE}/rounds/new/", preparing.new, name="new_round"),
    path(f"{ONE}/", desk.round, name="round"),
    path(f"{ONE}/edit/", preparing.edit, name="edit_round"),
    path(f"{ONE}/partners/", preparing.partners, name="round_partners"),
    path(f"{ONE}/partners/add/", preparing.add_partner, name="add_round_partner"),
    path(f"{ONE}/places/", preparing.places, name="round_places"),
    path(f"{ONE}/preview/", preparing.preview, name="round_preview"),
    path(f"{ONE}/rules/", preparing.rules, name="round_rules"),
    path(f"{ONE}/discard/", preparing.discard, name="discard_round"),
    path(f"{ONE}/open/", desk.open_round, name="open_round"),
    path(f"{ONE}/close/", desk.close, name="close_round"),
    path(f"{ONE}/extend/", desk.extend, name="extend_round"),
    path(f"{ONE}/count/", desk.count_again, name="count_round"),
    path(f"{ONE}/addresses/", inviting.addresses, name="round_addresses"),
    path(f"{ONE}/addresses/<int:address>/remove/", inviting.remove, name="remove_address"),
    path(f"{ONE}/invite/", inviting.invite, name="invite_round"),
    path(f"{ONE}/remind/", inviting.remind, name="remind_round"),
    path(f"{ONE}/words/", reading.words, name="round_words"),
    path(f"{ONE}/words/publish/", reading.publish, name="publish_words"),
    path(f"{ONE}/words/<int:passage>/<slug:state>/", reading.decide, name="decide_words"),
]
