"""A backup brings back no answers to a round that were taken back since it was made."""

from pathlib import Path

import pytest
from operating import Howff, howff_in

ASK = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from howff.assessments.actions import answering, rounds
from howff.assessments.models import *
from howff.instruments.queries import builtin, definition_of
from howff.people.actions import create_collaboration, create_person
from howff.people.models import Organisation
ana = create_person(email="ana@people.example")
together = create_collaboration(name="Harbour Together", by=ana)
trust, carers = (Organisation.objects.create(collaboration=together, name=one)
    for one in ("Harbour Trust", "Carers of the Harbour"))
round = rounds.create_round(collaboration=together, version=builtin("pulse"), title="Spring",
    by=ana)
rounds.set_partners(round=round, by=ana, partners=[rounds.PartnerPlan(trust, {None: 9}),
    rounds.PartnerPlan(carers, returns=True)])
rounds.open_round(round=round, by=ana)
item = definition_of(round.version).items()[0].id
for number in range(9):
    answering.begin(round=round, about=answering.About(), key=f"the-key-of-person-{number}",
        ratings={item: 1 + number % 5}, words={item: f"Words of person {number}."}, send=True)
kept = answering.begin_return(partner=round.partners.get(returns=True),
    key="the-key-of-the-carers")
answering.save(response=Response.objects.get(pk=kept.id), revision=1, ratings={item: 3}, words={},
    send=True)
"""
CLOSE = """
from howff.assessments import tasks
from howff.assessments.actions.rounds import close_round
from howff.assessments.models import Round
round = Round.objects.get()
close_round(round=round, by=None)
tasks.make_figures.call(round.pk, None)
"""
TAKE_BACK = """
from howff.assessments.actions import answering
from howff.assessments.queries.access import response_by_key
answering.take_back(response=response_by_key("the-key-of-person-0"))
"""
TAKE_BACK_THE_RETURN = """
from howff.assessments.actions import answering
from howff.assessments.models import Response
answering.take_back(response=Response.objects.select_related("partner").get(door="return"))
"""
TAKE_BACK_WORDS = """
from howff.assessments.actions import answering
from howff.assessments.queries.access import response_by_key
mine = response_by_key("the-key-of-person-1")
answering.take_back_words(response=mine, said=mine.said.get().pk)
"""
TELL = """
from howff.assessments.models import *
said = sorted(word for one in Response.objects.all() for word in one.words.values())
said += sorted(Said.objects.exclude(passage__text="").values_list("passage__text", flat=True))
returns = [len(item["returns"]) for one in Published.objects.all() for item in one.content["items"]]
round = Round.objects.get()
print(Response.objects.count(), round.taken_back, sum(returns), len(said),
    "Words of person 0." in said, "Words of person 1." in said)
"""


@pytest.fixture
def asked(tmp_path: Path) -> Howff:
    """An installation with an open round: nine people answered, and one organisation."""
    howff = howff_in(tmp_path)
    did(howff, ASK)
    return howff


def did(howff: Howff, *programs: str) -> str:
    """What programs print that run inside the installation, one after the other."""
    done = howff("manage", "shell", "-v0", "-c", "\n".join(programs))
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def backed_up(howff: Howff) -> None:
    """Make a backup."""
    assert howff("backup", "all.howff").returncode == 0


def restored(howff: Howff) -> str:
    """What is told of the answers once the backup is back."""
    done = howff("restore", "all.howff", "--replace")
    assert done.returncode == 0, done.stderr
    return did(howff, TELL)


def test_answers_taken_back_while_the_round_is_open_stay_gone(asked: Howff) -> None:
    backed_up(asked)
    did(asked, TAKE_BACK, TAKE_BACK_THE_RETURN)
    assert restored(asked) == "8 0 0 8 False True"
    assert restored(asked) == "8 0 0 8 False True"


def test_answers_taken_back_after_closing_stay_gone_and_are_counted(asked: Howff) -> None:
    did(asked, CLOSE)
    backed_up(asked)
    assert did(asked, TELL) == "10 0 2 9 True True"
    did(asked, TAKE_BACK, TAKE_BACK_THE_RETURN)
    assert restored(asked) == "8 1 0 8 False True"


def test_words_taken_back_after_closing_do_not_return_to_an_open_round(asked: Howff) -> None:
    backed_up(asked)
    did(asked, CLOSE, TAKE_BACK_WORDS)
    assert restored(asked) == "10 0 0 8 True False"
