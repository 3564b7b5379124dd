"""One small world with something behind every address, and everybody who may ask for it."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from howff.conftest import joined
from howff.conversations.actions import noting, preparing, running
from howff.conversations.actions.answering import AnswerRequest, record_answers
from howff.conversations.actions.joining import JoinRequest, record_joins
from howff.conversations.queries.identity import Who, mine_token, participant_token
from howff.people import actions, queries
from howff.people.models import Collaboration, Person
from howff.reports import actions as reports

from .asked import of_instruments
from .everywhere import of_everywhere
from .findings import of_findings
from .passkey import passkey_of
from .stock import of_stock
from .themes import of_themes
from .votes import of_votes
from .wording import of_wording
from .workshops import of_a_workshop

PEOPLE = ("nobody", "dev", "ben", "cleo", "hana", "ana")
PROGRAMS = (*PEOPLE, "participant", "other phone")
PROMPTS = [
    {"kind": "questions", "text": "What do you want to ask?", "results": "live"},
    {"kind": "words", "text": "In a word?", "results": "live"},
]


class World:
    """Who asks, and what the parameters of addresses stand for."""

    def __init__(self) -> None:
        ana = actions.create_person(email="ana@people.example", name="Ana")
        self.collaboration = actions.create_collaboration(name="Harbour Together", by=ana)
        self.people = {
            "dev": actions.create_person(email="dev@people.example", name="Dev"),
            "ben": joined(self.collaboration, "Ben", "Front line", "member"),
            "cleo": joined(self.collaboration, "Cleo", "Lived experience", "member"),
            "hana": joined(self.collaboration, "Hana", "Volunteer", "helper"),
            "ana": ana,
        }
        self.sessions = {name: _session(person) for name, person in self.people.items()}
        self.keys = {
            name: actions.make_token(person=person, name="Program")
            for name, person in self.people.items()
        }
        self.values = _of_people(self.collaboration, ana) | self._of_a_conversation(ana)
        self.values |= of_stock(self.collaboration, ana)
        self.values |= of_a_workshop(self.collaboration, ana)
        self.values |= of_instruments(self.collaboration, ana)
        self.values |= of_votes(self.collaboration, ana)
        self.values |= of_themes(self.collaboration, ana)
        self.values |= of_wording(self.collaboration, self.values["themes"])
        self.values |= of_findings(self.collaboration, ana, self.values["said"])
        self.values |= of_everywhere(self.collaboration, ana)

    def visit(self, kind: str, method: str, path: str, sent: Mapping[str, Any]) -> HttpResponse:
        """What this person's browser gets; nothing that it does is kept."""
        browser = Client(raise_request_exception=False)
        if kind in self.sessions:
            browser.cookies["howff_session"] = self.sessions[kind]
        with undone():
            return getattr(browser, method.lower())(path, sent)

    def call(self, kind: str, method: str, path: str, sent: Mapping[str, Any]) -> HttpResponse:
        """What this person's program gets; nothing that it does is kept."""
        key = {"Authorization": f"Bearer {self.keys[kind]}"} if kind in self.keys else {}
        program = Client(raise_request_exception=False, headers=key)
        with undone():
            return program.generic(method, path, json.dumps(sent), "application/json")

    def filled(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        """What is sent along, with the world's own things where `@` names them."""
        return {
            name: self.values[value[1:]] if str(value).startswith("@") else value
            for name, value in sent.items()
        }

    def _of_a_conversation(self, ana: Person) -> dict[str, object]:
        talk = preparing.create_conversation(
            collaboration=self.collaboration, title="Coffeehouse", prompts=PROMPTS, by=ana
        )
        asked, said = [running.open_prompt(prompt=prompt, by=ana) for prompt in talk.prompts.all()]
        one, two = [
            Who(outcome.participant, talk.pk)
            for outcome in record_joins([JoinRequest(code=talk.code, key=key) for key in "12"])
        ]
        self.keys |= {"participant": participant_token(one), "other phone": participant_token(two)}
        _asked, word = record_answers(
            [
                AnswerRequest(one.participant, asked.pk, "When does it begin?", "1"),
                AnswerRequest(one.participant, said.pk, "trust", "2"),
            ]
        )
        note = noting.add_note(prompt=said, headline="Trust", points="", speaker="Eve", by=ana)
        item = asked.items.get()
        report = reports.draft_report(conversation=talk, by=ana)
        reports.publish(report=report, by=ana, visibility="members")
        return {
            "reports/pk": report.pk,
            "reports/address": report.address,
            "parts": next(block["id"] for block in report.blocks if block["kind"] == "questions"),
            "extension": "md",
            "in": self.collaboration.pk,
            "of": talk.pk,
            "conversations": talk.pk,
            "prompts": asked.pk,
            "items": item.pk,
            "questions": item.pk,
            "said": item.passage_id,
            "notes": note.pk,
            "answers": word,
            "j": talk.code,
            "c": talk.code,
            "mine": mine_token(one),
            "add": "text",
            "run": "close",
            "ending": "json",
        }


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _session(person: Person) -> str:
    browser = Client()
    browser.force_login(person)
    return browser.cookies["howff_session"].value


def _of_people(collaboration: Collaboration, ana: Person) -> dict[str, object]:
    invited = actions.invite(collaboration=collaboration, email="eve@people.example", by=ana)
    partners = [
        actions.add_organisation(collaboration=collaboration, name=name, kind="health", by=ana)
        for name in ("Lantern Trust", "Gone Trust")
    ]
    gone = actions.remove_organisation(organisation=partners[1], by=ana)
    return {
        "collaborations": collaboration.pk,
        "organisations": partners[0].pk,
        "places": collaboration.places.first().pk,
        "members": collaboration.memberships.get(person__name="Ben").pk,
        "invitations/invitation": collaboration.invitations.get().pk,
        "invitations/token": invited,
        "history": gone.pk,
        "keys": passkey_of(ana),
        "tokens": queries.tokens_of(ana).get().pk,
    }
