"""Pages get the newest snapshot, rendered once for all, and no work remains when they close."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from pytest_django.fixtures import Settings

from howff.live import bus, hub, snapshots
from howff.live.announce import announce
from howff.live.hub import Hub, Message, Page

type Act = Callable[["Room"], Awaitable[None]]


class Room:
    """A hub with a wall on which a test writes."""

    def __init__(self) -> None:
        self.hub = Hub()
        self.words = 0
        self.rendered = 0
        self.broken = False

    def snapshot(self, key: str) -> Mapping[str, object] | None:
        self.rendered += 1
        if self.broken:
            raise RuntimeError("The wall is being painted.")
        return {"words": self.words} if self.words >= 0 else None

    def write(self, words: int) -> None:
        self.words = words
        self.hub.touch({"wall:1"})

    def open(self, page: "Phone") -> "Phone":
        self.hub.join("wall:1", page)
        return page

    def close(self, page: "Phone") -> None:
        self.hub.leave("wall:1", page)


class Phone(Page):
    """A page that remembers what it was sent, and that can be slow to take it."""

    def __init__(self, seen: str = "") -> None:
        owner = asyncio.current_task()
        assert owner
        super().__init__(self.take, owner, seen)
        self.got: list[bytes] = []
        self.awake = asyncio.Event()
        self.awake.set()

    async def take(self, message: Message) -> None:
        await self.awake.wait()
        self.got.append(message["body"])

    def words(self) -> list[int]:
        return [int(got.split(b'"words":')[1].split(b"}")[0]) for got in self.got if b"data" in got]


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[Room]:
    settings.LIVE = {**django_settings.LIVE, "INTERVAL": 0.05}
    room = Room()
    monkeypatch.setattr(snapshots, "_snapshots", {"wall": room.snapshot})
    monkeypatch.setattr(bus, "hub", room.hub)
    yield room
    room.hub._thread.shutdown()


def play(room: Room, act: Act) -> None:
    """Run a scene on an event loop of its own."""

    async def scene() -> None:
        async with asyncio.timeout(20):
            await act(room)

    asyncio.run(scene())


async def until(condition: Callable[[], bool]) -> None:
    while not condition():  # noqa: ASYNC110
        await asyncio.sleep(0.005)


def test_a_page_gets_the_snapshot_when_it_opens_and_when_it_changes(room: Room) -> None:
    async def act(room: Room) -> None:
        phone = room.open(Phone())
        await until(lambda: phone.words() == [0])
        room.write(1)
        await until(lambda: phone.words() == [0, 1])

    play(room, act)


def test_every_page_is_sent_the_same_bytes_and_the_topic_is_rendered_once(room: Room) -> None:
    async def act(room: Room) -> None:
        phones = [room.open(Phone()) for _ in range(600)]
        await until(lambda: all(len(phone.got) == 1 for phone in phones))
        assert len({id(phone.got[0]) for phone in phones}) == 1
        assert room.rendered == 1

    play(room, act)


def test_many_changes_become_few_renderings_and_the_last_one_is_shown(room: Room) -> None:
    async def act(room: Room) -> None:
        phone = room.open(Phone())
        for words in range(1, 201):
            room.write(words)
            await asyncio.sleep(0.001)
        await until(lambda: phone.words()[-1] == 200)
        assert room.rendered < 20

    play(room, act)


def test_a_touch_without_a_change_sends_nothing(room: Room) -> None:
    async def act(room: Room) -> None:
        phone = room.open(Phone())
        await until(lambda: bool(phone.got))
        room.write(0)
        await until(lambda: room.rendered == 2)
        await asyncio.sleep(0.02)
        assert phone.words() == [0]

    play(room, act)


def test_a_page_that_has_the_newest_is_not_sent_it_again(room: Room) -> None:
    async def act(room: Room) -> None:
        first = room.open(Phone())
        await until(lambda: bool(first.got))
        newest = first.got[0].split(b"\n")[0].removeprefix(b"id: ").decode()
        room.close(first)
        current, stale = room.open(Phone(newest)), room.open(Phone("1"))
        await until(lambda: stale.words() == [0])
        assert current.got == []
        room.write(1)
        await until(lambda: current.words() == [1])

    play(room, act)


def test_a_slow_page_delays_nobody_and_gets_only_the_newest(room: Room) -> None:
    async def act(room: Room) -> None:
        slow, quick = room.open(Phone()), room.open(Phone())
        await until(lambda: quick.words() == slow.words() == [0])
        slow.awake.clear()
        for words in range(1, 6):
            room.write(words)
            await until(lambda words=words: quick.words()[-1] == words)
        assert quick.words() == [0, 1, 2, 3, 4, 5]
        slow.awake.set()
        await until(lambda: slow.words()[-1] == 5)
        assert slow.words() == [0, 1, 5]

    play(room, act)


def test_a_page_that_takes_nothing_for_too_long_is_let_go(room: Room, settings: Settings) -> None:
    settings.LIVE = {**settings.LIVE, "HEARTBEAT": 0.02, "MAX_STALL": 0.1}

    async def act(room: Room) -> None:
        async def stall() -> None:
            phone = Phone()
            phone.awake.clear()
            room.open(phone)
            await asyncio.sleep(20)

        with pytest.raises(asyncio.CancelledError):
            await asyncio.create_task(stall())

    play(room, act)


def test_a_quiet_stream_is_kept_open(room: Room, settings: Settings) -> None:
    settings.LIVE = {**settings.LIVE, "HEARTBEAT": 0.02}

    async def act(room: Room) -> None:
        phone = room.open(Phone())
        await until(lambda: phone.got.count(b":\n\n") == 3)
        assert room.rendered == 1

    play(room, act)


def test_nothing_is_left_when_the_last_page_closes(room: Room) -> None:
    async def act(room: Room) -> None:
        phones = [room.open(Phone()), room.open(Phone())]
        await until(lambda: all(phone.got for phone in phones))
        for phone in phones:
            room.close(phone)
        before = room.rendered
        for words in range(1, 10):
            room.write(words)
            await asyncio.sleep(0.02)
        assert room.rendered == before
        assert room.hub.channels == {}
        assert asyncio.all_tasks() == {asyncio.current_task()}
        assert asyncio.get_running_loop()._scheduled == [timeout_of_the_test()]  # type: ignore[attr-defined]

    def timeout_of_the_test() -> object:
        loop = asyncio.get_running_loop()
        waiting = [timer for timer in loop._scheduled if not timer.cancelled()]  # type: ignore[attr-defined]
        loop._scheduled[:] = waiting  # type: ignore[attr-defined]
        return waiting[0]

    play(room, act)


def test_a_page_that_closes_while_its_snapshot_is_rendered_leaves_nothing(room: Room) -> None:
    async def act(room: Room) -> None:
        for _ in range(20):
            phone = room.open(Phone())
            await asyncio.sleep(0)
            room.close(phone)
        await asyncio.sleep(0.05)
        assert asyncio.all_tasks() == {asyncio.current_task()}
        again = room.open(Phone())
        await until(lambda: again.words() == [0])

    play(room, act)


def test_a_snapshot_that_fails_is_logged_and_tried_again(
    room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(hub, "FIRST_RETRY", 0.05)

    async def act(room: Room) -> None:
        room.broken = True
        phone = room.open(Phone())
        await until(lambda: room.rendered >= 2)
        assert phone.got == []
        room.broken = False
        await until(lambda: phone.words() == [0])

    play(room, act)
    assert "Could not render wall:1" in caplog.text


def test_a_topic_that_is_gone_sends_nothing_until_it_is_back(room: Room) -> None:
    async def act(room: Room) -> None:
        room.words = -1
        phone = room.open(Phone())
        await until(lambda: room.rendered == 1)
        room.write(3)
        await until(lambda: phone.words() == [3])

    play(room, act)


def test_one_topic_does_not_wake_another(room: Room) -> None:
    async def act(room: Room) -> None:
        phone = Phone()
        room.hub.join("wall:2", phone)
        await until(lambda: phone.words() == [0])
        room.write(1)
        await asyncio.sleep(0.1)
        assert phone.words() == [0]

    play(room, act)


@pytest.mark.django_db(transaction=True)
def test_an_announcement_arrives_after_the_commit_and_never_without_it(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bus, "current", lambda: bus._local)
    told: list[object] = []
    monkeypatch.setattr(room.hub, "touch", told.append)
    with transaction.atomic():
        announce("wall:1", "wall:2")
        assert told == []
    with transaction.atomic():
        announce("wall:3")
        transaction.set_rollback(True)
    assert told == [{"wall:1", "wall:2"}]
