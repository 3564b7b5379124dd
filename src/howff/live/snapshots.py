"""How each kind of topic is rendered, and which version of it people are looking at."""

import json
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import NamedTuple

from django.core.serializers.json import DjangoJSONEncoder

type Content = Mapping[str, object]
type Snapshot = Callable[[str], Content | None]

REMEMBERED = 10_000

_snapshots: dict[str, Snapshot] = {}
_stamps: OrderedDict[str, tuple[bytes, int]] = OrderedDict()
_newest = 0
_one_at_a_time = threading.RLock()


class Rendering(NamedTuple):
    """A topic as it is now: its version and its JSON."""

    version: int
    body: bytes


def register(prefix: str, snapshot: Snapshot) -> None:
    """Say how topics `prefix:key` are rendered: `snapshot(key)` gives the content, None if gone."""
    _snapshots[prefix] = snapshot


def render(topic: str) -> Rendering | None:
    """The topic as it is now; its version rises with each change, also across restarts."""
    prefix, _, key = topic.partition(":")
    with _one_at_a_time:  # so that a higher version is never the older content
        content = _snapshots[prefix](key)
        if content is None:
            return None
        version = _stamp(topic, _json(content))
    return Rendering(version, _json({"version": version, **content}))


def _json(content: Content) -> bytes:
    """Compact JSON on one line."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder)
    return text.encode()


def _stamp(topic: str, body: bytes) -> int:
    """The topic's version: the one it had if nothing changed, else a new one off the clock."""
    global _newest  # noqa: PLW0603
    digest = blake2b(body, digest_size=16).digest()
    before = _stamps.get(topic)
    if before is None or before[0] != digest:
        _newest = max(time.time_ns() // 1_000_000, _newest + 1)
        _stamps[topic] = before = (digest, _newest)
    _stamps.move_to_end(topic)
    if len(_stamps) > REMEMBERED:
        _stamps.popitem(last=False)
    return before[1]
