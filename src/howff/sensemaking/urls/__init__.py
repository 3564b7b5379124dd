"""Addresses of making sense."""

from django.urls import URLPattern

from howff.sensemaking.urls import everywhere, exporting, findings, series, themes, votes, wording

app_name = "sensemaking"
urlpatterns: list[URLPattern] = [
    *themes.urlpatterns,
    *votes.urlpatterns,
    *findings.urlpatterns,
    *series.urlpatterns,
    *everywhere.urlpatterns,
    *wording.urlpatterns,
    *exporting.urlpatterns,
]
