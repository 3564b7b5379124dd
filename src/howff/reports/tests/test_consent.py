"""A quote never outlives its consent, in any format."""

import io
import zipfile

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from howff.consent.models import Attribution, Audience
from howff.conversations.actions.contributing import take_back_answer
from howff.conversations.models import Answer
from howff.evidence.actions import choose_consent, take_back
from howff.people.models import Person
from howff.reports import actions, queries
from howff.reports.blocks import Said, from_json
from howff.reports.models import Report, Version
from howff.reports.rendering import pdf
from howff.reports.rendering.formats import FORMATS, write

SECRETS = ("the merger failed", "whitewash", "Quiet")
QUOTE = "Begin with what my week really looks like."
GONE = "A quote has been withdrawn"


def everything(document: object) -> dict[str, str]:
    """Everything that can be read in each format."""
    return {name: readable(name, write(document, name), document) for name in FORMATS}


def readable(name: str, written: bytes, document: object) -> str:
    """The text in a file: unzipped, or for a PDF what was given to be set in type."""
    if name == "pdf":
        return repr(pdf.content(document))
    if name in {"docx", "odt", "xlsx"}:
        with zipfile.ZipFile(io.BytesIO(written)) as file:
            parts = [file.read(one) for one in file.namelist() if one.endswith(".xml")]
        return b"\n".join(parts).decode()
    return written.decode()


def newest(report: Report) -> Version:
    """What readers get."""
    return Version.objects.select_related("report__collaboration", "report__conversation").filter(
        report=report
    )[0]


@pytest.fixture
def published(report: Report, ana: Person) -> Report:
    """The report, published for everyone."""
    actions.publish(report=report, by=ana, visibility="public")
    return report


def test_a_draft_quotes_only_those_who_allowed_it(report: Report) -> None:
    for name, text in everything(queries.draft_of(report)).items():
        assert [one for one in SECRETS if one in text] == [], name
        assert name == "xlsx" or QUOTE in text or QUOTE.replace(" ", "</") in text, name


def test_taking_back_changes_every_format_and_makes_a_version(
    published: Report, spoken: dict[str, Answer]
) -> None:
    take_back(passage_ids=[spoken["quote"].passage_id])
    version = newest(published)
    assert (version.number, version.reason) == (2, "a quote has been withdrawn")
    for name, text in everything(queries.document_of(version)).items():
        assert QUOTE not in text, name
        assert GONE in text or "withdrawn" in text, name


@pytest.mark.parametrize("kind", ["word", "question", "statement"])
def test_whatever_is_taken_back_leaves_the_report(
    published: Report, spoken: dict[str, Answer], kind: str
) -> None:
    words = {"word": "patience", "question": "Who decides", "statement": "Small groups should"}[
        kind
    ]
    assert words in everything(queries.document_of(newest(published)))["json"]
    take_back(passage_ids=[spoken[kind].passage_id])
    assert newest(published).number == 2
    for name, text in everything(queries.document_of(newest(published))).items():
        assert words not in text, name


def test_narrowing_reaches_published_reports(
    published: Report, spoken: dict[str, Answer], client: Client
) -> None:
    address = f"/reports/{published.address}/"
    assert QUOTE in client.get(address).content.decode()
    choose_consent(
        passage_ids=[spoken["quote"].passage_id],
        attribution=Attribution.ROLE,
        audience=Audience.GROUP,
    )
    shown = client.get(address).content.decode()
    assert QUOTE not in shown
    assert GONE in shown


def test_another_name_makes_a_version_that_says_so(
    published: Report, spoken: dict[str, Answer]
) -> None:
    choose_consent(
        passage_ids=[spoken["quote"].passage_id],
        attribution=Attribution.NONE,
        audience=Audience.REPORT,
    )
    assert newest(published).reason == "a speaker changed how they are named"
    text = everything(queries.document_of(newest(published)))["json"]
    assert "Carer" not in text.split(QUOTE)[1][:80]


def test_figures_that_change_make_a_version_that_says_so(published: Report) -> None:
    answer = Answer.objects.select_related("prompt", "participant").filter(value=4).first()
    assert answer
    take_back_answer(answer=answer, participant=answer.participant)
    assert [one.reason for one in published.versions.all()][:1] == ["an answer has been taken back"]
    assert published.versions.count() == 2


def test_a_draft_makes_no_version_when_words_are_taken_back(
    report: Report, spoken: dict[str, Answer]
) -> None:
    take_back(passage_ids=[spoken["quote"].passage_id])
    assert Version.objects.count() == 0


def test_every_published_report_changes_at_once(
    published: Report, spoken: dict[str, Answer], ana: Person
) -> None:
    other = actions.new_report(collaboration=published.collaboration, title="A wider one", by=ana)
    said = next(block for block in from_json(published.blocks) if isinstance(block, Said))
    actions.add_block(report=other, block=said, by=ana)
    actions.publish(report=other, by=ana)
    take_back(passage_ids=[spoken["quote"].passage_id])
    assert {newest(one).number for one in (published, other)} == {2}


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    attribution=st.sampled_from(Attribution.values),
    audience=st.sampled_from(Audience.values),
    back=st.booleans(),
)
def test_no_format_ever_shows_words_outside_their_consent(
    published: Report, spoken: dict[str, Answer], attribution: str, audience: str, back: bool
) -> None:
    secret = spoken["secret"].passage_id
    with transaction.atomic():
        force_into(published, secret)
        choose_consent(passage_ids=[secret], attribution=attribution, audience=audience)
        if back:
            take_back(passage_ids=[secret])
        read = everything(queries.document_of(newest(published)))
        transaction.set_rollback(True)
    allowed = audience == Audience.REPORT and not back
    named = allowed and attribution == Attribution.NAME
    for name, text in read.items():
        assert ("the merger failed" in text) == allowed, name
        assert ("Quiet" in text) == named, name


def force_into(report: Report, passage: int) -> None:
    """Cite a passage in every version, whatever its speaker says."""
    for version in Version.objects.filter(report=report):
        for kept in version.blocks:
            if kept["kind"] == "said":
                kept["passages"] = [*kept["passages"], passage]
        version.save(update_fields=["blocks"])
