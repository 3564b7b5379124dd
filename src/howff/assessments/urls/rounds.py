"""Addresses of facilitators: preparing, opening and closing rounds."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
