"""The pitfalls of live pages, each met with a real server."""

import json
import signal
import socket
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from howff.live.tests.server import Reader, Server, build_wall, wait_until
from howff.live.tokens import stream_token

TOKEN = stream_token("wall:1")
MANY = b"POST /many HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\n200"


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """One process on SQLite."""
    folder = tmp_path_factory.mktemp("one")
    build_wall(folder)
    with Server(folder) as server:
        yield server, folder


@pytest.fixture
def server(process: tuple[Server, Path]) -> Server:
    """The process on SQLite, with an empty wall and no pages open."""
    server, folder = process
    wait_until(lambda: server.streams() == 0, "the last test's pages to be forgotten")
    build_wall(folder)
    return server


@pytest.fixture(scope="module")
def processes(
    tmp_path_factory: pytest.TempPathFactory, postgresql: str
) -> Iterator[tuple[Server, Server]]:
    """Two processes on one PostgreSQL."""
    folder = tmp_path_factory.mktemp("two")
    build_wall(folder, postgresql)
    with Server(folder, postgresql) as first, Server(folder, postgresql) as second:
        yield first, second


@pytest.fixture
def two(processes: tuple[Server, Server], postgresql: str, tmp_path: Path) -> tuple[Server, Server]:
    """The two processes, with an empty wall and no pages open."""
    first, second = processes
    wait_until(lambda: first.streams() == second.streams() == 0, "the last pages to be forgotten")
    build_wall(tmp_path, postgresql)
    return first, second


def test_what_is_said_is_seen_by_everyone(server: Server) -> None:
    with Reader(server, TOKEN) as ana, Reader(server, TOKEN) as ben:
        ana.until(words=0)
        assert [server.say("hello"), server.say("again")] == [201, 201]
        assert ana.until(words=2) == ben.until(words=2)


def test_a_stopped_server_leaves_within_three_seconds_though_pages_are_open(tmp_path: Path) -> None:
    build_wall(tmp_path)
    with Server(tmp_path) as server:
        readers = [Reader(server, TOKEN) for _ in range(50)]
        wait_until(lambda: server.streams() == 50, "the pages to open")
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(3) in {0, -signal.SIGTERM}
    for reader in readers:
        assert reader.read(1).endswith(b"0\r\n\r\n")  # ended in good order
        reader.socket.close()
    assert "Traceback" not in server.log.read_text()


def test_a_page_that_comes_back_gets_the_newest_only_if_it_missed_it(server: Server) -> None:
    with Reader(server, TOKEN) as first:
        newest = first.until(words=0)["version"]
    with Reader(server, TOKEN, seen=str(newest)) as current, Reader(server, TOKEN, "1") as stale:
        assert stale.until(words=0)["version"] == newest
        assert b"data:" not in current.read(0.5)
        server.say("more")
        assert current.until(words=1)["version"] > newest  # type: ignore[operator]


def test_a_page_that_closes_is_forgotten(server: Server) -> None:
    with Reader(server, TOKEN) as reader:
        reader.until(words=0)
        assert server.streams() == 1
    wait_until(lambda: server.streams() == 0, "the page to be forgotten")


def test_a_slow_page_delays_nobody_and_gets_the_newest_not_the_backlog(tmp_path: Path) -> None:
    more = {"PADDING": "20000", "HOWFF_LIVE_INTERVAL_MS": "1"}
    build_wall(tmp_path)
    with Server(tmp_path, **more) as server:
        with Reader(server, TOKEN, room=4096) as slow, Reader(server, TOKEN) as quick:
            quick.until(words=0)
            with socket.create_connection(("127.0.0.1", server.port), timeout=30) as line:
                line.sendall(MANY)
                versions = [event["words"] for event in until_last(quick, 200)]
                line.recv(100)
            kept = [event["words"] for event in until_last(slow, 200)]
        assert len(versions) > 60
        assert len(kept) < 30
        assert kept[-1] == 200


def until_last(reader: Reader, words: int) -> Iterator[dict[str, object]]:
    for event in reader.events():
        yield event
        if event["words"] == words:
            return


def test_fifty_megabytes_are_refused_and_the_server_goes_on(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        line.sendall(b"POST /say HTTP/1.1\r\nHost: localhost\r\nContent-Length: 52428800\r\n\r\n")
        for _ in range(50):
            line.sendall(b"x" * 1_048_576)
        assert line.recv(100).startswith(b"HTTP/1.1 413")
    assert server.say("still here") == 201


def test_a_killed_server_has_lost_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    build_wall(tmp_path)
    with Server(tmp_path) as server:
        said = sum(server.say("word") == 201 for _ in range(20))
        server.process.kill()
    with Server(tmp_path) as server, Reader(server, TOKEN) as reader:
        assert next(reader.events())["words"] == said == 20


def test_streams_hold_no_database_connections(two: tuple[Server, Server], postgresql: str) -> None:
    before = connections(postgresql)
    readers = [Reader(two[0], TOKEN) for _ in range(60)]
    wait_until(lambda: two[0].streams() == 60, "the pages to open")
    readers[0].until(words=0)
    assert connections(postgresql) <= before + 1  # the one that reads snapshots
    for reader in readers:
        reader.socket.close()
    wait_until(lambda: connections(postgresql) == before, "the connection to be given back")


def connections(postgresql: str) -> int:
    with psycopg.connect(postgresql) as line:
        row = line.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
        ).fetchone()
    assert row
    return int(row[0]) - 1


def test_what_is_said_to_one_process_is_seen_on_the_pages_of_another(
    two: tuple[Server, Server],
) -> None:
    with Reader(two[1], TOKEN) as reader:
        reader.until(words=0)
        assert two[0].say("across") == 201
        assert reader.until(words=1)["words"] == 1


def test_lost_connections_heal(two: tuple[Server, Server], postgresql: str) -> None:
    first, second = two
    with Reader(second, TOKEN) as reader:
        assert first.say("before") == 201
        reader.until(words=1)
        with psycopg.connect(postgresql, autocommit=True) as line:
            line.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
        assert first.say("after") == 201
        assert reader.until(words=2)["words"] == 2
        assert first.say("and again") == 201
        assert reader.until(words=3)["words"] == 3


def test_no_query_is_made_after_the_last_page_closed(
    two: tuple[Server, Server], postgresql: str
) -> None:
    with Reader(two[0], TOKEN) as reader:
        two[0].say("hello")
        reader.until(words=1)
    wait_until(lambda: two[0].streams() == 0, "the page to be forgotten")
    time.sleep(0.5)
    with psycopg.connect(postgresql, autocommit=True) as line:
        before = transactions(line)
        time.sleep(1)
        assert transactions(line) - before <= 2  # our own look


def transactions(line: "psycopg.Connection[tuple[int]]") -> int:
    line.execute("SELECT pg_stat_force_next_flush()")
    row = line.execute(
        "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = 'postgres'"
    ).fetchone()
    assert row
    return row[0]


def test_the_data_of_an_event_is_one_line_of_json(server: Server) -> None:
    with Reader(server, TOKEN) as reader:
        text = reader.read(0.5)
    assert b"content-type: text/event-stream" in text
    assert b"retry: 2000\n\n" in text
    event = text.split(b"\r\n")[-2]
    number, data, *_ = event.split(b"\n")
    assert json.loads(data.removeprefix(b"data: "))["version"] == int(number.removeprefix(b"id: "))


def test_a_page_that_can_unpack_gets_less(server: Server) -> None:
    with Reader(server, TOKEN) as plain, Reader(server, TOKEN, packed=True) as packed:
        wait_until(lambda: server.streams() == 2, "the pages to open")
        first = plain.until(words=0)
        server.say("hello")
        second = plain.until(words=1)
        head, _, content = packed.read(0.5).partition(b"\r\n\r\n")
    assert b"content-encoding: gzip" in head
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    text = b"".join(unpacker.decompress(chunk) for chunk in chunks(content))
    told = [json.loads(line[6:]) for line in text.split(b"\n") if line.startswith(b"data: ")]
    assert told == [first, second]


def chunks(content: bytes) -> Iterator[bytes]:
    while content:
        size, _, content = content.partition(b"\r\n")
        yield content[: int(size, 16)]
        content = content[int(size, 16) + 2 :]
