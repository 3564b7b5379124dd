"""Ana edits and publishes; Ben and Cleo read; Dev finds only what is public."""

import json
from unittest.mock import patch

import pytest
from django.test import Client

from howff.conversations.models import Answer, Conversation
from howff.conversations.rules import Refused
from howff.people.models import Change, Person
from howff.reports import actions, queries
from howff.reports.blocks import Chart, Cloud, Links, Paragraphs, Said, from_json
from howff.reports.models import Report, Version
from howff.reports.rendering import turns
from howff.reports.rendering.formats import FORMATS

QUOTE = "Begin with what my week really looks like."


def signed_in(person: Person | None) -> Client:
    """A browser in which this person is signed in, or nobody."""
    client = Client()
    if person:
        client.force_login(person)
    return client


def kinds(report: Report) -> list[str]:
    """The kinds of a report's blocks in order."""
    report.refresh_from_db()
    return [block.kind for block in from_json(report.blocks)]


def first(report: Report, kind: type) -> object:
    """The first block of a kind."""
    report.refresh_from_db()
    return next(block for block in from_json(report.blocks) if isinstance(block, kind))


def test_a_closed_conversation_has_its_draft(report: Report, ana: Person) -> None:
    assert report.title == "The harbour coffeehouse"
    assert report.address == "the-harbour-coffeehouse"
    assert kinds(report) == [
        *("section", "paragraphs", "facts", "section", "attendance"),
        *("section", "cloud", "section", "panel", "said"),
        *("section", "chart") * 4,
        *("section", "questions"),
        *("section", "paragraphs", "paragraphs", "links", "withdraw"),
    ]
    assert (
        Change.objects.filter(verb="drafted a report", subject=f"report:{report.pk}").count() == 1
    )


def test_the_draft_shows_numbers_with_how_many_they_come_from(report: Report) -> None:
    told = json.dumps(queries.draft_of(report).parts, default=str, ensure_ascii=False)
    assert "8 people came." in told
    assert "6 people answered. Chosen most: “Trust” (6)." in told
    assert "6 chose the upper end of the scale, 0 the lower end." in told
    assert "“Money” was put first most often (6)." in told


@pytest.mark.parametrize("visibility", ["public", "link", "members"])
def test_who_can_open_a_published_report(
    report: Report, ana: Person, ben: Person, dev: Person, visibility: str
) -> None:
    actions.publish(report=report, by=ana, visibility=visibility)
    address = f"/reports/{report.address}/"
    open_to_all = visibility != "members"
    assert signed_in(ben).get(address).status_code == 200
    assert signed_in(dev).get(address).status_code == (200 if open_to_all else 404)
    assert signed_in(None).get(address).status_code == (200 if open_to_all else 302)
    assert signed_in(dev).get(f"{address}report.md").status_code == (200 if open_to_all else 404)


def test_nobody_finds_a_draft_but_those_who_run_it(
    report: Report, ana: Person, hana: Person, ben: Person, dev: Person
) -> None:
    page = f"/reports/{report.pk}/preview/"
    found = [signed_in(one).get(page).status_code for one in (ana, hana, ben, dev, None)]
    assert found == [200, 200, 403, 404, 302]
    edit = f"/reports/{report.pk}/edit/"
    found = [signed_in(one).get(edit).status_code for one in (ana, hana, ben, dev, None)]
    assert found == [200, 403, 403, 404, 302]
    assert signed_in(ben).get(f"/reports/{report.address}/").status_code == 404


def test_a_secret_link_cannot_be_guessed_and_the_old_address_is_gone(
    report: Report, ana: Person
) -> None:
    actions.publish(report=report, by=ana, visibility="public")
    actions.set_visibility(report=report, visibility="link", by=ana)
    assert len(report.address) > 30
    response = signed_in(None).get(f"/reports/{report.address}/")
    assert response["X-Robots-Tag"] == "noindex"
    assert signed_in(ana).get("/reports/the-harbour-coffeehouse/").status_code == 404


def test_a_report_is_never_kept_by_caches(report: Report, ana: Person) -> None:
    actions.publish(report=report, by=ana, visibility="public")
    for path in ("", "report.pdf", "report.html"):
        assert (
            "no-store" in signed_in(None).get(f"/reports/{report.address}/{path}")["Cache-Control"]
        )


@pytest.mark.parametrize("extension", FORMATS)
def test_every_format_can_be_downloaded(report: Report, ana: Person, extension: str) -> None:
    actions.publish(report=report, by=ana, visibility="public")
    response = signed_in(None).get(f"/reports/{report.address}/report.{extension}")
    assert response.status_code == 200
    assert response["Content-Type"] == FORMATS[extension].content_type
    assert signed_in(None).get(f"/reports/{report.address}/report.exe").status_code == 404


def test_only_a_few_reports_are_set_in_type_at_once(report: Report, ana: Person) -> None:
    actions.publish(report=report, by=ana, visibility="public")
    taken = [turns.TURNS.acquire(blocking=False) for _ in range(turns.AT_ONCE)]
    try:
        with patch.object(turns, "LONGEST_WAIT", 0.01):
            busy = signed_in(None).get(f"/reports/{report.address}/report.pdf")
            for_programs = signed_in(None).get(f"/api/v1/reports/{report.pk}.pdf")
        light = signed_in(None).get(f"/reports/{report.address}/report.md")
    finally:
        for _ in taken:
            turns.TURNS.release()
    assert taken == [True, True]
    assert (busy.status_code, for_programs.status_code, light.status_code) == (503, 503, 200)
    assert busy["Retry-After"] == for_programs["Retry-After"] == "10"
    assert "Try again" in busy.content.decode()
    assert "unsafe-inline" not in busy["Content-Security-Policy"]
    assert for_programs.json()["error"]["code"] == "unavailable"


def test_the_page_shows_each_part_and_changes_it_in_place(report: Report, ana: Person) -> None:
    client, block = signed_in(ana), first(report, Paragraphs)
    address = f"/reports/{report.pk}/parts/{block.id}/"
    form = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in form
    sent = {"title": "Why", "text": "Because **we** can.", "saw": actions.seen(block)}
    shown = client.post(address, sent, headers={"HX-Request": "true"})
    assert shown.status_code == 200
    assert "Because <strong>we</strong> can." in shown.content.decode()
    assert first(report, Paragraphs).title == "Why"


def test_two_editors_do_not_overwrite_each_other(report: Report, ana: Person) -> None:
    block = first(report, Paragraphs)
    saw, revision = actions.seen(block), report.revision
    for text, status in (("First", 302), ("Second", 409)):
        sent = {"title": "", "text": text, "saw": saw}
        answer = signed_in(ana).post(f"/reports/{report.pk}/parts/{block.id}/", sent)
        assert answer.status_code == status
    assert "Second" in answer.content.decode()
    assert "Somebody else changed this part meanwhile." in answer.content.decode()
    assert first(report, Paragraphs).text == "First"
    assert report.revision == revision + 1
    sent["saw"] = answer.context["form"]["saw"].value()
    signed_in(ana).post(f"/reports/{report.pk}/parts/{block.id}/", sent)
    assert first(report, Paragraphs).text == "Second"


def test_parts_move_go_and_come_back(report: Report, ana: Person) -> None:
    client, before = signed_in(ana), kinds(report)
    block = first(report, Paragraphs)
    here = f"/reports/{report.pk}/parts/{block.id}"
    client.post(f"{here}/move/", {"to": "up"})
    assert kinds(report)[:2] == ["paragraphs", "section"]
    client.post(f"{here}/move/", {"to": "down"})
    assert kinds(report) == before
    page = client.post(f"{here}/remove/", headers={"HX-Request": "true"})
    assert len(kinds(report)) == len(before) - 1
    undo = {"block": page.context["removed_json"], "after": page.context["after"]}
    client.post(f"/reports/{report.pk}/put-back/", undo)
    assert kinds(report) == before
    assert first(report, Paragraphs) == block


def test_something_is_added_below(report: Report, ana: Person) -> None:
    client, block = signed_in(ana), first(report, Paragraphs)
    add = f"/reports/{report.pk}/add/?after={block.id}"
    assert "Word cloud: What does collaboration mean to you?" in client.get(add).content.decode()
    client.post(add, {"kind": "callout"})
    assert kinds(report)[2] == "callout"
    assert client.post(add, {"kind": "cloud:999999"}).status_code == 404


def test_links_are_written_one_to_a_line(report: Report, ana: Person) -> None:
    block = first(report, Links)
    rows = "Our plan | https://plan.example\nBad | javascript:alert(1)"
    sent = {"title": "Read more", "rows": rows, "saw": actions.seen(block)}
    signed_in(ana).post(f"/reports/{report.pk}/parts/{block.id}/", sent)
    shown = signed_in(ana).get(f"/reports/{report.pk}/preview/").content.decode()
    assert 'href="https://plan.example"' in shown
    assert "javascript:" not in shown


def test_the_picker_shows_only_what_may_be_quoted_and_says_why(
    report: Report, ana: Person, spoken: dict[str, Answer]
) -> None:
    block = first(report, Said)
    picker = f"/reports/{report.pk}/parts/{block.id}/quotes/"
    shown = signed_in(ana).get(picker).content.decode()
    assert QUOTE in shown
    assert "merger" not in shown
    assert "1 not shown: their speakers keep them in the group." in shown
    signed_in(ana).post(picker, {"passages": []})
    assert first(report, Said).passages == ()
    secret = {"passages": [spoken["secret"].passage_id]}
    assert signed_in(ana).post(picker, secret).status_code == 422
    assert first(report, Said).passages == ()


def test_a_report_shows_nothing_of_other_collaborations(
    report: Report, ana: Person, dev: Person, prompts: dict
) -> None:
    from howff.people.actions import create_collaboration

    elsewhere = create_collaboration(name="Elsewhere", by=dev)
    other = actions.new_report(collaboration=elsewhere, title="Theirs", by=dev)
    for block in (Cloud(prompt=prompts["words"].pk), Chart(prompt=prompts["choice"].pk)):
        with pytest.raises(Refused, match="only what its own collaboration"):
            actions.add_block(report=other, block=block, by=dev)
    other.blocks = report.blocks
    other.save(update_fields=["blocks"])
    assert QUOTE not in repr(queries.parts_by_block(other)[8:10])
    assert "Chosen most" not in repr(queries.draft_of(other))


def test_publishing_by_form(report: Report, ana: Person) -> None:
    page = f"/reports/{report.pk}/publish/"
    assert signed_in(ana).post(page, {"visibility": "nobody"}).status_code == 422
    sent = {"visibility": "public", "reason": "First edition"}
    assert signed_in(ana).post(page, sent)["Location"] == f"/reports/{report.address}/"
    version = Version.objects.get()
    assert (version.number, version.reason, version.published_by) == (1, "First edition", ana)
    assert "First edition" in signed_in(ana).get(f"/reports/{report.pk}/versions/").content.decode()


def test_the_list_shows_drafts_only_to_those_who_run_it(
    report: Report, ana: Person, ben: Person, dev: Person
) -> None:
    page = f"/reports/in/{report.collaboration_id}/"
    assert report.title in signed_in(ana).get(page).content.decode()
    assert report.title not in signed_in(ben).get(page).content.decode()
    assert signed_in(dev).get(page).status_code == 404
    actions.publish(report=report, by=ana)
    actions.publish(report=report, by=ana)
    assert signed_in(ben).get(page).content.decode().count(f"<bdi>{report.title}</bdi>") == 1


def test_a_report_is_drafted_once(report: Report, conversation: Conversation, ana: Person) -> None:
    answer = signed_in(ana).post(f"/reports/of/{conversation.pk}/")
    assert answer["Location"] == f"/reports/{report.pk}/edit/"
    assert Report.objects.count() == 1


def test_a_conversation_says_what_became_of_it(
    report: Report, conversation: Conversation, ana: Person, ben: Person, dev: Person
) -> None:
    page = f"/reports/of/{conversation.pk}/"
    assert "The draft is written." in signed_in(ana).get(page).content.decode()
    assert "There is no report yet." in signed_in(ben).get(page).content.decode()
    assert signed_in(dev).get(page).status_code == 404
    assert signed_in(ben).post(page).status_code == 403
    actions.publish(report=report, by=ana)
    piece = signed_in(ben).get(page, headers={"HX-Request": "true"}).content.decode()
    assert f"/reports/{report.address}/" in piece
    assert "<html" not in piece


def test_a_report_begins_from_nothing(report: Report, ana: Person) -> None:
    made = signed_in(ana).post(f"/reports/in/{report.collaboration_id}/new/", {"title": "Wider"})
    assert signed_in(ana).get(made["Location"]).status_code == 200
    assert kinds(Report.objects.get(title="Wider")) == ["withdraw"]


def test_a_report_is_renamed(report: Report, ana: Person) -> None:
    signed_in(ana).post(f"/reports/{report.pk}/title/", {"title": "  A new   name "})
    report.refresh_from_db()
    assert (report.title, report.address) == ("A new name", "the-harbour-coffeehouse")
    with pytest.raises(Refused):
        actions.rename_report(report=report, title=" ", by=ana)
