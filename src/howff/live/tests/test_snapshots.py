"""A topic's version rises when its content changes, and only then."""

import json

import pytest

from howff.live import snapshots


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    content: dict[str, object] = {"words": 1}
    monkeypatch.setattr(snapshots, "_snapshots", {})
    snapshots.register("wall", lambda key: {"key": key, **content} if content else None)
    return content


def rendered(topic: str = "wall:1") -> snapshots.Rendering:
    rendering = snapshots.render(topic)
    assert rendering
    return rendering


def test_the_owner_gets_the_key_and_the_page_gets_compact_json(wall: dict[str, object]) -> None:
    wall["word"] = "café"
    version, body = rendered("wall:north:1")
    assert body.decode() == f'{{"version":{version},"key":"north:1","words":1,"word":"café"}}'


def test_the_version_stays_while_nothing_changes(wall: dict[str, object]) -> None:
    assert rendered() == rendered()


def test_the_version_rises_with_every_change_even_within_a_millisecond(
    wall: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots.time, "time_ns", lambda: 1_000_000)
    versions = []
    for words in (1, 2, 1, 3):
        wall["words"] = words
        versions.append(rendered().version)
    assert versions == sorted(set(versions))


def test_the_version_rises_across_restarts(
    wall: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rendered().version
    monkeypatch.setattr(snapshots, "_newest", 0)
    monkeypatch.setattr(snapshots.time, "time_ns", lambda: (before + 1) * 1_000_000)
    wall["words"] = 2
    assert rendered().version == before + 1


def test_a_topic_that_is_gone_has_no_rendering(wall: dict[str, object]) -> None:
    wall.clear()
    assert snapshots.render("wall:1") is None


def test_only_so_many_topics_are_remembered(
    wall: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "REMEMBERED", 3)
    monkeypatch.setattr(snapshots, "_stamps", type(snapshots._stamps)())
    for key in range(5):
        rendered(f"wall:{key}")
    assert list(snapshots._stamps) == ["wall:2", "wall:3", "wall:4"]


def test_the_json_is_on_one_line(wall: dict[str, object]) -> None:
    wall["word"] = "two\nlines\r\n"
    body = rendered().body
    assert b"\n" not in body
    assert json.loads(body)["word"] == "two\nlines\r\n"
