"""Hands a job to the writer and waits until it is durable."""

from typing import Any

from django.utils.translation import gettext as _

from howff.live import writer
from howff.people.errors import Refused

PATIENCE = 20.0


def kept(kind: str, job: object) -> Any:
    """What the writer made of a job, once it is durable."""
    try:
        return writer.submit(kind, job).result(timeout=PATIENCE)
    except (writer.Unavailable, TimeoutError):
        message = _("This could not be kept just now. Please try again in a moment.")
        raise Refused("unavailable", message, status=503) from None
