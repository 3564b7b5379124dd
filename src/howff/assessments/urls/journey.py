"""Addresses of a collaboration's journey."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
