"""Addresses of conversations."""

from howff.conversations.urls import facilitators, participants

app_name = "conversations"
urlpatterns = [*participants.urlpatterns, *facilitators.urlpatterns]
