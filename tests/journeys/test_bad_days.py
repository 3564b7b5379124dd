"""What happens on a bad day: nothing that was acknowledged is lost, and nothing counts twice."""

import os
import resource
import signal
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError, URLError

import pytest

from journeys.conftest import HOWFF, Server, wait_until

PEOPLE = 40


class Unkept(Exception):
    """The server did not acknowledge."""


@pytest.fixture
def fragile(tmp_path: Path) -> Iterator[Server]:
    """A server of one's own, to be treated badly."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if "HOWFF" not in name}
    environment |= {
        "HOWFF_DATA": str(tmp_path),
        "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
    }
    server = Server(f"http://127.0.0.1:{port}", tmp_path, None, environment)  # type: ignore[arg-type]
    start(server)
    server.token = server.command("token", "ana@facilitators.example").splitlines()[-1]
    yield server
    server.process.terminate()
    server.process.wait(timeout=10)


def start(server: Server) -> None:
    """Start the server, again on its old data if it ran before."""
    port = server.address.rpartition(":")[2]
    with (server.data / "server.log").open("ab") as log:
        server.process = subprocess.Popen(
            [*HOWFF, "serve", "--port", port], env=server.environment, stdout=log, stderr=log
        )
    wait_until(server.process, server.address)


@pytest.fixture
def conversation(fragile: Server) -> dict[str, object]:
    """An open conversation with one choice and one open text."""
    home = fragile.call("POST", "/collaborations", {"name": "Harbour Together"})
    made = fragile.call(
        "POST",
        "/conversations",
        {
            "collaboration": home["id"],  # type: ignore[index, call-overload]
            "title": "On a bad day",
            "prompts": [
                {"kind": "choice", "text": "Which?", "options": ["A", "B"], "results": "live"},
                {"kind": "text", "text": "Why?", "several": True},
            ],
        },
    )
    for prompt in made["prompts"]:  # type: ignore[index, call-overload]
        fragile.call("POST", f"/prompts/{prompt['id']}/open")
    return made  # type: ignore[return-value]


def join(server: Server, conversation: dict[str, object], key: str) -> str:
    """The token of somebody who joins."""
    return server.call("POST", "/join", {"code": conversation["code"], "key": key})["token"]  # type: ignore[index, call-overload, no-any-return]


def answer(server: Server, token: str, prompt: int, value: object, key: str) -> int:
    """Answer once; `Unkept` when it was not acknowledged."""
    try:
        body = {"prompt": prompt, "value": value, "key": key}
        return server.call("POST", "/answers", body, token)["id"]  # type: ignore[index, call-overload, no-any-return]
    except (URLError, HTTPError, OSError, AssertionError) as error:
        raise Unkept(str(error)) from None


def counted(server: Server, conversation: dict[str, object]) -> list[tuple[int, int]]:
    """People and answers of each prompt."""
    stage = server.call("GET", f"/conversations/{conversation['id']}/stage")
    return [(one["people"], one["answers"]) for one in stage["prompts"]]  # type: ignore[index, call-overload]


def test_a_server_killed_in_mid_vote_loses_nothing_it_acknowledged(
    fragile: Server, conversation: dict[str, object]
) -> None:
    choice, text = (one["id"] for one in conversation["prompts"])  # type: ignore[attr-defined]
    tokens = [join(fragile, conversation, f"phone {number}") for number in range(PEOPLE)]
    jobs = [
        (token, prompt, value, f"{number}-{prompt}")
        for number, token in enumerate(tokens)
        for prompt, value in ((choice, number % 2), (text, f"Reason {number}"))
    ]

    def sends(job: tuple[str, int, object, str]) -> bool:
        try:
            answer(fragile, *job)
        except Unkept:
            return False
        return True

    with ThreadPoolExecutor(8) as phones:
        half = len(jobs) // 2
        sending = [phones.submit(sends, job) for job in jobs]
        while sum(one.done() for one in sending) < half:
            pass
        fragile.process.send_signal(signal.SIGKILL)
        acknowledged = sum(one.result() for one in sending)
    fragile.process.wait()
    start(fragile)
    _people, answers = zip(*counted(fragile, conversation), strict=True)
    assert half <= acknowledged < len(jobs)
    assert acknowledged <= sum(answers) <= len(jobs)
    assert all(sends(job) for job in jobs)
    assert counted(fragile, conversation) == [(PEOPLE, PEOPLE), (PEOPLE, PEOPLE)]


def test_a_full_disk_is_told_and_the_answer_is_kept_once_there_is_room(
    fragile: Server, conversation: dict[str, object]
) -> None:
    prompt = conversation["prompts"][1]["id"]  # type: ignore[index]
    token = join(fragile, conversation, "phone")
    answer(fragile, token, prompt, "Before.", "k0")
    unlimited = resource.prlimit(fragile.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(fragile.process.pid, resource.RLIMIT_FSIZE, (4096, unlimited[1]))
    with pytest.raises(Unkept, match=r"503.*unavailable"):
        answer(fragile, token, prompt, "While the disk is full.", "k1")
    assert counted(fragile, conversation)[1] == (1, 1)
    resource.prlimit(fragile.process.pid, resource.RLIMIT_FSIZE, unlimited)
    first = answer(fragile, token, prompt, "While the disk is full.", "k1")
    assert answer(fragile, token, prompt, "While the disk is full.", "k1") == first
    assert counted(fragile, conversation)[1] == (1, 2)


def test_fifty_megabytes_are_refused_and_the_server_goes_on(
    server: Server, collaboration: int
) -> None:
    asked = {"kind": "text", "text": "Why?"}
    made = server.call(
        "POST",
        "/conversations",
        {"collaboration": collaboration, "title": "Too much", "prompts": [asked]},
    )
    prompt = made["prompts"][0]["id"]  # type: ignore[index, call-overload]
    server.call("POST", f"/prompts/{prompt}/open")
    token = join(server, made, "phone")  # type: ignore[arg-type]
    with pytest.raises(Unkept):
        answer(server, token, prompt, "x" * 50_000_000, "k1")
    assert answer(server, token, prompt, "Short.", "k2")
