"""A public conversation comes in whole, once, and quotable without names."""

import codecs
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

import howff.formats
from howff.consent.models import Audience
from howff.conversations.actions.importing import import_polis
from howff.conversations.models import Answer, Conversation
from howff.conversations.queries.results import items_of
from howff.conversations.rules import Refused
from howff.evidence.models import PassageState
from howff.evidence.queries import quotes
from howff.formats.polis import PolisConversation, Statement, read_polis
from howff.people.models import Change, Collaboration, Person

FOLDER = Path(howff.formats.__file__).parent / "tests/data/polis/15-per-hour-seattle"


@pytest.fixture
def export() -> PolisConversation:
    """Seven statements, eleven people and their votes of a real conversation."""
    return read_polis(FOLDER)


@pytest.fixture
def conversation(
    collaboration: Collaboration, export: PolisConversation, ana: Person
) -> Conversation:
    """What the export became."""
    return import_polis(collaboration=collaboration, export=export, by=ana)


def test_the_conversation_is_closed_and_says_where_it_came_from(conversation: Conversation) -> None:
    assert (conversation.title, conversation.state) == ("$15/hour", "closed")
    assert conversation.purpose.splitlines()[1:] == [
        "",
        "https://pol.is/2demo",
        "The Computational Democracy Project and the conversation's owners, CC BY 4.0",
    ]
    assert conversation.opened_at
    assert conversation.opened_at.year == 2014
    assert conversation.closed_at
    assert conversation.closed_at.year == 2018


def test_every_person_and_every_vote_is_kept(
    conversation: Conversation, export: PolisConversation
) -> None:
    assert conversation.participants.count() == len(export.participants) == 11
    assert votes_of(Answer.objects.values_list("participant", "value")) == votes_of(
        (one.voter, one.vote) for one in export.votes
    )


def test_nobody_can_guess_their_way_into_somebody_elses_votes(conversation: Conversation) -> None:
    keys = list(conversation.participants.values_list("key", flat=True))
    assert all(len(key) == 32 for key in keys)
    assert len(set(keys)) == len(keys)


def votes_of(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, ...]]:
    """How each person voted, whoever they are."""
    people: dict[int, list[int]] = {}
    for person, vote in pairs:
        people.setdefault(person, []).append(vote)
    return sorted(tuple(sorted(votes)) for votes in people.values())


def test_statements_show_their_votes(conversation: Conversation, export: PolisConversation) -> None:
    shown = items_of(conversation.prompts.get(), Audience.REPORT)
    votes = Counter((one.statement, one.vote) for one in export.votes)
    texts = {one.text: one.id for one in export.statements}
    assert len(shown) == 6
    for one in shown:
        number = texts[one.text]
        assert (one.agree, one.disagree, one.passed) == tuple(
            votes[number, value] for value in (1, -1, 0)
        )


def test_what_moderators_refused_is_archived(conversation: Conversation) -> None:
    states = Counter(one.passage.state for one in conversation.prompts.get().items.all())
    assert states == {PassageState.PUBLISHED: 6, PassageState.ARCHIVED: 1}


def test_words_may_be_quoted_without_a_name(conversation: Conversation) -> None:
    passages = [one.passage for one in conversation.prompts.get().items.all()]
    assert {one.consent.wording for one in passages} == {"polis-open-data"}
    found = quotes([one.pk for one in passages], Audience.REPORT)
    assert {one.attribution for one in found.values() if not one.withdrawn} == {"a participant"}


def test_an_author_who_never_voted_is_a_participant_too(
    collaboration: Collaboration, export: PolisConversation
) -> None:
    written = replace(export.statements[0], id=99, author=5000)
    kept = import_polis(
        collaboration=collaboration,
        export=replace(export, statements=(*export.statements, written)),
        by=None,
    )
    assert kept.participants.count() == 12


def test_a_slur_waits_for_review(collaboration: Collaboration, export: PolisConversation) -> None:
    first = export.statements[0]
    slur = Statement(100, first.author, codecs.decode("gurl ner fcnm", "rot13"), 1, first.created)
    kept = import_polis(
        collaboration=collaboration, export=replace(export, statements=(slur,), votes=()), by=None
    )
    assert kept.prompts.get().items.get().passage.state == PassageState.REVIEW


def test_the_same_export_comes_in_once(
    conversation: Conversation, collaboration: Collaboration, export: PolisConversation
) -> None:
    with pytest.raises(
        Refused, match=r"^\$15/hour was imported already: it is conversation \d+\.$"
    ):
        import_polis(collaboration=collaboration, export=export, by=None)
    assert Conversation.objects.get() == conversation


def test_history_and_progress_say_what_was_done(
    collaboration: Collaboration, export: PolisConversation, ana: Person
) -> None:
    told: list[str] = []
    import_polis(collaboration=collaboration, export=export, by=ana, tell=told.append)
    votes = len(export.votes)
    assert told == ["11 people", "7 statements", f"{votes} of {votes} votes"]
    change = Change.objects.filter(collaboration=collaboration).order_by("pk").last()
    assert change
    assert (change.verb, change.by) == ("imported a conversation", ana)


def test_votes_without_times_stand_at_their_statement(
    collaboration: Collaboration, export: PolisConversation
) -> None:
    timeless = tuple(replace(one, at=None) for one in export.votes)
    import_polis(collaboration=collaboration, export=replace(export, votes=timeless), by=None)
    created = {one.created for one in export.statements}
    assert set(Answer.objects.values_list("answered_at", flat=True)) <= created
