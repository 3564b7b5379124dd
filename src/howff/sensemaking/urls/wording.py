"""Addresses of names that a model proposes."""

from django.urls import URLPattern, path

from howff.sensemaking.views import wording as views

urlpatterns: list[URLPattern] = [
    path("collaborations/<int:pk>/wording/", views.allowing, name="allow_wording"),
    path("themes/<int:pk>/wording/", views.of_theme, name="wording"),
    path("wording/<int:pk>/take/", views.take, name="take_wording"),
    path("wording/<int:pk>/leave/", views.leave, name="leave_wording"),
]
