"""What the tests of facilitators' pages share."""

from collections.abc import Callable
from typing import Any

from howff.conversations.models import Answer, Item

SCRIPT = "<script>alert('x')</script>"
INERT = "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;"
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}

type Get = Callable[..., Any]


def item_of(answer: Answer) -> Item:
    """The item that an answer made."""
    return Item.objects.get(passage=answer.passage_id)
