"""How much one participant may send: never counted by address, for a hospital is one address."""

from collections import OrderedDict, deque
from time import monotonic

from django.utils.translation import gettext as _

from howff.people.errors import Refused

WRITES, WINDOW = 60, 10.0
REMEMBERED = 50_000
_sent: OrderedDict[int, deque[float]] = OrderedDict()


def spend(participant: int) -> None:
    """Count one write; a participant who sends more than 60 in ten seconds must wait."""
    now = monotonic()
    times = _sent.setdefault(participant, deque(maxlen=WRITES))
    _sent.move_to_end(participant)
    if len(times) == WRITES and now - times[0] < WINDOW:
        message = _("That was a lot at once. Please wait a few seconds and try again.")
        raise Refused("too_many", message, status=429)
    times.append(now)
    while len(_sent) > REMEMBERED:
        _sent.popitem(last=False)
