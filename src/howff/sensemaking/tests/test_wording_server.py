"""What a server answers badly is refused in plain words, and leaves no proposal."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import HTTPServer

import pytest

from howff.sensemaking.queries.wording import Names, Sendable, Server
from howff.sensemaking.tasks.wording.errors import WordingError
from howff.sensemaking.tasks.wording.sentences import asked, understood
from howff.sensemaking.tasks.wording.server import MOST_BYTES, ask
from howff.sensemaking.tests.fake_server import GOOD, Fake, listening

QUOTES = [
    Sendable(11, "The bus is always late, and nobody tells us why we wait."),
    Sendable(12, "I missed my appointment."),
    Sendable(13, "Evenings are worst."),
]
NOBODY = Names(frozenset({"fergus"}), frozenset({"lantern trust"}), frozenset({"lantern"}))


@pytest.fixture
def fake() -> Iterator[Fake]:
    """A server that answers as a test says."""
    with listening() as found:
        yield found


def server(fake: Fake) -> Server:
    """The fake, as the operator names it."""
    return Server(fake.url, "small", "")


def read(fake: Fake) -> object:
    """What is made of the server's answer."""
    content = ask(server(fake), asked(QUOTES, "en-gb"), seconds=5)
    return understood(content, QUOTES, NOBODY)


def test_a_good_answer_is_understood(fake: Fake) -> None:
    wording = understood(ask(server(fake), asked(QUOTES, "en-gb")), QUOTES, NOBODY)
    assert (wording.name, wording.description) == (GOOD["name"], GOOD["description"])
    assert wording.cited == [11, 13]
    ((_path, headers, body),) = fake.heard
    assert "Authorization" not in headers
    assert "en-gb" in body["messages"][0]["content"]


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("I would call it Buses.", "do not understand"),
        ("", "do not understand"),
        ("[1, 2]", "do not understand"),
        ("[" * 20_000, "do not understand"),
        (GOOD | {"name": 7}, "do not understand"),
        (GOOD | {"name": ""}, "empty or too long"),
        (GOOD | {"name": "\x00\u202e "}, "empty or too long"),
        (GOOD | {"name": "long " * 20}, "empty or too long"),
        (GOOD | {"description": "long " * 70}, "empty or too long"),
        (GOOD | {"quote_numbers": []}, "which of the quotes"),
        (GOOD | {"quote_numbers": [4]}, "which of the quotes"),
        (GOOD | {"quote_numbers": [0]}, "which of the quotes"),
        (GOOD | {"quote_numbers": [1, 99]}, "which of the quotes"),
        (GOOD | {"quote_numbers": [True]}, "which of the quotes"),
        (GOOD | {"quote_numbers": ["1"]}, "which of the quotes"),
        (GOOD | {"quote_numbers": 1}, "which of the quotes"),
        ({"name": "Buses"}, "which of the quotes"),
        (GOOD | {"name": "What Fergus says"}, "name somebody"),
        (GOOD | {"description": "Write to bus@harbour.example."}, "name somebody"),
        (GOOD | {"description": "See https://buses.example now."}, "name somebody"),
        (GOOD | {"description": "Nobody tells us why we wait."}, "copied"),
    ],
)
def test_a_proposal_that_is_not_what_was_asked_for_is_left_out(
    fake: Fake, told: object, why: str
) -> None:
    fake.says(told)
    with pytest.raises(WordingError, match=why):
        read(fake)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        b"null",
        b"{}",
        b'{"choices": []}',
        b'{"choices": [{"message": {}}]}',
        b"\xff",
    ],
)
def test_what_is_no_answer_is_not_understood(fake: Fake, content: bytes) -> None:
    fake.content = content
    with pytest.raises(WordingError, match="do not understand"):
        read(fake)


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (302, "did not follow"),
        (401, "does not accept our key"),
        (403, "does not accept our key"),
        (404, "HTTP 404"),
        (429, "busy"),
        (500, "HTTP 500"),
    ],
)
def test_a_refusal_is_told(fake: Fake, status: int, why: str) -> None:
    fake.status = status
    with pytest.raises(WordingError, match=why):
        read(fake)


def test_nobody_is_led_to_another_server(fake: Fake) -> None:
    with listening() as other:
        fake.status, fake.headers = 307, {"Location": f"{other.url}/chat/completions"}
        with pytest.raises(WordingError, match="did not follow"):
            read(fake)
        assert other.heard == []


def test_an_answer_that_is_too_long_is_not_read_to_its_end(fake: Fake) -> None:
    sent: list[int] = []

    def endless() -> Iterator[bytes]:
        while len(sent) < 100_000:
            sent.append(1)
            yield b" " * 4096

    fake.content = endless()
    with pytest.raises(WordingError, match="far more than we asked for"):
        read(fake)
    assert len(sent) * 4096 < 100_000 * 4096
    assert MOST_BYTES < 100_000


def pause() -> Iterator[bytes]:
    """Nothing for a long while."""
    time.sleep(1.5)
    yield b"late"


def drip() -> Iterator[bytes]:
    """A little again and again, so that no single wait is long."""
    for _ in range(60):
        time.sleep(0.05)
        yield b" "


@pytest.mark.parametrize("how", [pause, drip])
def test_a_server_that_is_too_slow_is_left(fake: Fake, how: Callable[[], Iterator[bytes]]) -> None:
    fake.content = how()
    with pytest.raises(WordingError, match="took too long"):
        ask(server(fake), asked(QUOTES, "en-gb"), seconds=0.3)


def test_a_server_that_is_not_there_is_told() -> None:
    with HTTPServer(("127.0.0.1", 0), object) as gone:  # type: ignore[arg-type]
        port = gone.server_port
    nowhere = Server(f"http://127.0.0.1:{port}/v1", "small", "")
    with pytest.raises(WordingError, match="cannot be reached"):
        ask(nowhere, [], seconds=5)


def test_a_name_that_no_machine_has_is_told(fake: Fake) -> None:
    with pytest.raises(WordingError, match="cannot be reached"):
        ask(replace(server(fake), url="http://no-such-host.invalid/v1"), [], seconds=5)
