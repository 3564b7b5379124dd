"""`howff worker`: background tasks in a process of their own."""

import signal
from argparse import Namespace

from django.db import connection

from howff.website.errors import Refused
from howff.website.worker import Worker


def run(_: Namespace) -> int:
    """Look for tasks each second until told to stop; the running task is finished first."""
    if connection.vendor == "sqlite":
        raise Refused("On SQLite `howff serve` runs the background tasks itself.")
    worker = Worker(look_every=1)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stop())
    worker.run()
    return 0
