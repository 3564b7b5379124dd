"""What was taken back is not in SQLite's files either, nor in pages it has yet to overwrite."""

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.utils import timezone
from howff.consent.actions import give
from howff.evidence.actions import keep, take_back
from howff.evidence.models import Passage
from howff.people.actions import create_collaboration, create_person
ana = create_person(email="ana@facilitators.example", name="Ana")
harbour = create_collaboration(name="Harbour Together", by=ana)
now = timezone.now()
consent = give(attribution="none", audience="group")
keep([
    Passage(collaboration=harbour, source=f"answer:1:{n}:", text="sealskin-lantern " * 300,
            consent=consent, said_at=now, changed_at=now)
    for n in range(50)
])
from pathlib import Path
from django.conf import settings
found = [f for f in settings.DATA.glob("howff.sqlite3*") if b"sealskin" in f.read_bytes()]
assert found, "the words were never there"
take_back(passage_ids=Passage.objects.values_list("pk", flat=True))
left = [f.name for f in settings.DATA.glob("howff.sqlite3*") if b"sealskin" in f.read_bytes()]
print("left in", left)
"""


def test_the_words_leave_the_files(tmp_path: Path) -> None:
    environment = os.environ | {
        "HOWFF_DATA": str(tmp_path),
        "HOWFF_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "howff.website.settings",
    }
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SCRIPT],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "left in []\n", done.stderr
