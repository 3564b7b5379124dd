"""Setting type takes a core: only a few reports at a time, so that the site stays quick."""

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
    if extension not in SLOW:
        return write(document, extension)
    if not TURNS.acquire(timeout=LONGEST_WAIT):
        raise Busy
    try:
        return write(document, extension)
    finally:
        TURNS.release()
