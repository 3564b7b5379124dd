"""Addresses that need no account: joining, taking part, one's own contributions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
