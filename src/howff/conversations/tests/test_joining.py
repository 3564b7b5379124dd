"""Joining needs nothing but a code."""

import pytest

from howff.conversations.actions import running
from howff.conversations.actions.joining import Joined, JoinRequest, read_join, record_joins
from howff.conversations.models import Conversation, Participant
from howff.conversations.queries.attendance import attendance_of
from howff.conversations.queries.identity import (
    Who,
    mine_token,
    participant_token,
    who_holds,
    who_owns,
)
from howff.conversations.rules import Refused
from howff.conversations.tests.conftest import Join
from howff.people.models import Organisation, Person


def test_a_code_may_be_typed_carelessly(conversation: Conversation) -> None:
    code = conversation.code
    (joined,) = record_joins([JoinRequest(code=f" {code[:3].lower()}-{code[3:]} ")])
    assert isinstance(joined, Joined)
    assert joined.conversation == conversation.pk


def test_joining_twice_with_one_key_makes_one_participant(join: Join) -> None:
    assert join(key="phone-1") == join(key="phone-1")
    assert join(key="phone-2") != join(key="phone-1")
    assert Participant.objects.count() == 2


def test_a_wrong_code_is_refused(conversation: Conversation) -> None:
    wrong, right = record_joins([JoinRequest(code="NOPE99"), JoinRequest(code=conversation.code)])
    assert isinstance(wrong, Refused)
    assert (wrong.code, wrong.status) == ("unknown_code", 404)
    assert isinstance(right, Joined)


def test_a_closed_conversation_takes_nobody_new(
    conversation: Conversation, ana: Person, join: Join
) -> None:
    early = join(key="early")
    running.close_conversation(conversation=conversation, by=ana)
    again, late = record_joins(
        [JoinRequest(conversation.code, key="early"), JoinRequest(conversation.code, key="late")]
    )
    assert again == Joined(early.pk, conversation.pk)
    assert isinstance(late, Refused)


def test_a_partner_is_recognised_by_name(join: Join, organisations: list[Organisation]) -> None:
    speaker = join(organisation="lantern trust", role="carer").speaker
    assert speaker.organisation == organisations[0]
    assert speaker.organisation_name == "Lantern Trust"
    assert speaker.organisation_kind == "third_sector"


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ([], None),
        ({"code": 5}, "code"),
        ({"code": "A", "name": "x" * 201}, "name"),
        ({"code": "A", "attribution": "loud"}, "attribution"),
        ({"code": "A", "audience": "world"}, "audience"),
    ],
)
def test_a_wrong_request_says_which_field(raw: object, field: str | None) -> None:
    with pytest.raises(Refused) as caught:
        read_join(raw)
    assert caught.value.field == field


def test_consent_is_asked_for_and_narrow_unless_given(join: Join) -> None:
    consent = join().consent
    assert (consent.attribution, consent.audience) == ("none", "group")


def test_small_groups_are_not_told_apart(join: Join, conversation: Conversation) -> None:
    for number in range(9):
        join(key=str(number), role="Carer" if number < 6 else f"Role {number}")
    came = attendance_of(conversation)
    assert came.people == 9
    assert sum(one.people for one in came.by_role) == 9
    assert all(one.people >= 5 for one in came.by_role)


def test_tokens_open_only_what_they_were_made_for() -> None:
    who = Who(participant=3, conversation=4)
    assert who_holds(participant_token(who)) == who
    assert who_owns(mine_token(who)) == who
    assert who_holds(mine_token(who)) is None
    assert who_owns(participant_token(who)) is None
    assert who_holds(participant_token(who)[:-2] + "xx") is None
