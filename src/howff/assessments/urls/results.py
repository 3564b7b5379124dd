"""Addresses of results, progress and files."""

from django.urls import URLPattern, path

from howff.assessments.views import results

HERE = "rounds/<int:pk>"
urlpatterns: list[URLPattern] = [
    path(f"{HERE}/results/", results.results, name="results"),
    path(f"{HERE}/results/<slug:item>/", results.result, name="result"),
    path(f"{HERE}/progress/", results.progress, name="progress"),
]
