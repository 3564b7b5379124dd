"""Addresses of analyses across collaborations."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
