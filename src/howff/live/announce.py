"""Says that a topic changed, once the change is safely kept."""

from howff.live import bus


def announce(*topics: str) -> None:
    """Tell every open page that these topics changed, after the running transaction commits."""
    bus.current().publish(frozenset(topics))
