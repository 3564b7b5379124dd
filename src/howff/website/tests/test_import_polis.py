"""`howff import-polis` brings a real export in, and says plainly when it cannot."""

from argparse import Namespace
from pathlib import Path

import pytest
from django.conf import settings

import howff.formats
from howff.people.models import Collaboration, Membership, Person, Role
from howff.sensemaking.models import Study
from howff.website import installation
from howff.website.cli import parser
from howff.website.commands import import_polis
from howff.website.errors import Refused

FOLDER = Path(howff.formats.__file__).parent / "tests/data/polis/american-assembly.bowling-green"


@pytest.fixture(autouse=True)
def ready(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database is migrated already."""
    monkeypatch.setattr(installation, "migrate", lambda: None)


def options(*more: str, folder: Path = FOLDER) -> Namespace:
    return parser().parse_args(["import-polis", str(folder), *more])


def test_an_export_comes_in_with_progress(capsys: pytest.CaptureFixture[str]) -> None:
    assert import_polis.run(options()) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Started the collaboration Polis open data; facilitator@localhost facilitates it.",
        "  8 people",
        "  6 statements",
        "  26 of 26 votes",
        (
            f"Kept as conversation {Collaboration.objects.get().conversations.get().pk}, "
            "Improving Bowling Green / Warren County, in Polis open data."
        ),
        (
            "Groups and common ground are looked for while Howff serves: "
            f"{settings.PUBLIC_ADDRESS}/votes/{Study.objects.get().pk}/"
        ),
    ]


def test_whoever_came_first_facilitates_by_default(ana: Person, dev: Person) -> None:
    import_polis.run(options("--collaboration", "Open books"))
    membership = Membership.objects.get()
    assert (membership.person, membership.role) == (ana, Role.FACILITATOR)
    assert str(membership.collaboration) == "Open books"


def test_an_owner_may_be_named(ana: Person) -> None:
    import_polis.run(options("--owner", "cleo@people.example"))
    assert Membership.objects.get().person.email == "cleo@people.example"


def test_it_goes_into_a_collaboration_that_is_there(collaboration: Collaboration) -> None:
    import_polis.run(options("--collaboration", "harbour together", "--owner", "e@people.example"))
    assert collaboration.conversations.count() == 1
    assert set(collaboration.memberships.values_list("person__email", flat=True)) == {
        "ana@facilitators.example",
        "e@people.example",
    }


def test_it_comes_in_once(collaboration: Collaboration) -> None:
    once = options("--collaboration", collaboration.name)
    import_polis.run(once)
    with pytest.raises(Refused, match="was imported already"):
        import_polis.run(once)


def test_two_collaborations_of_one_name_are_not_guessed_between(
    collaboration: Collaboration,
) -> None:
    Collaboration.objects.create(name=collaboration.name)
    with pytest.raises(Refused, match="There are 2 collaborations called Harbour Together"):
        import_polis.run(options("--collaboration", collaboration.name))


def test_an_owner_needs_an_address() -> None:
    with pytest.raises(Refused, match="'ana' is not an e-mail address"):
        import_polis.run(options("--owner", "ana"))


def test_a_folder_that_is_no_export_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"cannot be imported\. summary\.csv is missing"):
        import_polis.run(options(folder=tmp_path))
