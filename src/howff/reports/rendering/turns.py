"""Setting type takes a core: only a few reports at a time, so that the site stays quick."""

from collections.abc import Callable
from threading import BoundedSemaphore

from howff.reports.document import Document
from howff.reports.rendering.formats import write

SLOW = frozenset({"pdf", "docx", "odt"})
AT_ONCE = 2
LONGEST_WAIT = 2.0
RETRY_AFTER = 10
TURNS = BoundedSemaphore(AT_ONCE)


class Busy(Exception):
    """Others are having reports written; it is worth trying again soon."""


def write_in_turn(document: Document, extension: str) -> bytes:
    """Write a report in a format, waiting a moment for a turn where that takes long."""
    return in_turn(lambda: write(document, extension), slow=extension in SLOW)


def in_turn(make: Callable[[], bytes], *, slow: bool) -> bytes:
    """Make something, waiting a moment for a turn where that takes long."""
    if not slow:
        return make()
    if not TURNS.acquire(timeout=LONGEST_WAIT):
        raise Busy
    try:
        return make()
    finally:
        TURNS.release()
