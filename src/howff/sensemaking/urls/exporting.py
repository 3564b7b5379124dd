"""Addresses of themes and findings as files."""

from django.urls import URLPattern, path

from howff.sensemaking.views import exporting as views

urlpatterns: list[URLPattern] = [
    path("studies/<int:pk>/files/<str:name>", views.themes, name="themes_file"),
    path("collaborations/<int:pk>/findings/files/<str:file>", views.findings, name="findings_file"),
]
