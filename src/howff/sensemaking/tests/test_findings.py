"""Findings: what they rest on, who accepts them, and what happens when words go."""

from collections.abc import Callable

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from howff.consent.models import Attribution, Audience
from howff.conversations.models import Answer, Prompt
from howff.evidence.actions import choose_consent, keep, set_state, take_back
from howff.evidence.models import Passage, PassageState
from howff.evidence.queries import used_in
from howff.people.errors import Refused
from howff.people.models import Change, Collaboration, Person
from howff.sensemaking.actions import deciding
from howff.sensemaking.actions import findings as actions
from howff.sensemaking.models import Finding, FindingState, Study, StudyKind, Theme
from howff.sensemaking.queries import contrary
from howff.sensemaking.queries import findings as queries
from howff.sensemaking.queries.grounds import rests_on
from howff.sensemaking.queries.measured import measured, offered
from howff.sensemaking.tests.voting import asked, crowd, statements_of

type ByTopic = Callable[[str], Theme]

BUS = "The bus does not come in the evening"
LATE = "The last bus leaves too early"


def passage(text: str) -> int:
    """The number of what somebody said."""
    return Passage.objects.get(text=text).pk


@pytest.fixture
def finding(collaboration: Collaboration, ana: Person) -> Finding:
    """A draft that rests on nothing yet."""
    return actions.write_finding(
        collaboration=collaboration, statement="Buses decide who can come.", by=ana
    )


@pytest.fixture
def accepted(finding: Finding, by_topic: ByTopic, ana: Person) -> Finding:
    """A finding that stands on a theme and a quote, with a voice against it."""
    actions.add_theme(finding=finding, theme=by_topic("bus"), by=ana)
    actions.add_quote(finding=finding, passage=passage(BUS), by=ana)
    actions.add_quote(finding=finding, passage=passage("Trust comes first"), counter=True, by=ana)
    return actions.accept(finding=finding, by=ana)


def test_a_finding_begins_as_a_draft_and_history_tells_who_wrote_it(
    finding: Finding, ana: Person
) -> None:
    assert (finding.state, finding.revision) == ("draft", 1)
    line = Change.objects.latest("pk")
    assert (line.verb, line.by, line.subject) == ("wrote a finding", ana, finding.statement)


@pytest.mark.parametrize("statement", ["", "  ", "x" * 501])
def test_a_finding_says_something_short(
    collaboration: Collaboration, ana: Person, statement: str
) -> None:
    with pytest.raises(Refused) as refused:
        actions.write_finding(collaboration=collaboration, statement=statement, by=ana)
    assert refused.value.field == "statement"


def test_a_finding_is_traced_to_its_theme_its_quotes_and_how_many_people(
    accepted: Finding, prompt: Prompt
) -> None:
    rests = rests_on(accepted)
    assert [(one.people, one.place) for one in rests.themes] == [(6, "What would help?")]
    assert [(one.quote.text, one.origin.title) for one in rests.voices] == [(BUS, prompt.text)]
    assert [one.quote.text for one in rests.against] == ["Trust comes first"]
    assert (rests.people, rests.for_it, rests.hidden) == (6, 2, 0)


def test_nothing_stands_on_nothing(finding: Finding, ana: Person) -> None:
    actions.say_nobody(finding=finding, looked=True, by=ana)
    with pytest.raises(Refused) as refused:
        actions.accept(finding=finding, by=ana)
    assert (refused.value.code, refused.value.status) == ("incomplete", 409)


def test_somebody_must_have_looked_for_a_voice_against_it(
    finding: Finding, by_topic: ByTopic, ana: Person
) -> None:
    actions.add_theme(finding=finding, theme=by_topic("bus"), by=ana)
    with pytest.raises(Refused):
        actions.accept(finding=finding, by=ana)
    actions.say_nobody(finding=finding, looked=True, by=ana)
    actions.accept(finding=finding, by=ana)
    assert (finding.state, finding.accepted_by) == ("accepted", ana)


def test_a_finding_that_loses_what_it_must_have_is_a_draft_again(
    accepted: Finding, ana: Person
) -> None:
    against = accepted.grounds.get(kind="counter")
    actions.drop_grounds(grounds=against, by=ana)
    accepted.refresh_from_db()
    assert (accepted.state, accepted.flagged) == ("draft", "")


def test_set_aside_and_taken_up_again(accepted: Finding, ana: Person) -> None:
    assert actions.set_aside(finding=accepted, by=ana).state == FindingState.SET_ASIDE
    assert actions.take_up(finding=accepted, by=ana).state == FindingState.DRAFT


def test_whoever_changed_it_meanwhile_is_not_written_over(finding: Finding, ana: Person) -> None:
    words = {"explanation": "", "confidence": "firm", "by": ana}
    actions.change_finding(finding=finding, statement="First.", saw=1, **words)
    with pytest.raises(Refused) as refused:
        actions.change_finding(finding=finding, statement="Second.", saw=1, **words)
    finding.refresh_from_db()
    assert (refused.value.status, finding.statement, finding.revision) == (409, "First.", 2)


def test_a_quote_is_for_it_or_against_it_and_its_speaker_sees_where_it_is_used(
    finding: Finding, answers: list[Answer], ana: Person
) -> None:
    actions.add_quote(finding=finding, passage=passage(BUS), by=ana)
    actions.add_quote(finding=finding, passage=passage(BUS), by=ana)
    actions.add_quote(finding=finding, passage=passage(BUS), counter=True, by=ana)
    assert list(finding.grounds.values_list("kind", flat=True)) == ["counter"]
    (use,) = used_in(passage(BUS))
    assert (use.used_by, use.url) == (f"finding:{finding.pk}", f"/findings/{finding.pk}/")


def test_what_is_taken_out_is_no_longer_used(
    finding: Finding, answers: list[Answer], ana: Person
) -> None:
    grounds = actions.add_quote(finding=finding, passage=passage(BUS), by=ana)
    actions.drop_grounds(grounds=grounds, by=ana)
    assert (used_in(passage(BUS)), finding.grounds.count()) == ([], 0)


def test_words_of_other_collaborations_cannot_be_used(
    answers: list[Answer], dev: Person, ana: Person
) -> None:
    from howff.people.actions import create_collaboration

    theirs = create_collaboration(name="Elsewhere", by=dev)
    finding = actions.write_finding(collaboration=theirs, statement="Buses.", by=dev)
    with pytest.raises(Refused):
        actions.add_quote(finding=finding, passage=passage(BUS), by=dev)


def test_figures_of_votes_tell_how_many_people_they_come_from(
    collaboration: Collaboration, finding: Finding, ana: Person
) -> None:
    prompt = asked(collaboration, ana, results="live")
    crowd(prompt, (6, {0: "agree"}), (2, {0: "disagree"}))
    study = Study.objects.create(
        collaboration=collaboration,
        kind=StudyKind.VOTES,
        title=prompt.text,
        sources=[f"prompt:{prompt.pk}"],
        key=f"prompt:{prompt.pk}",
    )
    name = f"votes:{study.pk}:{statements_of(prompt)[0].pk}"
    actions.add_figure(finding=finding, figure=name, by=ana)
    (figure,) = rests_on(finding).figures
    assert figure.measured is not None
    assert (figure.measured.title, figure.measured.people) == ("Open on Sundays.", 8)
    assert figure.measured.sentence == "6 agreed, 2 disagreed, 0 passed"
    assert name in [one.name for one in offered(collaboration)]


@pytest.mark.parametrize("name", ["", "votes", "votes:1", "votes:x:1", "round:9:B1", "sheep:1:1"])
def test_figures_that_are_not_there_are_refused(
    collaboration: Collaboration, finding: Finding, ana: Person, name: str
) -> None:
    assert measured(collaboration, name) is None
    with pytest.raises(Refused):
        actions.add_figure(finding=finding, figure=name, by=ana)


def test_the_voice_against_comes_from_the_theme_and_is_none_of_its_own(
    finding: Finding, by_topic: ByTopic, ana: Person
) -> None:
    actions.add_theme(finding=finding, theme=by_topic("bus"), by=ana)
    actions.add_quote(finding=finding, passage=passage(BUS), by=ana)
    found = contrary.against(finding)
    assert len(found) == 5
    assert BUS not in [one.quote.text for one in found]
    assert all("bus" in one.quote.text.casefold() for one in found)


def test_without_a_theme_it_comes_from_where_the_quote_was_said(
    finding: Finding, answers: list[Answer], ana: Person
) -> None:
    actions.add_quote(finding=finding, passage=passage(LATE), by=ana)
    assert len(contrary.against(finding)) == 5


def test_nothing_is_suggested_where_nothing_was_said(finding: Finding) -> None:
    assert contrary.against(finding) == []


def test_a_quote_that_is_taken_back_leaves_and_the_finding_is_flagged(accepted: Finding) -> None:
    take_back(passage_ids=[passage(BUS)])
    accepted.refresh_from_db()
    assert (accepted.state, accepted.flagged) == ("accepted", queries.TAKEN_BACK)
    assert rests_on(accepted).voices == ()
    assert rests_on(accepted).themes[0].people == 5


def test_when_its_only_grounds_go_a_finding_no_longer_stands(
    finding: Finding, answers: list[Answer], ana: Person
) -> None:
    actions.add_quote(finding=finding, passage=passage(BUS), by=ana)
    actions.say_nobody(finding=finding, looked=True, by=ana)
    actions.accept(finding=finding, by=ana)
    take_back(passage_ids=[passage(BUS)])
    finding.refresh_from_db()
    assert (finding.state, finding.flagged) == ("draft", queries.TAKEN_BACK)
    line = Change.objects.latest("pk")
    assert (line.verb, line.by) == ("flagged a finding: taken back", None)


def test_when_the_voice_against_goes_somebody_looks_again(accepted: Finding) -> None:
    take_back(passage_ids=[passage("Trust comes first")])
    accepted.refresh_from_db()
    assert (accepted.state, accepted.flagged) == ("draft", queries.TAKEN_BACK)


def test_when_nobody_is_left_in_its_theme_a_finding_is_flagged(
    finding: Finding, by_topic: ByTopic, ana: Person
) -> None:
    theme = by_topic("bus")
    deciding.accept(theme=theme, by=ana)
    actions.add_theme(finding=finding, theme=theme, by=ana)
    actions.say_nobody(finding=finding, looked=True, by=ana)
    actions.accept(finding=finding, by=ana)
    said = Passage.objects.filter(text__icontains="bus")
    take_back(passage_ids=said.values_list("pk", flat=True))
    finding.refresh_from_db()
    assert finding.flagged == queries.TAKEN_BACK


def test_words_held_back_by_a_moderator_leave_too(accepted: Finding) -> None:
    set_state(passage_ids=[passage(BUS)], state=PassageState.REVIEW)
    accepted.refresh_from_db()
    assert (accepted.flagged, rests_on(accepted).voices) == (queries.TAKEN_BACK, ())


def test_words_kept_within_the_group_stay_here_and_the_finding_is_flagged(
    accepted: Finding,
) -> None:
    number = passage(BUS)
    choose_consent(passage_ids=[number], attribution=Attribution.ROLE, audience=Audience.REPORT)
    accepted.refresh_from_db()
    assert accepted.flagged == ""
    choose_consent(passage_ids=[number], attribution=Attribution.ROLE, audience=Audience.GROUP)
    accepted.refresh_from_db()
    assert accepted.flagged == queries.NARROWED
    assert len(rests_on(accepted).voices) == 1
    assert rests_on(accepted, Audience.REPORT).voices == ()


def test_words_said_otherwise_stay_as_they_are_now_and_are_looked_at_again(
    accepted: Finding,
) -> None:
    row = Passage.objects.get(text=BUS)
    row.text = "The bus comes in the evening now"
    keep([row])
    accepted.refresh_from_db()
    assert accepted.flagged == queries.REWORDED
    assert [one.quote.text for one in rests_on(accepted).voices] == [row.text]


def test_to_accept_it_again_ends_the_flag(accepted: Finding, ana: Person) -> None:
    take_back(passage_ids=[passage(BUS)])
    actions.accept(finding=accepted, by=ana)
    assert (accepted.flagged, accepted.flagged_at) == ("", None)


def test_members_see_what_was_accepted_and_nobody_else_sees_anything(
    finding: Finding, by_topic: ByTopic, ana: Person, ben: Person, dev: Person
) -> None:
    with pytest.raises(Http404):
        queries.finding_for(ben, finding.pk)
    actions.add_theme(finding=finding, theme=by_topic("bus"), by=ana)
    actions.say_nobody(finding=finding, looked=True, by=ana)
    actions.accept(finding=finding, by=ana)
    assert queries.finding_for(ben, finding.pk) == finding
    with pytest.raises(Http404):
        queries.finding_for(dev, finding.pk)


def test_members_are_not_told_what_the_room_may_not_see_yet(
    accepted: Finding, prompt: Prompt
) -> None:
    prompt.results = "hidden"
    prompt.save()
    rests = rests_on(accepted, untold=False)
    assert (rests.themes, rests.voices, rests.against, rests.hidden) == ((), (), (), 3)


def test_findings_are_found_by_what_they_are_about(
    accepted: Finding, collaboration: Collaboration, prompt: Prompt
) -> None:
    assert queries.accepted_about(collaboration, [f"prompt:{prompt.pk}"]) == [accepted]
    assert queries.accepted_about(collaboration, ["prompt:99999", "round:1"]) == []


def test_the_list_is_narrowed_by_words_and_by_what_became_of_them(
    accepted: Finding, collaboration: Collaboration, ana: Person
) -> None:
    draft = actions.write_finding(collaboration=collaboration, statement="Paper.", by=ana)
    rows = queries.findings_in(collaboration, ana)
    assert list(queries.narrowed(rows, words="buses who")) == [accepted]
    assert list(queries.narrowed(rows, state="draft")) == [draft]
    assert list(queries.narrowed(rows, state="flagged")) == []


def test_the_page_of_a_finding_shows_all_it_rests_on(as_ana: Client, accepted: Finding) -> None:
    page = as_ana.get(accepted.get_absolute_url()).content.decode()
    assert BUS in page
    assert "Trust comes first" in page
    assert "It rests on what 6 people said." in page


def test_what_is_taken_back_is_nowhere_on_its_pages(as_ana: Client, accepted: Finding) -> None:
    take_back(passage_ids=[passage(BUS), passage("Trust comes first")])
    for name in ("finding", "finding_quotes", "finding_against"):
        page = as_ana.get(reverse(f"sensemaking:{name}", args=[accepted.pk])).content.decode()
        assert (BUS in page, "Trust comes first" in page) == (False, False)
    page = as_ana.get(accepted.get_absolute_url()).content.decode()
    assert "Something this rested on was taken back." in page


def test_a_finding_is_written_from_a_theme_and_rests_on_it(
    as_ana: Client, collaboration: Collaboration, by_topic: ByTopic
) -> None:
    where = reverse("sensemaking:write_finding", args=[collaboration.pk])
    theme = by_topic("bus").pk
    assert f'name="theme" value="{theme}"' in as_ana.get(f"{where}?theme={theme}").content.decode()
    sent = {"statement": "Buses.", "confidence": "fair", "theme": theme}
    finding = as_ana.post(where, sent, follow=True).context["finding"]
    assert list(finding.grounds.values_list("theme", flat=True)) == [theme]


def test_a_finding_without_words_is_asked_for_again(
    as_ana: Client, collaboration: Collaboration
) -> None:
    where = reverse("sensemaking:write_finding", args=[collaboration.pk])
    assert as_ana.post(where, {"statement": "", "confidence": "fair"}).status_code == 422


def test_a_conflict_keeps_what_was_typed_beside_what_is_there(
    as_ana: Client, finding: Finding, ana: Person
) -> None:
    where = reverse("sensemaking:edit_finding", args=[finding.pk])
    actions.change_finding(
        finding=finding, statement="Theirs.", explanation="", confidence="fair", saw=1, by=ana
    )
    sent = {"statement": "Mine.", "explanation": "", "confidence": "firm", "saw": 1}
    page = as_ana.post(where, sent)
    assert page.status_code == 409
    assert (b"Mine." in page.content, b"Theirs." in page.content) == (True, True)
    again = as_ana.post(where, sent | {"saw": page.context["form"]["saw"].value()})
    assert (again.status_code, Finding.objects.get().statement) == (302, "Mine.")


def test_a_finding_is_made_on_its_pages(
    as_ana: Client, finding: Finding, by_topic: ByTopic
) -> None:
    add = reverse("sensemaking:add_grounds", args=[finding.pk])
    as_ana.post(add, {"theme": by_topic("bus").pk})
    as_ana.post(add, {"passage": passage(BUS)})
    as_ana.post(add, {"passage": passage(LATE), "counter": "yes"})
    as_ana.post(reverse("sensemaking:decide_finding", args=[finding.pk, "accept"]))
    finding.refresh_from_db()
    kinds = list(finding.grounds.values_list("kind", flat=True))
    assert (finding.state, kinds) == ("accepted", ["theme", "passage", "counter"])
    as_ana.post(reverse("sensemaking:drop_grounds", args=[finding.grounds.last().pk]))
    finding.refresh_from_db()
    assert finding.state == "draft"


def test_other_pages_are_told_the_accepted_findings(
    as_ana: Client, accepted: Finding, collaboration: Collaboration, prompt: Prompt
) -> None:
    where = reverse("sensemaking:findings_about", args=[collaboration.pk])
    assert accepted.statement in as_ana.get(f"{where}?about=prompt:{prompt.pk}").content.decode()
    assert accepted.statement not in as_ana.get(f"{where}?about=round:1").content.decode()


def test_the_list_takes_the_same_few_questions_however_long_it_is(
    as_ana: Client, finding: Finding, collaboration: Collaboration, ana: Person
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    where = reverse("sensemaking:findings", args=[collaboration.pk])
    with CaptureQueriesContext(connection) as one:
        as_ana.get(where)
    for number in range(3):
        actions.write_finding(collaboration=collaboration, statement=f"No. {number}", by=ana)
    with CaptureQueriesContext(connection) as four:
        as_ana.get(where)
    assert len(four) == len(one)


def test_a_page_without_findings_teaches_what_one_is(
    as_ana: Client, collaboration: Collaboration
) -> None:
    page = as_ana.get(reverse("sensemaking:findings", args=[collaboration.pk])).content.decode()
    assert "Write the first finding" in page
