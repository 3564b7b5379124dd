"""One door gives out words, and it asks consent every time."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from howff.consent.actions import give
from howff.consent.models import Attribution, Audience, Consent
from howff.consent.queries import in_words
from howff.evidence.actions import choose_consent, cite, erase_again, keep, set_state, take_back
from howff.evidence.models import Passage, PassageState, Speaker, Use, Withdrawal
from howff.evidence.queries import attribution_of, own_words, quotes, texts, used_in
from howff.evidence.signals import passage_changed
from howff.people.models import Collaboration
from howff.sense import words
from howff.sense.embedding import terms
from howff.sense.words import cloud

type Speak = Callable[..., Passage]
WORDS = "The ferry never waits for us."


@pytest.fixture
def speak(collaboration: Collaboration) -> Speak:
    """Keeps something that Cleo said."""

    def speaks(
        text: str = WORDS,
        source: str = "answer:1:1:",
        attribution: Attribution = Attribution.ROLE,
        audience: Audience = Audience.REPORT,
        state: PassageState = PassageState.PUBLISHED,
    ) -> Passage:
        now = timezone.now()
        speaker = Speaker.objects.create(
            name="Cleo", role="carer", organisation_name="Quayside Carers"
        )
        (passage,) = keep(
            [
                Passage(
                    collaboration=collaboration,
                    source=source,
                    text=text,
                    speaker=speaker,
                    consent=give(attribution=attribution, audience=audience),
                    state=state,
                    said_at=now,
                    changed_at=now,
                )
            ]
        )
        return passage

    return speaks


def test_words_for_the_report_come_with_the_chosen_attribution(speak: Speak) -> None:
    passage = speak()
    quote = quotes([passage.pk], Audience.REPORT)[passage.pk]
    assert (quote.text, quote.attribution, quote.withdrawn) == (WORDS, "carer", False)


@pytest.mark.parametrize("state", ["review", "archived"])
def test_what_is_not_published_has_no_words(speak: Speak, state: str) -> None:
    passage = speak(state=PassageState(state))
    assert quotes([passage.pk], Audience.GROUP)[passage.pk].text == ""
    assert texts([passage.pk], Audience.GROUP) == {}
    assert own_words([passage.pk])[passage.pk].text == WORDS


def test_what_stays_in_the_group_never_reaches_a_report(speak: Speak) -> None:
    passage = speak(audience=Audience.GROUP)
    assert quotes([passage.pk], Audience.GROUP)[passage.pk].text == WORDS
    kept_back = quotes([passage.pk], Audience.REPORT)[passage.pk]
    assert (kept_back.text, kept_back.attribution) == ("", "")
    assert kept_back.reason == "not for this audience"
    assert texts([passage.pk], Audience.REPORT) == {}


@given(
    attribution=st.sampled_from(Attribution),
    name=st.sampled_from(["", "Cleo"]),
    role=st.sampled_from(["", "carer"]),
    organisation=st.sampled_from(["", "Quayside Carers"]),
)
def test_an_attribution_tells_no_more_than_was_chosen(
    attribution: Attribution, name: str, role: str, organisation: str
) -> None:
    speaker = Speaker(name=name, role=role, organisation_name=organisation)
    line = attribution_of(Consent(attribution=attribution), speaker)
    allowed = {"none": "", "role": role, "organisation": f"{role} {organisation}", "name": name}
    told = [part for part in (name, role, organisation) if part and part in line]
    assert line
    assert all(part in allowed[attribution] for part in told)


def test_taking_back_erases_the_words_and_leaves_proof(speak: Speak) -> None:
    passage = speak()
    cite(passage_ids=[passage.pk], used_by="report:1:1", label="Flash report, version 1")
    cite(passage_ids=[passage.pk], used_by="report:1:1", label="Flash report, version 1")
    heard: list[object] = []

    def hears(**told: object) -> None:
        heard.append((told["passage_ids"], told["erased"]))

    passage_changed.connect(hears)
    take_back(passage_ids=[passage.pk])
    take_back(passage_ids=[passage.pk])
    passage_changed.disconnect(hears)
    passage.refresh_from_db()
    assert (passage.text, passage.state, passage.speaker) == ("", "withdrawn", None)
    assert Withdrawal.objects.count() == 1
    assert heard == [([passage.pk], [WORDS])]
    assert [use.label for use in used_in(passage.pk)] == ["Flash report, version 1"]
    assert Use.objects.count() == 1
    assert quotes([passage.pk], Audience.GROUP)[passage.pk].reason == "taken back"


def test_what_was_taken_back_cannot_be_published_again(speak: Speak) -> None:
    passage = speak()
    take_back(passage_ids=[passage.pk])
    set_state(passage_ids=[passage.pk], state=PassageState.PUBLISHED)
    passage.refresh_from_db()
    assert passage.state == PassageState.WITHDRAWN


def test_narrowing_keeps_the_consent_that_was_given_before(speak: Speak) -> None:
    passage = speak()
    before = passage.consent
    choose_consent(passage_ids=[passage.pk], attribution=Attribution.NONE, audience=Audience.GROUP)
    passage.refresh_from_db()
    assert passage.consent.replaces == before
    assert quotes([passage.pk], Audience.REPORT)[passage.pk].text == ""
    assert quotes([passage.pk], Audience.GROUP)[passage.pk].attribution == "a participant"
    assert in_words(passage.consent) == "Stays in this group, without saying anything about you."


def test_a_restored_backup_forgets_again_but_not_what_was_said_since(speak: Speak) -> None:
    old = speak(source="answer:1:1:")
    taken = timezone.now()
    new = speak(source="answer:1:2:", text="Said again, later.")
    assert erase_again([("answer:1:1:", taken), ("answer:1:2:", taken), ("gone", taken)]) == 1
    assert texts([old.pk, new.pk], Audience.GROUP) == {new.pk: "Said again, later."}


def test_an_archived_passage_stays_archived_when_it_is_reworded(speak: Speak) -> None:
    passage = speak(state=PassageState.ARCHIVED)
    speak(text="The same, worded anew.")
    passage.refresh_from_db()
    assert (passage.text, passage.state) == ("The same, worded anew.", "archived")


@pytest.mark.django_db(transaction=True)
def test_erased_words_are_in_no_dump_of_the_database(speak: Speak, tmp_path: object) -> None:
    words = "sealskin-lantern-and-a-wholly-unlikely-phrase"
    for number in range(40):
        speak(text=f"{words} {number}", source=f"answer:9:{number}:")
    assert words in dump()
    take_back(passage_ids=Passage.objects.values_list("pk", flat=True))
    assert words not in dump()


def dump() -> str:
    """Everything that the database holds, row by row."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return "".join(connection.connection.iterdump())
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows.append(repr(cursor.fetchall()))
        return "".join(rows)


def test_words_that_were_remembered_for_speed_are_forgotten(
    speak: Speak, django_capture_on_commit_callbacks: Callable
) -> None:
    passage = speak()
    cloud([("Cleo", WORDS)])
    list(terms.runs(WORDS))
    with django_capture_on_commit_callbacks(execute=True):
        take_back(passage_ids=[passage.pk])
    assert [words._entries.cache_info().currsize, terms._term.cache_info().currsize] == [0, 0]
