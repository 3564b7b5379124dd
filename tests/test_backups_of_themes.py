"""Themes of a backup hold nothing of words that were taken back since it was made."""

from pathlib import Path

import pytest
from operating import Howff, howff_in

THEME = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.conf import settings
settings.LIVE["WRITER"] = "direct"
from howff.conversations.actions import preparing, running
from howff.conversations.actions.answering import AnswerRequest, record_answers
from howff.conversations.actions.joining import JoinRequest, record_joins
from howff.people.actions import create_collaboration, create_person
from howff.sensemaking.actions import deciding, findings, studies
from howff.sensemaking.models import *
from howff.sensemaking.tasks.analyses import run_analysis
ana = create_person(email="ana@people.example")
together = create_collaboration(name="Harbour Together", by=ana)
talk = preparing.create_conversation(collaboration=together, title="Buses", by=ana,
    prompts=[{"kind": "text", "text": "What is hard?", "results": "live"}])
prompt = running.open_prompt(prompt=talk.prompts.get(), by=ana)
said = ["The sealskin bus came late", "The sealskin bus never comes on time"]
said += [f"The bus number {n} came late again" for n in range(6)]
said += [f"A ticket for {n} stops costs far too much money" for n in range(6)]
for place, text in enumerate(said):
    (came,) = record_joins([JoinRequest(code=talk.code, key=str(place), audience="report")])
    record_answers([AnswerRequest(came.participant, prompt.pk, text, str(place))])
study = studies.begin_study(collaboration=together, sources=[f"prompt:{prompt.pk}"], by=ana)
run_analysis.call(studies.ask_again(study=study, by=ana).pk)
theirs = Placing.objects.filter(passage__text__contains="sealskin").first()
deciding.put_in(passage=theirs.passage_id, theme=theirs.theme, by=ana)
deciding.choose_quote(theme=theirs.theme, passage=theirs.passage_id, by=ana)
Suggestion.objects.filter(theme=theirs.theme).update(phrases=["sealskin bus", "late"])
sent = Proposal.objects.create(collaboration=together, theme=theirs.theme, state="ready",
    host="models.example", name="A sealskin name", sent=[theirs.passage_id])
from howff.evidence.actions import cite
cite(passage_ids=sent.sent, used_by=f"wording:{sent.pk}", label="sent")
finding = findings.write_finding(collaboration=together, statement="Buses are late.", by=ana)
findings.add_quote(finding=finding, passage=theirs.passage_id, by=ana)
findings.say_nobody(finding=finding, looked=True, by=ana)
findings.accept(finding=finding, by=ana)
"""
TAKE_BACK = """
from howff.evidence.actions import take_back
from howff.evidence.models import Passage
rows = Passage.objects.filter(text__contains="sealskin")
take_back(passage_ids=list(rows.values_list("pk", flat=True)))
"""
TELL = """
import json
from django.apps import apps
from django.core import serializers
from howff.evidence.models import Passage
from howff.sensemaking.models import *
rows = [one for model in apps.get_app_config("sensemaking").get_models()
    for one in model.objects.all()]
words = serializers.serialize("json", rows)
gone = Passage.objects.filter(text="")
tied = [model.__name__ for model in (Vector, Placing, Decision, Grounds)
    if model.objects.filter(passage__in=gone).exists()]
print(json.dumps({
    "passages": Passage.objects.exclude(text="").count(),
    "sealskin": "sealskin" in words,
    "tied": tied,
    "proposal": Proposal.objects.get().state,
    "finding": [Finding.objects.get().state, Finding.objects.get().flagged],
    "placed": Placing.objects.exists(),
}))
"""
ALLOW = """
from django.utils import timezone
from howff.people.models import Collaboration
from howff.sensemaking.models import Gathering, ThemeShare, WordingPermission
here = Collaboration.objects.get()
WordingPermission.objects.create(collaboration=here, host="models.example")
for key in ("left", "stays"):
    gathering = Gathering.objects.create(host=here, title="All harbours", key=key)
    ThemeShare.objects.create(gathering=gathering, collaboration=here, agreed_at=timezone.now())
"""
SEND_AND_FORBID = """
from django.utils import timezone
from howff.evidence.actions import cite
from howff.sensemaking.actions.everywhere import stop_sharing
from howff.sensemaking.models import Proposal, ThemeShare, WordingPermission
stop_sharing(share=ThemeShare.objects.get(gathering__key="left"), by=None)
sent = Proposal.objects.get()
sent.pk, sent.state, sent.name, sent.sent_at = None, "left", "", timezone.now()
sent.save()
cite(passage_ids=sent.sent, used_by=f"wording:{sent.pk}", label="sent later")
WordingPermission.objects.all().delete()
"""
TELL_OF_MODELS = """
from howff.evidence.models import Use
from howff.sensemaking.models import Proposal, ThemeShare, WordingPermission
shared = ThemeShare.objects.filter(withdrawn_at=None).values_list("gathering__key", flat=True)
hosts = list(Proposal.objects.exclude(sent_at=None).values_list("host", flat=True))
uses = Use.objects.filter(used_by__startswith="wording:").order_by("pk")
labels = list(uses.values_list("label", flat=True))
print(WordingPermission.objects.count(), hosts, labels, list(shared))
"""
BEFORE = (
    '{"passages": 14, "sealskin": true, "tied": [], "proposal": "ready", '
    '"finding": ["accepted", ""], "placed": true}'
)
AFTER = (
    '{"passages": 12, "sealskin": false, "tied": [], "proposal": "gone", '
    '"finding": ["draft", "taken back"], "placed": true}'
)


@pytest.fixture
def themed(tmp_path: Path) -> Howff:
    """An installation with a themed question, a decision, a finding and a proposed name."""
    howff = howff_in(tmp_path)
    did(howff, THEME)
    return howff


def did(howff: Howff, program: str) -> str:
    """What a program prints that runs inside the installation."""
    done = howff("manage", "shell", "-v0", "-c", program)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_what_is_taken_back_leaves_themes_findings_and_proposals_also_those_of_a_backup(
    themed: Howff, tmp_path: Path
) -> None:
    assert themed("backup", "all.howff").returncode == 0
    assert did(themed, TELL) == BEFORE
    did(themed, TAKE_BACK)
    assert did(themed, TELL) == AFTER
    restored = themed("restore", "all.howff", "--replace")
    assert restored.returncode == 0, restored.stderr
    assert did(themed, TELL) == AFTER
    assert [one.name for one in files(tmp_path) if b"sealskin" in one.read_bytes()] == []


def test_what_was_sent_and_what_is_no_longer_allowed_is_told_to_a_backup(themed: Howff) -> None:
    did(themed, ALLOW)
    assert themed("backup", "all.howff").returncode == 0
    did(themed, SEND_AND_FORBID)
    restored = themed("restore", "all.howff", "--replace")
    assert restored.returncode == 0, restored.stderr
    assert did(themed, TELL_OF_MODELS) == ("0 ['models.example'] ['sent', 'sent later'] ['stays']")


def files(folder: Path) -> list[Path]:
    """Every file of the database."""
    found = list((folder / "data").glob("howff.sqlite3*"))
    assert found
    return found
