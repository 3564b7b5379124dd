"""Addresses of actions."""

from django.urls import URLPattern, path, re_path

from howff.meetings import views

app_name = "meetings"
HERE = "collaborations/<int:pk>/actions"
urlpatterns: list[URLPattern] = [
    path(f"{HERE}/", views.listed, name="actions"),
    path(f"{HERE}/about/", views.about, name="about"),
    path(f"{HERE}/between/", views.between, name="between"),
    re_path(
        r"^collaborations/(?P<pk>\d+)/actions/export\.(?P<ending>csv|xlsx)$",
        views.export,
        name="export",
    ),
    path("actions/<int:pk>/", views.action, name="action"),
    path("actions/<int:pk>/change/", views.change, name="change"),
]
