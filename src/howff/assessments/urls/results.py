"""Addresses of results, progress and files."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
