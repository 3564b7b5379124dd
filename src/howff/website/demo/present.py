"""The conversation that is going on now, and the phones that come to it."""

import os
import subprocess
import sys
import threading
from urllib.error import URLError
from urllib.request import urlopen

from django.utils import timezone

from howff.conversations.actions import preparing, running
from howff.conversations.models import Conversation, Kind
from howff.people.models import Collaboration, Person

HOWFF = [sys.executable, "-c", "from howff.website.cli import main; raise SystemExit(main())"]


def begin_conversation(together: Collaboration, ana: Person) -> Conversation:
    """Open a second coffeehouse: the opening word on the stage, and questions open beside it."""
    conversation = preparing.create_conversation(
        collaboration=together,
        title="A warm winter for everyone",
        by=ana,
        recipe="coffeehouse",
        starts_at=timezone.now(),
        presenter="Morag Sandlin, convenor of Harbour Together",
    )
    for kind in (Kind.QUESTIONS, Kind.WORDS):
        prompt = conversation.prompts.get(kind=kind)
        running.open_prompt(prompt=prompt, by=ana)
    return conversation


class Phones:
    """Simulated participants, in a process of their own, as long as the demo runs."""

    def __init__(self, code: str, people: int, address: str) -> None:
        self.arguments = ["simulate", code, "--people", str(people), "--over", "4m"]
        self.arguments += ["--stay", "12h", "--address", address]
        self.address = address
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = threading.Event()

    def __enter__(self) -> None:
        threading.Thread(target=self._come, daemon=True).start()

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        if self._process:
            self._process.terminate()
            self._process.wait(timeout=5)

    def _come(self) -> None:
        while not self._ended.wait(0.3):
            if answers(self.address):
                self._process = subprocess.Popen(  # noqa: S603  our own command
                    [*HOWFF, *self.arguments], env=os.environ, stdout=subprocess.DEVNULL
                )
                return


def answers(address: str) -> bool:
    """Whether the site is up."""
    try:
        with urlopen(f"{address}/live/health", timeout=2):  # noqa: S310  our own address
            return True
    except (URLError, TimeoutError, ConnectionError):
        return False
