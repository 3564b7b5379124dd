"""Addresses of facilitators: preparing, running, the stage."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
