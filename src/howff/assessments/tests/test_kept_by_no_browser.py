"""Pages with what people said are kept by no browser, so that nobody goes back to them."""

import pytest
from django.test import Client
from django.urls import reverse

from howff.assessments.actions import answering
from howff.assessments.actions.answering import About
from howff.assessments.models import Round, RoundState
from howff.assessments.tests.held import items_of
from howff.people.models import Person


def kept_by_none(client: Client, name: str, *args: object) -> bool:
    """Whether a page is shown, and tells every browser to forget it."""
    page = client.get(reverse(f"assessments:{name}", args=args))
    return page.status_code == 200 and "no-store" in page["Cache-Control"]


def test_pages_of_helpers(as_ana: Client, open_round: Round, ana: Person) -> None:
    led = answering.begin_interview(round=open_round, about=About(), by=ana)
    given = {"about": About(), "by": ana, "ratings": {items_of(open_round)[0]: 3}, "words": {}}
    typed = answering.enter(round=open_round, **given)
    pages = [
        *((name,) for name in ("interviews", "enter", "import", "round_words")),
        *(("interview", led.id), ("finish_interview", led.id), ("entered", typed.id)),
    ]
    shown = {name: kept_by_none(as_ana, name, open_round.pk, *more) for name, *more in pages}
    assert shown == dict.fromkeys(shown, True)


@pytest.mark.parametrize("name", ["results", "progress"])
def test_pages_of_results(as_ana: Client, open_round: Round, name: str) -> None:
    Round.objects.update(state=RoundState.CLOSED)
    assert kept_by_none(as_ana, name, open_round.pk)
