"""A backup holds everything, says how long it may live, and brings back no words taken back."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from on_postgresql import postgresql
from operating import Howff, howff_in

SAY = """
from django.core.management import call_command
from django.utils import timezone
from howff.consent.models import Consent
from howff.evidence.models import Passage
from howff.people.actions import create_collaboration, create_person
call_command("migrate", verbosity=0)
ana = create_person(email="ana@people.example")
together = create_collaboration(name="Harbour Together", by=ana)
now = timezone.now()
for source in ("answer:1", "answer:2"):
    Passage.objects.create(collaboration=together, source=source, text=f"words of {source}",
        consent=Consent.objects.create(audience="report"), said_at=now, changed_at=now)
"""
TAKE_BACK = """
from howff.evidence.actions import take_back
from howff.evidence.models import Passage
take_back(passage_ids=[Passage.objects.get(source="answer:1").pk])
"""
NARROW = """
from howff.consent.models import Attribution, Audience
from howff.evidence.actions import choose_consent
from howff.evidence.models import Passage
choose_consent(passage_ids=[Passage.objects.get(source="answer:2").pk],
    attribution=Attribution.ROLE, audience=Audience.GROUP)
"""
JOIN = """
from howff.consent.models import Consent
from howff.conversations.models import Conversation, Participant
from howff.evidence.models import Speaker
from howff.people.models import Collaboration
from django.utils import timezone
talk, _ = Conversation.objects.get_or_create(code="TALK12", title="Tides",
    collaboration=Collaboration.objects.get())
def join(key, **about):
    person = Participant.objects.create(conversation=talk, key=key, joined_at=timezone.now(),
        speaker=Speaker.objects.create(**about), consent=Consent.objects.create(audience="report"))
    print(person.pk)
"""
COME = (
    JOIN
    + """
for key in ("one", "two", "three"):
    join(key, name=f"Name of {key}", role="Keeper", organisation_name="Harbour Trust")
"""
)
THINK_AGAIN = """
from howff.consent.models import Attribution, Audience
from howff.conversations.actions.contributing import *
from howff.conversations.models import Participant
one, two = (Participant.objects.get(key=key) for key in ("one", "two"))
take_back_everything(participant=one)
describe_myself(participant=two, name="", role="Pilot", organisation="Harbour Trust")
choose(participant=two, attribution=Attribution.ROLE, audience=Audience.GROUP)
"""
WHO = """
from howff.conversations.models import Participant
for one in Participant.objects.order_by("pk").select_related("speaker", "consent"):
    about, consent = one.speaker, one.consent
    print("|".join([about.name, about.role, about.organisation_name, consent.attribution,
        consent.audience]))
"""
CONSENTS = """
from howff.evidence.models import Passage
print([f"{one.consent.attribution} {one.consent.audience}"
    for one in Passage.objects.order_by("source")])
"""
READ = """
from howff.evidence.models import Passage
print(list(Passage.objects.order_by("source").values_list("text", flat=True)))
"""


def words(howff: Howff, **settings: str) -> str:
    """The words of all passages, as the installation has them."""
    return shell(howff, READ, **settings)


def shell(howff: Howff, program: str, **settings: str) -> str:
    """What a program prints that runs inside the installation."""
    done = howff("manage", "shell", "-v0", "-c", program, **settings)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def later_on(howff: Howff, folder: Path, **settings: str) -> None:
    """Three come, a backup is made; two think again, one comes; and the backup comes back."""
    shell(howff, COME, **settings)
    assert howff("backup", "later.howff", **settings).returncode == 0
    shell(howff, THINK_AGAIN, **settings)
    assert shell(howff, JOIN + "join('four')", **settings) == "4"
    done = howff("restore", str(folder / "later.howff"), "--replace", **settings)
    assert done.returncode == 0, done.stderr


LATER = [
    "|||none|report",
    "|Pilot|Harbour Trust|role|group",
    "Name of three|Keeper|Harbour Trust|none|report",
]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation in which two things were said, and its backup."""
    folder = tmp_path_factory.mktemp("spoken")
    said(howff_in(folder), folder)
    return folder


@pytest.fixture
def spoken(once: Path, tmp_path: Path) -> Path:
    """The backup of an installation in which two things were said, both to do with as one likes."""
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    return tmp_path / "all.howff"


def said(howff: Howff, folder: Path, **settings: str) -> Path:
    """Say two things and back them up."""
    assert howff("manage", "shell", "-v0", "-c", SAY, **settings).returncode == 0
    done = howff("backup", "all.howff", **settings)
    assert done.returncode == 0, done.stderr
    return folder / "all.howff"


def test_a_backup_comes_back_without_what_was_taken_back_since(howff: Howff, spoken: Path) -> None:
    howff("manage", "shell", "-v0", "-c", TAKE_BACK)
    done = howff("restore", str(spoken), "--replace")
    assert done.stdout == "The backup is back. Words erased again, taken back since: 1.\n"
    assert words(howff) == "['', 'words of answer:2']"
    assert b"words of answer:1" not in whole_of(spoken.parent / "data")


def test_consent_that_was_narrowed_since_stays_narrow(howff: Howff, spoken: Path) -> None:
    howff("manage", "shell", "-v0", "-c", NARROW)
    assert howff("restore", str(spoken), "--replace").returncode == 0
    consents = howff("manage", "shell", "-v0", "-c", CONSENTS).stdout.strip()
    assert consents == "['none report', 'role group']"


def test_a_backup_comes_back_on_an_empty_machine_with_its_secret_key(
    howff: Howff, spoken: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    done = howff("restore", str(spoken), HOWFF_DATA=str(elsewhere))
    assert (done.stderr, done.returncode) == ("", 0)
    assert words(howff, HOWFF_DATA=str(elsewhere)) == "['words of answer:1', 'words of answer:2']"
    key = (tmp_path / "data" / "secret-key").read_text()
    assert (elsewhere / "secret-key").read_text() == key


def test_a_backup_is_its_owners_alone_and_says_its_last_day(howff: Howff, spoken: Path) -> None:
    assert spoken.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(spoken) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["database"] == "sqlite"
    assert manifest["expires_at"] > manifest["made_at"]


def test_a_full_folder_is_not_overwritten_unasked(howff: Howff, spoken: Path) -> None:
    done = howff("restore", str(spoken))
    assert done.returncode == 1
    assert done.stderr == (
        "howff: There is data here already: say --replace to put the backup over it.\n"
    )


def test_who_people_no_longer_say_they_are_does_not_come_back(howff: Howff, spoken: Path) -> None:
    later_on(howff, spoken.parent)
    assert shell(howff, WHO).splitlines() == LATER
    assert b"Name of one" not in whole_of(spoken.parent / "data")


def test_a_private_link_given_since_never_leads_to_somebody_else(
    howff: Howff, spoken: Path
) -> None:
    later_on(howff, spoken.parent)
    assert shell(howff, JOIN + "join('five')") == "5"


def test_where_nobody_knows_what_was_given_since_numbers_leap(
    howff: Howff, spoken: Path, tmp_path: Path
) -> None:
    elsewhere = str(tmp_path / "elsewhere")
    assert howff("restore", str(spoken), HOWFF_DATA=elsewhere).returncode == 0
    assert int(shell(howff, JOIN + "join('one')", HOWFF_DATA=elsewhere)) > 1_000_000


def test_an_empty_installation_is_not_worth_a_backup(howff: Howff, tmp_path: Path) -> None:
    for _ in range(2):
        done = howff("backup", "all.howff")
        assert (done.returncode, done.stderr) == (
            1,
            "howff: There is nothing to back up here: are HOWFF_DATA and HOWFF_DATABASE_URL set?\n",
        )
        howff("manage", "migrate", "-v0")
    assert not (tmp_path / "all.howff").exists()


def test_a_database_that_does_not_answer_is_told(howff: Howff) -> None:
    done = howff("backup", "x.howff", HOWFF_DATABASE_URL="postgresql://nobody@localhost:1/none")
    assert done.returncode == 1
    assert done.stderr.startswith("howff: The database does not answer: ")


def test_a_target_that_ends_in_a_slash_is_a_folder(
    howff: Howff, spoken: Path, tmp_path: Path
) -> None:
    done = howff("backup", "new/nightly/")
    assert (done.stderr, done.returncode) == ("", 0)
    folder = tmp_path / "new" / "nightly"
    (kept,) = folder.iterdir()
    assert kept.name.startswith("howff-20")
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_damaged_backup_changes_nothing(howff: Howff, spoken: Path) -> None:
    content = bytearray(spoken.read_bytes())
    content[len(content) // 2] ^= 0xFF
    spoken.write_bytes(content)
    done = howff("restore", str(spoken), "--replace")
    assert done.returncode == 1
    assert "is damaged" in done.stderr
    assert words(howff) == "['words of answer:1', 'words of answer:2']"


def test_another_file_is_refused(howff: Howff, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Ana")
    done = howff("restore", "letter.txt")
    assert done.returncode == 1
    assert done.stderr.endswith("letter.txt is not a backup of Howff, or it is damaged.\n")


def test_an_expired_backup_is_refused_unless_it_is_wanted(
    howff: Howff, tmp_path: Path, spoken: Path
) -> None:
    howff("backup", "old.howff", HOWFF_BACKUP_DAYS="-1")
    done = howff("restore", "old.howff", "--replace")
    assert done.returncode == 1
    assert "Say --expired" in done.stderr
    assert howff("restore", "old.howff", "--replace", "--expired").returncode == 0


def test_a_folder_keeps_only_backups_within_their_days(
    howff: Howff, tmp_path: Path, spoken: Path
) -> None:
    folder = tmp_path / "nightly"
    folder.mkdir()
    howff("backup", str(folder / "old.howff"), HOWFF_BACKUP_DAYS="-1")
    howff("backup", "nightly")
    (kept,) = folder.iterdir()
    assert kept.name.startswith("howff-20")


def test_the_same_holds_on_postgresql(howff: Howff, tmp_path: Path) -> None:
    with postgresql() as address:
        backup = said(howff, tmp_path, HOWFF_DATABASE_URL=address)
        howff("manage", "shell", "-v0", "-c", TAKE_BACK, HOWFF_DATABASE_URL=address)
        done = howff("restore", str(backup), "--replace", HOWFF_DATABASE_URL=address)
        assert done.stdout == "The backup is back. Words erased again, taken back since: 1.\n"
        assert words(howff, HOWFF_DATABASE_URL=address) == "['', 'words of answer:2']"
        later_on(howff, tmp_path, HOWFF_DATABASE_URL=address)
        assert shell(howff, WHO, HOWFF_DATABASE_URL=address).splitlines() == LATER
        assert shell(howff, JOIN + "join('five')", HOWFF_DATABASE_URL=address) == "5"


def test_a_backup_does_not_come_back_into_another_kind_of_database(
    howff: Howff, spoken: Path
) -> None:
    done = howff("restore", str(spoken), HOWFF_DATABASE_URL="postgresql://nobody@localhost:1/none")
    assert done.returncode == 1
    assert "This backup holds a sqlite database" in done.stderr


def whole_of(folder: Path) -> bytes:
    """Every byte in the folder."""
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())
