"""One's own link by e-mail: it serves nobody to write to strangers, and fails kindly."""

from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from howff.assessments.actions import answering
from howff.assessments.actions.answering.cards import new_card
from howff.assessments.models import Response, Round
from howff.assessments.tests.conftest import KEY, Begin
from howff.assessments.tests.held import items_of

EMAIL = "eve@people.example"


@pytest.fixture
def card(begin: Begin, open_round: Round) -> str:
    """The return card of somebody who has sent their answers."""
    return answering.give_card(response=begin(ratings={items_of(open_round)[0]: 3}, send=True))


def send(client: Client, round: Round, card: str = "") -> Any:
    address = reverse("assessments:mail_link", args=[round.code, KEY])
    return client.post(address, {"email": EMAIL, "card": card})


def test_the_own_card_goes_along(
    client: Client, open_round: Round, card: str, mailoutbox: list[Any]
) -> None:
    sent = send(client, open_round, card.lower().replace("-", " "))
    assert (sent.status_code, len(mailoutbox)) == (200, 1)
    assert mailoutbox[0].body.count(card) == 1


@pytest.mark.parametrize("typed", ["Buy our pills at pills.example", "the card of another"])
def test_no_other_text_is_sent_to_anybody(
    client: Client, open_round: Round, card: str, mailoutbox: list[Any], typed: str
) -> None:
    refused = send(client, open_round, new_card() if typed == "the card of another" else typed)
    assert (refused.status_code, refused.context["card"], mailoutbox) == (422, "", [])


def test_three_letters_are_enough(
    client: Client, open_round: Round, card: str, mailoutbox: list[Any]
) -> None:
    outcomes = [send(client, open_round, card) for _time in range(4)]
    assert [one.status_code for one in outcomes] == [200, 200, 200, 409]
    assert len(mailoutbox) == 3


def test_where_no_letter_can_be_sent_the_card_stays_on_the_page(
    client: Client, open_round: Round, card: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_letter: EmailMessage) -> None:
        raise SMTPServerDisconnected

    monkeypatch.setattr(EmailMessage, "send", away)
    failed = send(client, open_round, card)
    assert (failed.status_code, failed.context["card"]) == (503, card)
    assert "The letter could not be sent just now." in failed.content.decode()
    assert Response.objects.get().letters == 0
