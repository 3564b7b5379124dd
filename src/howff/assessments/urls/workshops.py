"""Addresses of workshops on a round."""

from django.urls import URLPattern, path

from howff.assessments.views.workshops import preparing, records, room

HERE = "workshops/<int:pk>"

urlpatterns: list[URLPattern] = [
    path("rounds/<int:pk>/workshops/", preparing.workshops, name="workshops"),
    path("rounds/<int:pk>/workshops/new/", preparing.new_workshop, name="new_workshop"),
    path(f"{HERE}/", room.workshop, name="workshop"),
    path(f"{HERE}/agenda/", preparing.agenda, name="agenda"),
    path(f"{HERE}/topics/", preparing.add_topic, name="add_topic"),
    path(f"{HERE}/phones/", preparing.phones, name="phones"),
    path(f"{HERE}/script/", preparing.script, name="script"),
    path(f"{HERE}/came/", room.came, name="came"),
    path(f"{HERE}/record/", records.record, name="record"),
    path(f"{HERE}/sign-off/", records.sign_off, name="sign_off"),
    path(f"{HERE}/open-again/", records.open_again, name="open_again"),
    path("topics/<int:pk>/", room.save_topic, name="save_topic"),
    path("topics/<int:pk>/said/", room.said, name="topic_said"),
    path("topics/<int:pk>/move/", preparing.move_topic, name="move_topic"),
    path("topics/<int:pk>/minutes/", preparing.set_minutes, name="set_minutes"),
    path("topics/<int:pk>/remove/", preparing.remove_topic, name="remove_topic"),
    path("topics/<int:pk>/dissents/", room.add_dissent, name="add_dissent"),
    path("dissents/<int:pk>/take-back/", room.take_back_dissent, name="take_back_dissent"),
    path("topics/<int:pk>/needs/", room.add_need, name="add_need"),
    path("needs/<int:pk>/remove/", room.remove_need, name="remove_need"),
    path("collaborations/<int:pk>/needs/", records.needs, name="needs"),
]
