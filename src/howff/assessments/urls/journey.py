"""Addresses of a collaboration's journey."""

from django.urls import URLPattern, path

from howff.assessments.views import journey

HERE = "collaborations/<int:pk>/journey"
urlpatterns: list[URLPattern] = [
    path(f"{HERE}/", journey.journey, name="journey"),
    path(f"{HERE}/begin/", journey.begin, name="begin_journey"),
    path(f"{HERE}/stages/", journey.add_stage, name="add_stage"),
    path("stages/<int:pk>/", journey.edit_stage, name="edit_stage"),
    path("stages/<int:pk>/enter/", journey.enter_stage, name="enter_stage"),
    path("stages/<int:pk>/move/", journey.move_stage, name="move_stage"),
    path("stages/<int:pk>/remove/", journey.remove_stage, name="remove_stage"),
    path("stages/<int:pk>/milestones/", journey.add_milestone, name="add_milestone"),
    path("milestones/<int:pk>/", journey.edit_milestone, name="edit_milestone"),
    path("milestones/<int:pk>/remove/", journey.remove_milestone, name="remove_milestone"),
]
