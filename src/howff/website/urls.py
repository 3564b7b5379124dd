"""Every address of the site."""

from django.urls import include, path

from howff.website import api, views
from howff.website.demo.views import enter

pages = [
    path("", views.front, name="front"),
    path("about/", views.about, name="about"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("gallery/", views.gallery, name="gallery"),
    path("demo/<slug:key>/", enter, name="enter_demo"),
    # Before allauth's own pages, which would let people set passwords.
    path("account/password/<path:rest>", views.no_passwords, name="no_passwords"),
]
urlpatterns = [
    path("", include((pages, "website"))),
    path("", include("howff.people.urls")),
    path("", include("howff.conversations.urls")),
    path("", include("howff.instruments.urls")),
    path("", include("howff.assessments.urls")),
    path("", include("howff.meetings.urls")),
    path("", include("howff.sensemaking.urls")),
    path("", include("howff.reports.urls")),
    path("account/", include("allauth.urls")),
    path("api/v1/", include((api.urls, "api"))),
]
