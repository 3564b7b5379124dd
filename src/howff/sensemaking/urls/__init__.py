"""Addresses of making sense."""

from django.urls import URLPattern

from howff.sensemaking.urls import exporting, findings, series, themes, votes, wording

app_name = "sensemaking"
urlpatterns: list[URLPattern] = [
    *themes.urlpatterns,
    *votes.urlpatterns,
    *findings.urlpatterns,
    *series.urlpatterns,
    *wording.urlpatterns,
    *exporting.urlpatterns,
]
