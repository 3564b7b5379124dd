"""Addresses of themes over a series, and of the words of groups."""

from django.urls import URLPattern, path

from howff.sensemaking.views import series as views

HERE = "collaborations/<int:pk>/sense/across"
urlpatterns: list[URLPattern] = [
    path(f"{HERE}/", views.across, name="across"),
    path(f"{HERE}/join/", views.join, name="join_themes"),
    path(f"{HERE}/threads/<int:thread>/part/", views.part, name="part_themes"),
    path(f"{HERE}/threads/<int:thread>/name/", views.rename, name="rename_thread"),
    path("studies/<int:pk>/words/", views.words, name="words_by"),
]
