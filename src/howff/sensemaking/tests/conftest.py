"""What the tests of themes share."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import override_settings

from howff.sensemaking.tests.coffeehouse import answers, by_topic, model, prompt, say, study
from howff.sensemaking.tests.harbours import gathering, harbours, shares

__all__ = [
    "answers",
    "by_topic",
    "gathering",
    "harbours",
    "kept_at_once",
    "model",
    "prompt",
    "say",
    "shares",
    "study",
]


@pytest.fixture(autouse=True)
def kept_at_once() -> Iterator[None]:
    """Answers are kept in the test's own transaction."""
    with override_settings(LIVE=settings.LIVE | {"WRITER": "direct"}):
        yield
