"""Findings and themes in reports: told in the editors' words, with voices under their consent."""

import pytest
from django.test import Client
from django.urls import reverse

from howff.consent.models import Attribution, Audience
from howff.conversations.actions import running
from howff.conversations.models import Answer, Conversation
from howff.evidence.actions import choose_consent, take_back
from howff.people.errors import Refused
from howff.people.models import Collaboration, Person
from howff.reports import actions, queries
from howff.reports.actions.reflections import draft_reflections
from howff.reports.blocks import Finding, Theme, from_json
from howff.reports.models import Report, Version
from howff.reports.tests.test_consent import everything
from howff.sensemaking.actions import findings
from howff.sensemaking.models import Decision, Study, ThemeState
from howff.sensemaking.models import Finding as Kept
from howff.sensemaking.models import Theme as KeptTheme

QUOTE = "Begin with what my week really looks like."
SECRET = "the merger failed"
STATEMENT = "Planning begins too far from people's days."


@pytest.fixture
def theme(
    collaboration: Collaboration, conversation: Conversation, spoken: dict[str, Answer]
) -> KeptTheme:
    """An accepted theme of what was answered to the open question."""
    prompt = spoken["quote"].prompt_id
    study = Study.objects.create(
        collaboration=collaboration,
        title="Planning",
        sources=[f"prompt:{prompt}"],
        key=f"prompt:{prompt}",
    )
    theme = KeptTheme.objects.create(
        study=study, name="Our days", description="What a day holds.", state=ThemeState.ACCEPTED
    )
    for name in ("quote", "secret"):
        Decision.objects.create(theme=theme, passage_id=spoken[name].passage_id, belongs=True)
    return theme


@pytest.fixture
def accepted(
    collaboration: Collaboration, theme: KeptTheme, spoken: dict[str, Answer], ana: Person
) -> Kept:
    """A finding that stands on that theme and both quotes, one of which stays in the group."""
    running.close_conversation(conversation=spoken["quote"].prompt.conversation, by=ana)
    found = findings.write_finding(
        collaboration=collaboration, statement=STATEMENT, explanation="We heard it often.", by=ana
    )
    findings.add_theme(finding=found, theme=theme, by=ana)
    for name in ("quote", "secret"):
        passage = spoken[name].passage_id
        assert passage
        findings.add_quote(finding=found, passage=passage, by=ana)
    findings.say_nobody(finding=found, looked=True, by=ana)
    return findings.accept(finding=found, by=ana)


@pytest.fixture
def told(accepted: Kept, ana: Person) -> Report:
    """The conversation's report with the finding in it."""
    report = Report.objects.get()
    actions.add_unshown(report=report, by=ana)
    return report


def blocks_of(report: Report, kind: type) -> list[object]:
    return [one for one in from_json(report.blocks) if isinstance(one, kind)]


def test_a_report_is_offered_the_findings_about_its_conversation(
    accepted: Kept, as_ana: Client
) -> None:
    report = Report.objects.get()
    assert [one.pk for one in queries.unshown_findings(report)] == [accepted.pk]
    page = as_ana.get(reverse("reports:edit", args=[report.pk])).content.decode()
    assert "1 accepted finding is not in the report." in page
    as_ana.post(reverse("reports:catch_up", args=[report.pk]))
    report.refresh_from_db()
    assert queries.unshown_findings(report) == []


def test_a_finding_is_told_with_how_sure_we_are_and_whom_it_comes_from(told: Report) -> None:
    texts = everything(queries.draft_of(told))
    for name, text in ((name, texts[name]) for name in ("html", "pdf", "docx", "odt", "md")):
        assert ("begins too far from people" in text, QUOTE in text) == (True, True), name
        assert "fewer than 5 people" in text, name


def test_words_that_stay_in_the_group_are_in_no_format(told: Report) -> None:
    for name, text in everything(queries.draft_of(told)).items():
        assert SECRET not in text, name
    (block,) = blocks_of(told, Finding)
    assert len(block.passages) == 1


def test_a_report_from_the_beginning_tells_what_was_found(
    accepted: Kept, conversation: Conversation, ana: Person
) -> None:
    again = actions.draft_report(conversation=conversation, by=ana)
    assert [one.finding for one in blocks_of(again, Finding)] == [accepted.pk]


@pytest.mark.parametrize("narrowed", [False, True])
def test_a_quote_that_goes_leaves_every_format_of_a_published_finding(
    told: Report, spoken: dict[str, Answer], ana: Person, narrowed: bool
) -> None:
    actions.publish(report=told, by=ana, visibility="public")
    passage = spoken["quote"].passage_id
    if narrowed:
        choose_consent(passage_ids=[passage], attribution=Attribution.ROLE, audience=Audience.GROUP)
    else:
        take_back(passage_ids=[passage])
    newest = Version.objects.select_related("report__collaboration").filter(report=told)[0]
    assert newest.number == 2
    for name, text in everything(queries.document_of(newest)).items():
        assert QUOTE not in text, name


def test_a_finding_that_no_longer_stands_says_so(told: Report, accepted: Kept, ana: Person) -> None:
    findings.take_up(finding=accepted, by=ana)
    assert "being looked at again" in everything(queries.draft_of(told))["html"]


def test_a_finding_is_added_by_hand_with_its_words(
    told: Report, accepted: Kept, as_ana: Client
) -> None:
    add = reverse("reports:add", args=[told.pk])
    assert f"Finding: {STATEMENT}" in dict(as_ana.get(add).context["kinds"]).values()
    as_ana.post(add, {"kind": f"finding:{accepted.pk}"})
    told.refresh_from_db()
    assert [one.title for one in blocks_of(told, Finding)] == [STATEMENT, STATEMENT]


def test_quotes_beside_a_finding_are_chosen_among_what_may_be_quoted(
    told: Report, as_ana: Client
) -> None:
    (block,) = blocks_of(told, Finding)
    where = reverse("reports:passages", args=[told.pk, block.id])
    page = as_ana.get(where).content.decode()
    assert (QUOTE in page, SECRET in page) == (True, False)
    as_ana.post(where, {"passages": []})
    told.refresh_from_db()
    assert [one.passages for one in blocks_of(told, Finding)] == [()]


def test_members_see_where_a_finding_is_told_once_it_is_published(
    told: Report, accepted: Kept, ana: Person, ben: Person, client: Client
) -> None:
    where = reverse("reports:findings_in_reports", args=[accepted.pk])
    client.force_login(ben)
    assert "No report tells it yet." in client.get(where).content.decode()
    actions.publish(report=told, by=ana, visibility="members")
    assert told.title in client.get(where).content.decode()


def test_reflections_are_a_few_themes_with_quotes_that_carry_a_role(
    collaboration: Collaboration, theme: KeptTheme, ana: Person
) -> None:
    report = draft_reflections(collaboration=collaboration, chosen=[("", [theme.pk])], by=ana)
    (block,) = blocks_of(report, Theme)
    assert (block.title, block.text, len(block.passages)) == ("Our days", "What a day holds.", 1)
    for name, text in everything(queries.draft_of(report)).items():
        assert (QUOTE in text, "Carer" in text, SECRET in text) == (True, True, False), name


def test_a_quote_that_is_taken_back_is_nowhere_in_reflections(
    collaboration: Collaboration, theme: KeptTheme, spoken: dict[str, Answer], ana: Person
) -> None:
    report = draft_reflections(collaboration=collaboration, chosen=[("Days", [theme.pk])], by=ana)
    take_back(passage_ids=[spoken["quote"].passage_id])
    for name, text in everything(queries.draft_of(report)).items():
        assert QUOTE not in text, name


def test_a_theme_without_a_description_asks_its_editor_to_write(
    collaboration: Collaboration, theme: KeptTheme, ana: Person
) -> None:
    KeptTheme.objects.update(description="")
    report = draft_reflections(collaboration=collaboration, chosen=[("", [theme.pk])], by=ana)
    (block,) = blocks_of(report, Theme)
    assert block.text == "Write here in two or three sentences what people meant by this."


@pytest.mark.parametrize("many", [0, 8])
def test_reflections_tell_of_a_handful_of_themes(
    collaboration: Collaboration, theme: KeptTheme, ana: Person, many: int
) -> None:
    with pytest.raises(Refused):
        draft_reflections(collaboration=collaboration, chosen=[("", [theme.pk])] * many, by=ana)


def test_themes_of_others_are_not_told(theme: KeptTheme, dev: Person) -> None:
    from howff.people.actions import create_collaboration

    theirs = create_collaboration(name="Elsewhere", by=dev)
    with pytest.raises(Refused):
        draft_reflections(collaboration=theirs, chosen=[("", [theme.pk])], by=dev)


def test_reflections_are_drafted_from_the_page_of_the_series(
    as_ana: Client, collaboration: Collaboration, theme: KeptTheme
) -> None:
    where = reverse("reports:reflections", args=[collaboration.pk])
    page = as_ana.post(where, {"theme": [f"{theme.pk},9999:Days"]}, follow=True)
    assert page.status_code == 200
    assert [one.title for one in blocks_of(Report.objects.get(), Theme)] == ["Days"]
