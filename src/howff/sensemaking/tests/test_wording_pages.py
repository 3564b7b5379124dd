"""Pages of names by a model: who allows it, what is told, and what a person does with it."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django.fixtures import Settings

from howff.evidence.queries import used_in
from howff.people.models import Collaboration, Person
from howff.sensemaking.actions import wording
from howff.sensemaking.models import Proposal, ProposalState, Theme
from howff.sensemaking.queries.wording import permission_of
from howff.sensemaking.tasks.wording import propose_wording
from howff.sensemaking.tests.fake_server import GOOD, Fake, listening
from howff.sensemaking.tests.wording import SAID, theme_in

pytestmark = pytest.mark.django_db
PART = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def fake(settings: Settings) -> Iterator[Fake]:
    """The server that the operator named."""
    with listening() as found:
        settings.WORDING = {"URL": found.url, "MODEL": "small", "KEY": ""}
        yield found


@pytest.fixture
def theme(collaboration: Collaboration) -> Theme:
    """A theme without a name."""
    return theme_in(collaboration)


def text(client: Client, path: str) -> str:
    """What a page says."""
    return " ".join(client.get(path).content.decode().split())


def test_ana_allows_it_and_ends_it(
    collaboration: Collaboration, as_ana: Client, fake: Fake
) -> None:
    path = f"/collaborations/{collaboration.pk}/wording/"
    assert "Not allowed here." in text(as_ana, path)
    assert as_ana.post(path, {"allow": "yes"}).status_code == 302
    assert permission_of(collaboration)
    assert "by Ana" in text(as_ana, path)
    assert as_ana.post(path, {"allow": "no"}).status_code == 302
    assert permission_of(collaboration) is None


def test_hana_helps_and_may_not_allow_it(
    collaboration: Collaboration, hana: Person, client: Client, fake: Fake
) -> None:
    client.force_login(hana)
    path = f"/collaborations/{collaboration.pk}/wording/"
    assert "Allow it here" not in text(client, path)
    assert client.post(path, {"allow": "yes"}).status_code == 403


def test_without_a_server_the_page_says_that_nothing_is_sent(
    collaboration: Collaboration, as_ana: Client
) -> None:
    page = text(as_ana, f"/collaborations/{collaboration.pk}/wording/")
    assert "No server for this is set up" in page
    assert "Allow it here" not in page


def test_a_name_is_asked_for_and_taken(
    theme: Theme, collaboration: Collaboration, ana: Person, as_ana: Client, fake: Fake
) -> None:
    wording.allow(collaboration=collaboration, by=ana)
    path = f"/themes/{theme.pk}/wording/"
    assert "Propose a name" in text(as_ana, path)
    asked = as_ana.post(path, headers=PART).content.decode()
    assert 'hx-trigger="load delay:2s"' in asked
    propose_wording.call(Proposal.objects.get().pk)
    shown = text(as_ana, path)
    assert GOOD["name"] in shown
    assert "from 4 quotes" in shown
    assert [said in shown for said in SAID] == [True, False, True, False]
    taken = as_ana.post(f"/wording/{Proposal.objects.get().pk}/take/", headers=PART)
    assert "has this name now" in taken.content.decode()
    theme.refresh_from_db()
    assert theme.name == GOOD["name"]
    page = text(as_ana, f"/collaborations/{collaboration.pk}/wording/")
    assert f"<td>{fake.url.split('/')[2]}</td>" in page
    assert '<td class="number">4</td><td>Taken</td>' in page


def test_a_proposal_is_left(
    theme: Theme, collaboration: Collaboration, ana: Person, as_ana: Client, fake: Fake
) -> None:
    wording.allow(collaboration=collaboration, by=ana)
    asked = wording.ask_for_wording(theme=theme, by=ana)
    propose_wording.call(asked.pk)
    left = as_ana.post(f"/wording/{asked.pk}/leave/", headers=PART).content.decode()
    assert "Left as it was." in left
    assert GOOD["name"] not in left
    again = as_ana.post(f"/wording/{asked.pk}/take/", headers=PART)
    assert (again.status_code, "no longer here" in again.content.decode()) == (409, True)


def test_why_no_name_came_is_said(
    theme: Theme, collaboration: Collaboration, ana: Person, as_ana: Client, fake: Fake
) -> None:
    wording.allow(collaboration=collaboration, by=ana)
    fake.status = 500
    asked = wording.ask_for_wording(theme=theme, by=ana)
    propose_wording.call(asked.pk)
    assert "could not help (HTTP 500)" in text(as_ana, f"/themes/{theme.pk}/wording/")


def test_what_a_model_says_is_only_text(
    theme: Theme, collaboration: Collaboration, ana: Person, as_ana: Client, fake: Fake
) -> None:
    wording.allow(collaboration=collaboration, by=ana)
    fake.says(GOOD | {"name": "<script>alert(1)</script>"})
    asked = wording.ask_for_wording(theme=theme, by=ana)
    propose_wording.call(asked.pk)
    shown = text(as_ana, f"/themes/{theme.pk}/wording/")
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown


def test_members_see_what_was_sent_and_outsiders_nothing(
    theme: Theme,
    collaboration: Collaboration,
    ana: Person,
    cleo: Person,
    dev: Person,
    client: Client,
    fake: Fake,
) -> None:
    wording.allow(collaboration=collaboration, by=ana)
    propose_wording.call(wording.ask_for_wording(theme=theme, by=ana).pk)
    path = f"/collaborations/{collaboration.pk}/wording/"
    client.force_login(cleo)
    assert "Waits for a person" in text(client, path)
    assert client.get(f"/themes/{theme.pk}/wording/").status_code == 403
    client.force_login(dev)
    assert client.get(path).status_code == 404
    assert client.get(f"/themes/{theme.pk}/wording/").status_code == 404
    assert Proposal.objects.get().state == ProposalState.READY


def test_the_privacy_page_says_whether_words_may_be_sent(
    client: Client, settings: Settings
) -> None:
    settings.WORDING = {}
    assert "Nothing that you say is sent to a language model." in text(client, "/privacy/")
    settings.WORDING = {"URL": "https://models.example/v1", "MODEL": "small", "KEY": ""}
    assert "a language model at models.example propose names" in text(client, "/privacy/")


def test_people_see_in_their_contributions_which_words_were_sent(
    theme: Theme, collaboration: Collaboration, ana: Person, fake: Fake
) -> None:
    wording.allow(collaboration=collaboration, by=ana)
    propose_wording.call(wording.ask_for_wording(theme=theme, by=ana).pk)
    passage = theme.placings.order_by("pk")[0].passage_id
    host = fake.url.split("/")[2]
    assert [one.label for one in used_in(passage)] == [
        f"sent to {host}, which proposes names for themes"
    ]


def test_a_decided_proposal_cannot_hold_words(theme: Theme, collaboration: Collaboration) -> None:
    words = {"collaboration": collaboration, "theme": theme, "name": "Late"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.create(state=ProposalState.TAKEN, **words)
