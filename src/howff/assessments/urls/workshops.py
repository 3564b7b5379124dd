"""Addresses of workshops on a round."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
