"""The site as one ASGI application: Django, the live endpoints, and the task thread beside them."""

import os
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "howff.website.settings")
django.setup(set_prefix=False)

# ruff: noqa: E402  Django must be ready before its parts are imported.
from django.conf import settings
from django.urls import get_resolver

from howff.conversations.api.fast import ENDPOINTS
from howff.live.asgi import mount
from howff.live.threads import LastingThreads
from howff.website.worker import Worker

# Read now, so that no visitor waits for it and a broken site does not start.
assert get_resolver().url_patterns
site = mount(LastingThreads(), ENDPOINTS)


async def application(scope: Any, receive: Any, send: Any) -> None:
    """Answer one request; for the server's whole life, run background tasks beside it."""
    if scope["type"] != "lifespan" or settings.TASKS_APART:
        await site(scope, receive, send)
        return
    worker = Worker()
    worker.start()
    try:
        await site(scope, receive, send)
    finally:
        worker.stop()
