"""A room with a prompt of each kind, and what phones do in it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from journeys.conftest import Server

OPTIONS = ["Trust between front doors", "Money that lasts", "Time to talk"]
PROMPTS: list[dict[str, Any]] = [
    {"kind": "words", "text": "What does working together mean?", "results": "live"},
    {"kind": "text", "text": "What would help us plan?", "several": True},
    {"kind": "choice", "text": "Which comes first?", "options": OPTIONS, "results": "after"},
    {"kind": "choices", "text": "Which do you have?", "options": OPTIONS},
    {"kind": "rating", "text": "How ready are we?", "options": ["Not at all", "Completely"]},
    {"kind": "ranking", "text": "In which order?", "options": OPTIONS},
    {"kind": "statements", "text": "Where do you stand?", "results": "live"},
    {"kind": "questions", "text": "What would you ask?", "results": "live"},
]

type Open = Callable[..., Page]
type Check = Callable[[Page], None]


class Room:
    """A conversation, run by Ana over the interface for programs."""

    def __init__(self, server: "Server", made: Any) -> None:
        self.server, self.id, self.code = server, made["id"], made["code"]
        self.prompts: dict[str, int] = {one["kind"]: one["id"] for one in made["prompts"]}

    def open(self, *kinds: str) -> None:
        """Open prompts."""
        for kind in kinds or self.prompts:
            self.server.call("POST", f"/prompts/{self.prompts[kind]}/open")

    def found(self, kind: str) -> Any:
        """What came of a prompt, as facilitators see it."""
        stage: Any = self.server.call("GET", f"/conversations/{self.id}/stage")
        return next(one for one in stage["prompts"] if one["id"] == self.prompts[kind])


def room_open(room: Room) -> Room:
    """The room with every prompt open."""
    room.open()
    return room


def join(page: Page, room: Room, audience: str = "report", **fields: str) -> Page:
    """Join from the first screen."""
    page.goto(f"/j/{room.code}/")
    page.check(f"[name=audience][value={audience}]")
    for name, value in fields.items():
        page.fill(f"[name={name}]", value)
    page.click("text=Take part")
    return page


def go(page: Page, room: Room, kind: str) -> None:
    """Step to a prompt."""
    page.click(f"#step-{room.prompts[kind]}")
    expect(page.locator(f"#prompt-{room.prompts[kind]}")).to_be_visible()


def send(page: Page) -> None:
    """Send the answer and see that it is kept."""
    page.click("form .button-big")
    expect(page.locator(".sent").first).to_be_visible()
