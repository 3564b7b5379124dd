"""Pages of themes of many collaborations: asking, agreeing, taking back, looking, joining."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from howff.consent.models import Attribution, Audience
from howff.evidence.actions import choose_consent, take_back
from howff.people.actions import add_member
from howff.people.models import Change, Collaboration, Person, Role
from howff.people.queries import places_in
from howff.sensemaking.models import CommonTheme, Gathering, SharedTheme, ThemeShare
from howff.sensemaking.tests.harbours import NAMES, Harbour, shared


def page_of(gathering: Gathering) -> str:
    """Where the gathered themes are."""
    return reverse("sensemaking:gathering", args=[gathering.pk])


def link_of(gathering: Gathering) -> str:
    """The link that invites."""
    return reverse("sensemaking:share_themes", args=[gathering.key])


def read(client: Client, address: str) -> str:
    """The words of a page."""
    return client.get(address).content.decode()


def test_ana_asks_and_sends_the_link(as_ana: Client, collaboration: Collaboration) -> None:
    address = reverse("sensemaking:gatherings", args=[collaboration.pk])
    assert "Nothing gathered yet" in read(as_ana, address)
    assert as_ana.post(address, {"title": " "}).status_code == 422
    as_ana.post(address, {"title": "All harbours", "purpose": "To write to the council."})
    made = Gathering.objects.get()
    assert (made.title, made.host) == ("All harbours", collaboration)
    page = read(as_ana, page_of(made))
    assert [link_of(made) in page, "Nothing to see yet" in page] == [True, True]


def test_their_facilitator_sees_what_would_be_shown_and_agrees(
    client: Client, gathering: Gathering, harbours: list[Harbour]
) -> None:
    theirs = harbours[0]
    client.force_login(theirs.by)
    page = client.get(link_of(gathering))
    (offer,) = page.context["offered"]
    assert (offer.name, offer.told, offer.quote.text) == ("Late buses", 10, "H0 says number 0")
    assert "at least 10 people" in page.content.decode()
    sent = {
        "of": theirs.here.pk,
        "theme": f"{theirs.theme.pk}:Late buses",
        "quote": f"{theirs.theme.pk}:{theirs.passages[0]}",
    }
    client.post(link_of(gathering), sent)
    kept = SharedTheme.objects.get()
    assert (kept.name, kept.quote_id) == ("Late buses", theirs.passages[0])
    assert kept.share.agreed_by == theirs.by
    line = Change.objects.get(verb="agreed to share themes")
    assert (line.collaboration, line.subject) == (theirs.here, "All harbours")
    assert "You share the themes that are ticked" in read(client, link_of(gathering))


def test_they_take_it_back_on_the_page(
    client: Client, gathering: Gathering, harbours: list[Harbour], shares: list[ThemeShare]
) -> None:
    client.force_login(harbours[0].by)
    mine = reverse("sensemaking:gatherings", args=[harbours[0].here.pk])
    stop = reverse("sensemaking:stop_sharing_themes", args=[shares[0].pk])
    assert stop in read(client, mine)
    client.post(stop)
    assert stop not in read(client, mine)
    assert Change.objects.filter(verb="no longer shares themes").get().by == harbours[0].by
    client.force_login(gathering.created_by)  # type: ignore[arg-type]
    page = read(client, page_of(gathering))
    assert [name in page for name in NAMES] == [False] * 5


def test_members_read_and_do_not_agree(
    client: Client, ben: Person, gathering: Gathering, harbours: list[Harbour]
) -> None:
    made = [shared(gathering, one) for one in harbours]
    client.force_login(ben)
    page = read(client, page_of(gathering))
    assert ["Late buses" in page, 'name="theme"' in page] == [True, False]
    assert "Your facilitator decides" in read(client, link_of(gathering))
    theirs = harbours[0].here
    place = places_in(theirs).get(name="Volunteer")
    add_member(collaboration=theirs, person=ben, role=Role.MEMBER, place=place, by=None)
    sent = {"of": theirs.pk, "theme": f"{harbours[0].theme.pk}:Late buses"}
    assert client.post(link_of(gathering), sent).status_code == 403
    stop = reverse("sensemaking:stop_sharing_themes", args=[made[0].pk])
    assert client.post(stop).status_code == 403


def test_outsiders_find_nothing(
    client: Client, dev: Person, gathering: Gathering, shares: list[ThemeShare]
) -> None:
    client.force_login(dev)
    stop = reverse("sensemaking:stop_sharing_themes", args=[shares[0].pk])
    sent = {"of": shares[0].collaboration_id, "theme": "1:x"}
    assert [
        client.get(page_of(gathering)).status_code,
        client.get(reverse("sensemaking:share_themes", args=["no-such-key"])).status_code,
        client.post(link_of(gathering), sent).status_code,
        client.post(stop).status_code,
    ] == [404] * 4


def test_whose_a_theme_is_stands_nowhere(
    as_ana: Client, gathering: Gathering, harbours: list[Harbour], shares: list[ThemeShare]
) -> None:
    page = read(as_ana, page_of(gathering))
    history = str(list(Change.objects.filter(collaboration=gathering.host).values()))
    told = [str(one.here) in text for one in harbours for text in (page, history)]
    assert told == [False] * 10
    assert "5 collaborations share themes." in page


def test_ana_joins_and_parts_on_the_page(
    as_ana: Client, gathering: Gathering, shares: list[ThemeShare]
) -> None:
    (pair,) = as_ana.get(page_of(gathering)).context["found"].suggested
    join = reverse("sensemaking:join_everywhere", args=[gathering.pk])
    as_ana.post(join, {"theme": [pair.value, "x", "999999999"]})
    page = read(as_ana, page_of(gathering))
    assert ["In 2 collaborations" in page, "at least 25 people" in page] == [True, True]
    common = CommonTheme.objects.get()
    part = reverse("sensemaking:part_everywhere", args=[gathering.pk, common.pk])
    assert part in page
    as_ana.post(part)
    assert "In 2 collaborations" not in read(as_ana, page_of(gathering))


def test_what_is_hidden_cannot_be_joined_by_its_number(
    as_ana: Client, gathering: Gathering, harbours: list[Harbour]
) -> None:
    for one in harbours[:4]:
        shared(gathering, one)
    numbers = ",".join(str(one.pk) for one in SharedTheme.objects.all())
    as_ana.post(reverse("sensemaking:join_everywhere", args=[gathering.pk]), {"theme": numbers})
    assert CommonTheme.objects.count() == 0


@pytest.mark.parametrize("few", ["people", "collaborations"])
def test_what_is_hidden_is_said(
    as_ana: Client, gathering: Gathering, shares: list[ThemeShare], few: str
) -> None:
    page = read(as_ana, page_of(gathering))
    said = {"people": "themes of fewer than 10 people", "collaborations": "fewer than 5 collab"}
    assert said[few] in page


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    audiences=st.lists(st.sampled_from(Audience), min_size=5, max_size=5),
    back=st.sets(st.integers(0, 4)),
    together=st.booleans(),
)
def test_words_for_the_group_or_taken_back_are_never_shown(
    as_ana: Client,
    gathering: Gathering,
    harbours: list[Harbour],
    shares: list[ThemeShare],
    audiences: list[Audience],
    back: set[int],
    together: bool,
) -> None:
    with transaction.atomic():
        if together:
            common = CommonTheme.objects.create(gathering=gathering)
            SharedTheme.objects.update(common=common)
        for one, audience in zip(harbours, audiences, strict=True):
            about = {"attribution": Attribution.ROLE, "audience": audience}
            choose_consent(passage_ids=one.passages[:1], **about)
        take_back(passage_ids=[harbours[at].passages[0] for at in back])
        page = read(as_ana, page_of(gathering))
        transaction.set_rollback(True)
    allowed = [at for at in range(5) if audiences[at] == Audience.REPORT and at not in back]
    shown = [at for at in range(5) if f"H{at} says number 0" in page]
    assert shown == (allowed[:1] if together else allowed)
