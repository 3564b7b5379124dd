"""Addresses of votes."""

from django.urls import URLPattern, path, re_path

from howff.sensemaking.views import votes, votes_files

urlpatterns: list[URLPattern] = [
    path("votes/<int:pk>/", votes.study, name="votes"),
    path("votes/<int:pk>/again/", votes.again, name="votes_again"),
    path("votes/<int:pk>/polis.zip", votes_files.polis, name="votes_polis"),
    re_path(
        r"^votes/(?P<pk>\d+)/common-ground\.(?P<ending>json|csv|xlsx)$",
        votes_files.export,
        name="votes_export",
    ),
    path("common-ground/<int:pk>/", votes.of_prompt, name="votes_of_prompt"),
    path("common-ground/<int:pk>/stage/", votes.on_stage, name="votes_on_stage"),
]
