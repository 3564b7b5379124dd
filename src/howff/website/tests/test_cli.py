"""The command says what it cannot do, and what to do instead."""

from argparse import Namespace
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from howff.people.models import Person
from howff.people.queries import person_for_token
from howff.website import cli, installation
from howff.website.commands import demo, serve, token, worker
from howff.website.errors import Refused


def test_an_unknown_command_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["teapot"])
    assert ended.value.code == 2
    assert "invalid choice: 'teapot'" in capsys.readouterr().err


def test_a_refusal_is_one_line_and_ends_with_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Namespace) -> int:
        raise Refused("Try something else.")

    monkeypatch.setattr(cli, "run", refuse)
    assert cli.main(["check"]) == 1
    assert capsys.readouterr().err == "howff: Try something else.\n"


def test_a_token_is_all_that_is_printed(
    db: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installation, "migrate", lambda: None)
    token.run(Namespace(email="Ana@Facilitators.example"))
    person = person_for_token(capsys.readouterr().out.strip())
    assert person == Person.objects.get(email="ana@facilitators.example")


def test_a_token_is_for_an_address() -> None:
    with pytest.raises(Refused, match="'ana' is not an e-mail address"):
        token.run(Namespace(email="ana"))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL may have several processes.")
class TestOnSqlite:
    def test_one_process_serves(self) -> None:
        with pytest.raises(Refused, match="Several workers need PostgreSQL"):
            serve.run(Namespace(workers=2))

    def test_no_worker_runs_apart(self) -> None:
        with pytest.raises(Refused, match="runs the background tasks itself"):
            worker.run(Namespace())

    def test_a_data_folder_is_used_by_one(self, settings, tmp_path: Path) -> None:
        settings.DATA = tmp_path
        with (
            installation.alone(),
            pytest.raises(Refused, match="stop it first"),
            installation.alone(),
        ):
            pass

    def test_a_running_demo_keeps_its_database(self, settings, tmp_path: Path) -> None:
        settings.DATA = tmp_path
        demo.begin_afresh()
        (tmp_path / "howff.sqlite3").write_text("going on")
        with installation.alone(), pytest.raises(Refused, match="stop it first"):
            demo.run(Namespace(people=0))
        assert (tmp_path / "howff.sqlite3").read_text() == "going on"


def test_a_demo_deletes_no_real_data(settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    (tmp_path / "howff.sqlite3").write_text("real")
    with pytest.raises(Refused, match="something else than a demo"):
        demo.begin_afresh()
    assert (tmp_path / "howff.sqlite3").read_text() == "real"


def test_a_demo_begins_afresh(settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    demo.begin_afresh()
    (tmp_path / "howff.sqlite3").write_text("the last demo")
    demo.begin_afresh()
    assert not (tmp_path / "howff.sqlite3").exists()


@pytest.mark.parametrize("key", ["", "right"])
def test_the_demos_link_opens_nothing_without_its_key(settings, ana: Person, key: str) -> None:
    settings.DEMO_KEY = key
    assert Client().get("/demo/wrong/").status_code == 404


def test_the_demos_link_signs_its_facilitator_in(settings, ana: Person) -> None:
    settings.DEMO_KEY = "right"
    browser = Client()
    assert browser.get("/demo/right/")["location"] == "/home/"
    assert browser.session["_auth_user_id"] == str(ana.pk)
