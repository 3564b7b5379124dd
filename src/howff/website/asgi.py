"""The site as one ASGI application: Django, with the task thread beside it."""

import os
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "howff.website.settings")
django_app = get_asgi_application()

from django.conf import settings  # noqa: E402  Django must be ready before its parts are imported

from howff.website.worker import Worker  # noqa: E402


async def application(scope: Any, receive: Any, send: Any) -> None:
    """Answer one request, or live with the server from its start to its end."""
    if scope["type"] == "lifespan":
        await live_with_the_server(receive, send)
    else:
        await django_app(scope, receive, send)


async def live_with_the_server(receive: Any, send: Any) -> None:
    """Run background tasks while the server runs, unless a process of its own does."""
    worker = None if settings.TASKS_APART else Worker()
    while True:
        event = (await receive())["type"]
        if worker:
            worker.start() if event == "lifespan.startup" else worker.stop()
        await send({"type": f"{event}.complete"})
        if event == "lifespan.shutdown":
            return
