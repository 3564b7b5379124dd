"""A page follows only what it was allowed to."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing

from howff.live.tokens import LASTS, stream_token, topic_of


def test_a_token_says_which_topic_its_holder_may_follow() -> None:
    assert topic_of(stream_token("room:7")) == "room:7"


@pytest.mark.parametrize("forged", ["", "room:7", "x" * 5000, "\N{SKULL}"])
def test_a_forged_token_opens_nothing(forged: str) -> None:
    assert topic_of(forged) is None


def test_a_changed_token_opens_nothing() -> None:
    token, other = stream_token("room:7"), stream_token("room:8")
    assert topic_of(other.split(":")[0] + ":" + token.split(":", 1)[1]) is None


def test_a_token_made_for_something_else_opens_nothing() -> None:
    assert topic_of(signing.dumps("room:7", salt="another purpose")) is None


def test_a_token_expires(monkeypatch: pytest.MonkeyPatch) -> None:
    token = stream_token("room:7")
    later = datetime.now(UTC) + LASTS + timedelta(minutes=1)
    monkeypatch.setattr("django.core.signing.time.time", later.timestamp)
    assert topic_of(token) is None
