"""Where facilitators' pages are, and where their answers lead back to."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from howff.people.views import replies


def fragment(
    request: HttpRequest, name: str, context: dict[str, Any], *, wrong: bool = False
) -> HttpResponse:
    """A page of conversations or its part; 422 where what was sent is wrong."""
    return replies.fragment(request, f"conversations/{name}", context, wrong=wrong)


def part(request: HttpRequest, name: str, context: dict[str, Any]) -> str:
    """The HTML of a part of a page, to send along with something else."""
    return replies.part(request, f"conversations/{name}", context)


def console_of(conversation: Any, prompt: Any = None) -> str:
    """The address of a conversation's console, looking at one prompt."""
    address = reverse("conversations:console", args=[conversation.pk])
    return f"{address}?prompt={prompt.pk}" if prompt else address
