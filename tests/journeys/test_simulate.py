"""Simulated phones fill a real conversation on a real server."""

import subprocess
from typing import Any

from journeys.conftest import HOWFF, Server

KINDS = ["words", "text", "choice", "choices", "rating", "ranking", "statements", "questions"]
QUICK = ["--over", "3s", "--stay", "1s"]


def simulate(server: Server, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*HOWFF, "simulate", *words],
        env=server.environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def conversation(server: Server) -> dict[str, Any]:
    """A conversation whose prompts of every kind are open."""
    collaboration: Any = server.call("POST", "/collaborations", {"name": "Harbour Together"})
    options = {kind: ["Tea", "Coffee", "Water"] for kind in ("choice", "choices", "ranking")}
    options["rating"] = ["not at all", "very much"]
    prompts = [
        {"kind": kind, "text": f"What about {kind}?", "options": options.get(kind, [])}
        for kind in KINDS
    ]
    told = {"collaboration": collaboration["id"], "title": "An evening", "prompts": prompts}
    made: Any = server.call("POST", "/conversations", told)
    for prompt in made["prompts"]:
        server.call("POST", f"/prompts/{prompt['id']}/open")
    return dict(made)


def test_a_crowd_answers_every_kind_and_everything_counts_once(server: Server) -> None:
    made = conversation(server)
    done = simulate(server, made["code"], "--people", "24", *QUICK, "--address", server.address)
    assert (done.returncode, done.stderr) == (0, "")
    assert "24 people joined" in done.stdout
    assert "refused" not in done.stdout
    stage: Any = server.call("GET", f"/conversations/{made['id']}/stage")
    counted = {one["kind"]: one for one in stage["prompts"]}
    assert stage["people"] == 24
    for kind in ("words", "text", "choice", "choices", "rating", "ranking"):
        one = counted[kind]
        assert one["people"] + one["skipped"] == 24
        assert one["answers"] == one["people"]
    assert counted["statements"]["people"] > 0


def test_a_wrong_code_and_a_silent_server_are_told_clearly(server: Server) -> None:
    wrong = simulate(server, "NOSUCH", "--address", server.address)
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "There is no conversation with this code" in wrong.stderr
    silent = simulate(server, "NOSUCH", "--address", "http://127.0.0.1:9")
    assert (silent.returncode, silent.stdout) == (1, "")
    assert "Nobody answers at http://127.0.0.1:9" in silent.stderr
