"""Signed tokens that let a page follow one topic."""

from datetime import timedelta

from django.core import signing

SALT = "howff.live.stream"
LASTS = timedelta(days=60)


def stream_token(topic: str) -> str:
    """A token that lets its holder follow `topic`."""
    return signing.dumps(topic, salt=SALT)


def topic_of(token: str) -> str | None:
    """The topic that a token lets its holder follow; None if it is forged or too old."""
    try:
        return str(signing.loads(token, salt=SALT, max_age=LASTS))
    except signing.BadSignature:
        return None
