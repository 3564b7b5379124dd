"""What was taken back leaves the texts into which editors copied it, and nothing else does."""

import pytest

from howff.consent.models import Attribution, Audience
from howff.conversations.models import Answer, Conversation, Participant
from howff.evidence.actions import choose_consent, take_back
from howff.evidence.models import Passage, Use
from howff.evidence.queries import used_in
from howff.people.models import Change, Person
from howff.reports import actions
from howff.reports.actions.erasing import erase_copies
from howff.reports.blocks import Facts, Paragraphs, Said, from_json
from howff.reports.models import Report, Version

QUOTE = "Begin with what my week really looks like."
COPIED = f"As one said: {QUOTE} Yes."


def kept(report: Report) -> str:
    """Everything that is kept of a report."""
    rows = Version.objects.filter(report=report).values_list("title", "reason", "blocks")
    return repr([list(rows), Report.objects.filter(pk=report.pk).values_list("title", "blocks")])


@pytest.fixture
def copied(report: Report, ana: Person) -> Report:
    """The report, published with a copy of the words in a text, in facts and in what is new."""
    actions.add_block(report=report, block=Paragraphs(text=COPIED), by=ana)
    actions.add_block(report=report, block=Facts(rows=(("Motto", QUOTE),)), by=ana)
    actions.publish(report=report, by=ana, reason=f"With: {QUOTE}")
    return report


def test_copies_are_erased_from_drafts_and_versions(
    copied: Report, spoken: dict[str, Answer]
) -> None:
    take_back(passage_ids=[spoken["quote"].passage_id])
    assert QUOTE not in kept(copied)
    assert "As one said: […] Yes." in kept(copied)
    assert "With: […]" in kept(copied)


def test_narrowing_erases_copies_too(copied: Report, spoken: dict[str, Answer]) -> None:
    choose_consent(
        passage_ids=[spoken["quote"].passage_id],
        attribution=Attribution.ROLE,
        audience=Audience.GROUP,
    )
    assert QUOTE not in kept(copied)


def test_a_wider_report_that_quotes_the_words_is_cleaned(
    report: Report, spoken: dict[str, Answer], ana: Person
) -> None:
    wider = actions.new_report(collaboration=report.collaboration, title="Wider", by=ana)
    said = next(block for block in from_json(report.blocks) if isinstance(block, Said))
    for block in (said, Paragraphs(text=COPIED)):
        actions.add_block(report=wider, block=block, by=ana)
    take_back(passage_ids=[spoken["quote"].passage_id])
    assert QUOTE not in kept(wider)


def test_reports_that_have_nothing_to_do_with_it_stay(
    copied: Report, spoken: dict[str, Answer], ana: Person
) -> None:
    other = actions.new_report(collaboration=copied.collaboration, title="Another", by=ana)
    actions.add_block(report=other, block=Paragraphs(text=COPIED), by=ana)
    take_back(passage_ids=[spoken["quote"].passage_id])
    assert COPIED in kept(other)


@pytest.mark.parametrize(
    "said", ["mental health", "Unconstitutionality-in-one-very-long-word-of-somebody"]
)
def test_common_words_blank_nobody_elses(
    report: Report, spoken: dict[str, Answer], ana: Person, said: str
) -> None:
    actions.add_block(report=report, block=Paragraphs(text=f"We ask about {said}."), by=ana)
    passage = spoken["quote"].passage_id
    Passage.objects.filter(pk=passage).update(text=said)
    take_back(passage_ids=[passage])
    assert f"We ask about {said}." in kept(report)


def test_titles_and_the_hosts_own_words_stay(
    report: Report, spoken: dict[str, Answer], ana: Person
) -> None:
    title, purpose = "What does a kinder front door need from us all?", report.conversation.purpose
    actions.rename_report(report=report, title=title, by=ana)
    actions.add_block(report=report, block=Paragraphs(title=title, text="Well."), by=ana)
    long = f"{purpose} We ask everybody, and we listen to all."
    Conversation.objects.filter(pk=report.conversation_id).update(next_steps=long)
    actions.add_block(report=report, block=Paragraphs(text=long), by=ana)
    before = kept(report)
    erase_copies([spoken["quote"].passage_id], [title, long])
    assert kept(report) == before


def test_what_somebody_else_still_says_stays(copied: Report, spoken: dict[str, Answer]) -> None:
    other = spoken["question"].passage_id
    Passage.objects.filter(pk=other).update(text=QUOTE)
    take_back(passage_ids=[spoken["quote"].passage_id])
    assert COPIED in kept(copied)
    take_back(passage_ids=[other])
    assert QUOTE not in kept(copied)


def test_what_never_showed_is_not_cited_and_makes_no_version(
    report: Report, spoken: dict[str, Answer], ana: Person
) -> None:
    actions.publish(report=report, by=ana)
    hidden = spoken["secret word"].passage_id
    assert used_in(hidden) == []
    take_back(passage_ids=[hidden])
    assert report.versions.count() == 1


def test_words_that_may_be_shown_after_all_make_a_version_that_cites_them(
    report: Report, spoken: dict[str, Answer], ana: Person
) -> None:
    actions.publish(report=report, by=ana)
    hidden = spoken["secret word"].passage_id
    choose_consent(passage_ids=[hidden], attribution=Attribution.NONE, audience=Audience.REPORT)
    assert report.versions.first().reason == "a speaker let their words be shown"
    assert [use.label for use in used_in(hidden)] == ["Report, version 2"]


def test_neither_uses_nor_the_history_tell_a_title(
    report: Report, ana: Person, spoken: dict[str, Answer]
) -> None:
    actions.rename_report(report=report, title="Only for members", by=ana)
    actions.publish(report=report, by=ana)
    assert spoken["quote"].passage_id in Use.objects.values_list("passage", flat=True)
    assert set(Use.objects.values_list("label", flat=True)) == {"Report, version 1"}
    told = Change.objects.filter(subject=f"report:{report.pk}").values_list("verb", "details")
    assert "Only for members" not in repr(list(told))


def test_a_reworded_passage_makes_a_version_that_says_so(
    report: Report, spoken: dict[str, Answer], ana: Person
) -> None:
    from howff.reports.actions.withdrawing import hear

    actions.publish(report=report, by=ana)
    hear(passage_ids=[spoken["quote"].passage_id], erased=[QUOTE], reworded=True)
    assert report.versions.first().reason == "a speaker changed their words"


def test_a_removed_participant_leaves_no_copies(copied: Report, spoken: dict[str, Answer]) -> None:
    from howff.conversations.actions.contributing import take_back_everything

    take_back_everything(participant=Participant.objects.get(pk=spoken["quote"].participant_id))
    assert QUOTE not in kept(copied)
