"""The feedback report of a round never tells more than its readers may see."""

import json
from dataclasses import replace

import pytest
from django.test import Client

from howff.assessments.models import Round
from howff.assessments.queries.figures import figures_of, words_of
from howff.assessments.tests.stock import WORDS
from howff.consent.models import Audience
from howff.evidence.actions import take_back
from howff.evidence.models import Passage, Use
from howff.instruments.queries import definition_of
from howff.meetings import actions as meetings
from howff.people.models import Collaboration, Person
from howff.reports import actions, queries
from howff.reports.actions import feedback
from howff.reports.blocks import Agreed, Differences, Principle, Promises, from_json, to_json
from howff.reports.models import Report
from howff.reports.rendering.formats import FORMATS, write
from howff.reports.rounds.feedback import feedback_blocks

ITEM = "P1"


@pytest.fixture
def report(round: Round) -> Report:
    """The report that was drafted when the round was counted."""
    return Report.objects.get(round=round)


def test_a_counted_round_has_a_draft_that_holds_no_numbers(report: Report, round: Round) -> None:
    blocks = from_json(report.blocks)
    assert report.title == round.title
    assert [one.item for one in blocks if isinstance(one, Principle)] == ["P1"]
    kept = {name for one in report.blocks for name in one}
    assert kept == {"kind", "id", "title", "text", "round", "by", "item", "passages"}
    assert {one["text"] for one in report.blocks if one["kind"] != "paragraphs"} == {""}


@pytest.fixture
def whole(report: Report, round: Round) -> Report:
    """The draft with every principle in it."""
    items = definition_of(round.version).items()
    blocks = feedback_blocks(items, round=round.pk, in_full={one.id for one in items})
    report.blocks = to_json(blocks)
    report.save()
    return report


def test_the_choice_of_principles_tells_no_more_than_readers_outside_see(
    report: Report, round: Round
) -> None:
    figures = figures_of(round, Audience.REPORT)
    assert figures
    alike = replace(figures, items=tuple(replace(one, verdict=None) for one in figures.items))
    frozen = round.published.filter(audience=Audience.REPORT)
    frozen.update(content=alike.to_json())
    feedback.hear(round=round, by=None)
    report.refresh_from_db()
    assert [one for one in from_json(report.blocks) if isinstance(one, Principle)] == []


def test_members_read_inside_figures_and_everybody_else_outside_ones(
    whole: Report, round: Round, ana: Person
) -> None:
    inside, outside = (
        figures_of(round, audience) for audience in (Audience.GROUP, Audience.REPORT)
    )
    assert inside
    assert outside
    shown = [stock_groups(one) for one in (inside, outside)]
    assert shown[1] < shown[0]
    for visibility, figures in (("members", inside), ("link", outside), ("public", outside)):
        version = actions.publish(report=whole, by=ana, visibility=visibility)
        for document in (queries.document_of(version), queries.draft_of(whole)):
            assert groups_in(document) == stock_groups(figures)
            assert f"fewer than {figures.k} people" in json.dumps(json_of(document))


def json_of(document: object) -> dict:
    return json.loads(write(document, "json"))


def stock_groups(figures: object) -> set[tuple[str, str]]:
    names = {one.group.id: one.group.title for one in (*figures.organisations, *figures.places)}
    return {
        (one.item.title, names[cell.group])
        for one in figures.items
        for cell in (*one.organisations, *one.places)
        if cell.shown
    }


def groups_in(document: object) -> set[tuple[str, str]]:
    """The groups whose ratings stand in the tables of principles."""
    titles = {part["title"] for part in json_of(document)["parts"] if part["kind"] == "text"}
    return {
        (part["table"]["columns"][0], row[0])
        for part in json_of(document)["parts"]
        if part["kind"] == "figure"
        and part["picture"]
        and part["table"]["columns"]
        and part["table"]["columns"][0] in titles
        for row in part["table"]["rows"]
        if row[0] != "Everyone"
    }


@pytest.mark.parametrize("extension", ["html", "docx", "md", "xlsx", "csv", "pdf"])
def test_every_format_can_be_had_of_the_draft(
    report: Report, as_ana: Client, extension: str
) -> None:
    response = as_ana.get(f"/reports/{report.pk}/draft.{extension}")
    assert response.status_code == 200
    assert len(response.content) > 1000
    assert extension in FORMATS


def test_an_editor_chooses_what_people_said_of_a_principle(
    report: Report, round: Round, ana: Person, as_ana: Client
) -> None:
    block = next(one for one in from_json(report.blocks) if isinstance(one, Principle))
    said = [one for one in words_of(round, ITEM, Audience.REPORT) if not one.withdrawn]
    address = f"/reports/{report.pk}/parts/{block.id}/quotes/"
    page = as_ana.get(address).content.decode()
    assert {one.text for one in said} == {text for text in WORDS[ITEM] if text in page}
    as_ana.post(address, {"passages": [said[0].id]})
    report.refresh_from_db()
    assert said[0].text in json.dumps(json_of(queries.draft_of(report)))


def test_words_that_people_keep_in_the_group_cannot_be_chosen(
    report: Report, round: Round, as_ana: Client
) -> None:
    block = next(one for one in from_json(report.blocks) if isinstance(one, Principle))
    allowed = {one.id for one in words_of(round, ITEM, Audience.REPORT)}
    kept = round.said.filter(item=ITEM).exclude(passage__in=allowed).first()
    assert kept
    address = f"/reports/{report.pk}/parts/{block.id}/quotes/"
    assert as_ana.post(address, {"passages": [kept.passage_id]}).status_code == 422


def test_words_taken_back_leave_the_report_in_a_new_version(
    report: Report, round: Round, ana: Person
) -> None:
    block = next(one for one in from_json(report.blocks) if isinstance(one, Principle))
    said = words_of(round, ITEM, Audience.REPORT)[0]
    actions.choose_passages(report=report, block_id=block.id, passages=[said.id], by=ana)
    report.refresh_from_db()
    version = actions.publish(report=report, by=ana, visibility="public")
    assert Use.objects.filter(passage=said.id, used_by=f"report:{report.pk}:1").exists()
    assert said.text in json.dumps(json_of(queries.document_of(version)))
    take_back(passage_ids=[said.id])
    newest = report.versions.first()
    assert (newest.number, newest.reason) == (2, "a quote has been withdrawn")
    assert said.text not in json.dumps(json_of(queries.document_of(newest)))
    assert not Passage.objects.get(pk=said.id).text


def test_what_was_agreed_later_is_added_to_the_draft(
    report: Report, round: Round, ana: Person, as_ana: Client
) -> None:
    meetings.agree(
        collaboration=round.collaboration, title="Share a van", about=f"round:{round.pk}:P1", by=ana
    )
    assert [type(one) for one in queries.unshown_beside(report)] == [Promises]
    as_ana.post(f"/reports/{report.pk}/catch-up/")
    report.refresh_from_db()
    blocks = from_json(report.blocks)
    assert [one.title for one in blocks if one.kind == "section"][-2:] == [
        "What we agreed to do",
        "About this report",
    ]
    assert "Share a van" in json.dumps(json_of(queries.draft_of(report)))
    assert queries.unshown_beside(report) == []


def test_a_part_of_the_round_is_added_by_hand(report: Report, round: Round, as_ana: Client) -> None:
    page = as_ana.get(f"/reports/{report.pk}/add/").content.decode()
    for choice in (f"radar:{round.pk}", f"principle:{round.pk}:B2", f"groups:{round.pk}:place"):
        assert f'value="{choice}"' in page
    as_ana.post(f"/reports/{report.pk}/add/", {"kind": f"agreed:{round.pk}"})
    report.refresh_from_db()
    assert isinstance(from_json(report.blocks)[0], Agreed)


def test_a_report_shows_no_round_of_others(
    report: Report, collaboration: Collaboration, ana: Person, round: Round
) -> None:
    other = Collaboration.objects.create(name="Others")
    Round.objects.filter(pk=round.pk).update(collaboration=other)
    shown = [parts for block, parts in queries.parts_by_block(report) if hasattr(block, "round")]
    assert not any(shown)
    with pytest.raises(actions.editing.Refused):
        actions.add_block(report=report, block=Differences(round=round.pk), by=ana)
