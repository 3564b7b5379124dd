"""Common ground as files: only words that may be quoted, and nobody who could be known."""

import csv
import io
import json
import zipfile
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings

from howff.conversations.actions import running
from howff.conversations.actions.answering import AnswerRequest, record_answers
from howff.conversations.actions.contributing import take_back_everything
from howff.conversations.models import Prompt
from howff.people.models import Collaboration, Person
from howff.sensemaking.actions.votes import look_for_common_ground
from howff.sensemaking.models import Study
from howff.sensemaking.tasks.analyses import run_analysis
from howff.sensemaking.tests.voting import asked, crowd, joins

pytestmark = pytest.mark.django_db
OURS = "Only for this group."


@pytest.fixture(autouse=True)
def kept_at_once() -> object:
    """Answers are kept in the test's own transaction."""
    with override_settings(LIVE=settings.LIVE | {"WRITER": "direct"}):
        yield


@pytest.fixture
def prompt(collaboration: Collaboration, ana: Person) -> Prompt:
    """Statements that everybody agrees with; one of them may only be read in the group."""
    prompt = asked(collaboration, ana, statements=["Open on Sundays."], results="live")
    author = joins(prompt, "author", audience="group")
    (kept,) = record_answers([AnswerRequest(author, prompt.pk, OURS, "1")])
    assert isinstance(kept, int)
    crowd(prompt, (12, {0: "agree", 1: "agree"}))
    return prompt


@pytest.fixture
def study(prompt: Prompt, ana: Person) -> Study:
    """The study of these votes, after the machine looked."""
    study = look_for_common_ground(prompt=prompt, by=ana)
    run_analysis.call(study.analyses.get().pk)
    return study


def take(person: Person, address: str) -> Any:
    browser = Client()
    browser.force_login(person)
    return browser.get(address)


def test_findings_as_data_hold_what_may_be_quoted(study: Study, ben: Person) -> None:
    page = take(ben, study.get_absolute_url()).text
    assert OURS in page
    data = json.loads(take(ben, f"/votes/{study.pk}/common-ground.json").content)
    assert [one["statement"] for one in data["common_ground"]] == ["Open on Sundays."]
    assert (data["people"], data["votes"], data["verdict"]) == (12, 24, "one group")


def test_findings_as_a_table_hold_the_same(study: Study, ben: Person) -> None:
    content = take(ben, f"/votes/{study.pk}/common-ground.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    shared = [one for one in rows if one["found"] == "common ground"]
    assert [(one["statement"], one["agree"], one["people"]) for one in shared] == [
        ("Open on Sundays.", "12", "12")
    ]
    assert OURS not in content
    book = take(ben, f"/votes/{study.pk}/common-ground.xlsx").content
    assert zipfile.ZipFile(io.BytesIO(book)).testzip() is None


def test_polis_files_name_nobody_and_tell_no_hour(study: Study, ana: Person, ben: Person) -> None:
    assert take(ben, f"/votes/{study.pk}/polis.zip").status_code == 403
    packed = zipfile.ZipFile(io.BytesIO(take(ana, f"/votes/{study.pk}/polis.zip").content))
    assert sorted(packed.namelist()) == [
        "comments.csv",
        "participants-votes.csv",
        "summary.csv",
        "votes.csv",
    ]
    said = _rows(packed, "comments.csv")
    assert next(one["comment-body"] for one in said) == "Open on Sundays."
    assert OURS not in packed.read("comments.csv").decode()
    votes = _rows(packed, "votes.csv")
    assert {one["voter-id"] for one in votes} == {str(number) for number in range(12)}
    assert {one["author-id"] for one in said} & {one["voter-id"] for one in votes} == set()
    assert {int(one["timestamp"]) % 86_400 for one in votes} <= {0}


def test_polis_files_can_be_read_back(study: Study, ana: Person, tmp_path: Any) -> None:
    from howff.formats.polis import read_polis

    content = take(ana, f"/votes/{study.pk}/polis.zip").content
    zipfile.ZipFile(io.BytesIO(content)).extractall(tmp_path)
    read = read_polis(tmp_path)
    assert (read.topic, len(read.statements), len(read.votes)) == ("Where do you stand?", 2, 24)
    assert {one.vote for one in read.votes} == {1}


def test_nothing_is_handed_out_before_members_may_see_it(
    study: Study, prompt: Prompt, ana: Person, ben: Person
) -> None:
    prompt.results = "hidden"
    prompt.save(update_fields=["results"])
    address = f"/votes/{study.pk}/common-ground.json"
    assert (take(ben, address).status_code, take(ana, address).status_code) == (404, 200)
    running.reveal_prompt(prompt=prompt, by=ana)
    assert take(ben, address).status_code == 200


def _rows(packed: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(packed.read(name).decode("utf-8-sig"))))


def test_words_taken_back_are_in_no_file_and_were_never_in_the_result(
    study: Study, prompt: Prompt, ana: Person
) -> None:
    author = prompt.conversation.participants.order_by("pk")[0]
    take_back_everything(participant=author)
    assert OURS not in json.dumps(study.analyses.get().result)
    for address in ("common-ground.json", "common-ground.csv", ""):
        assert OURS not in take(ana, f"/votes/{study.pk}/{address}").content.decode()
    packed = zipfile.ZipFile(io.BytesIO(take(ana, f"/votes/{study.pk}/polis.zip").content))
    assert [one["comment-body"] for one in _rows(packed, "comments.csv")] == ["Open on Sundays."]
