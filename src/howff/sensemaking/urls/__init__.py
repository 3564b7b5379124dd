"""Addresses of making sense."""

from django.urls import URLPattern

from howff.sensemaking.urls import findings, themes, votes

app_name = "sensemaking"
urlpatterns: list[URLPattern] = [
    *themes.urlpatterns,
    *votes.urlpatterns,
    *findings.urlpatterns,
]
