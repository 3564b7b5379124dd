"""Addresses of answering: by link, on paper, in an interview."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
