"""Letters go through a real mail server, and the code in one of them signs somebody in."""

import re
import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from howff.people import actions, queries
from howff.people.errors import PeopleError
from howff.people.models import Collaboration, Invitation, Person
from howff.website import environment

pytestmark = pytest.mark.django_db(transaction=True)


class Letterbox:
    """Keeps what the mail server took in."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 Kept"


def a_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.fixture
def letterbox(settings) -> Iterator[list[EmailMessage]]:
    """A real mail server on this machine, and Howff set to use it."""
    cache.clear()
    box = Letterbox()
    port = a_free_port()
    settings.MAILERS = environment.mailers(f"smtp://127.0.0.1:{port}")
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box.letters
    controller.stop()


def words_of(letter: EmailMessage) -> str:
    return letter.get_body().get_content()


def code_in(letter: EmailMessage) -> str:
    code = re.search(r"^\s*([A-Z0-9]{2,}-?[A-Z0-9]{2,})\s*$", words_of(letter), re.MULTILINE)
    return code.group(1)


def test_ben_signs_in_with_the_code_in_his_letter(letterbox, client: Client, ben: Person):
    client.post(reverse("account_login"), {"login": "Ben@people.example"})
    [letter] = letterbox
    assert letter["To"] == "ben@people.example"
    client.post(reverse("account_confirm_login_code"), {"code": code_in(letter)})
    assert client.get(reverse("people:home")).status_code == 200


def test_a_wrong_code_does_not_sign_in(letterbox, client: Client, ben: Person):
    client.post(reverse("account_login"), {"login": ben.email})
    client.post(reverse("account_confirm_login_code"), {"code": "WRONG1"})
    assert client.get(reverse("people:home")).status_code == 302


def test_an_unknown_address_looks_like_a_known_one(letterbox, client: Client, ben: Person):
    known = client.post(reverse("account_login"), {"login": ben.email})
    unknown = Client().post(reverse("account_login"), {"login": "nobody@people.example"})
    assert (unknown.status_code, unknown.headers["Location"]) == (
        known.status_code,
        known.headers["Location"],
    )


def test_somebody_new_signs_up_with_an_address_alone(letterbox, client: Client):
    back = "/invitations/x/"
    client.post(reverse("account_signup") + f"?next={back}", {"email": "new@people.example"})
    [letter] = letterbox
    response = client.post(reverse("account_email_verification_sent"), {"code": code_in(letter)})
    assert response.headers["Location"] == back
    assert Person.objects.get().email == "new@people.example"
    assert client.get(reverse("people:home")).status_code == 200


def test_signing_up_twice_does_not_tell_that_the_address_is_known(
    letterbox, client: Client, ben: Person
):
    known = client.post(reverse("account_signup"), {"email": ben.email})
    unknown = Client().post(reverse("account_signup"), {"email": "new@people.example"})
    assert known.headers["Location"] == unknown.headers["Location"]


def test_an_invitation_arrives_and_its_link_lets_the_person_in(
    letterbox, client: Client, collaboration: Collaboration, ana: Person
):
    actions.invite(collaboration=collaboration, email="Eve@people.example", by=ana)
    [letter] = letterbox
    assert letter["To"] == "eve@people.example"
    assert letter["Subject"] == "You are invited to Harbour Together"
    link = re.search(r"http\S+(/invitations/\S+)", words_of(letter)).group(1)
    eve = actions.create_person(email="eve@people.example", name="Eve")
    client.force_login(eve)
    client.post(link)
    assert queries.membership_of(eve, collaboration).role == "member"


def test_an_invitation_is_kept_when_the_mail_server_is_away(
    settings, collaboration: Collaboration, ana: Person
):
    settings.MAILERS = environment.mailers(f"smtp://127.0.0.1:{a_free_port()}")
    with pytest.raises(PeopleError, match="share a link"):
        actions.invite(collaboration=collaboration, email="eve@people.example", by=ana)
    assert Invitation.objects.get().email == "eve@people.example"
