"""A named server may propose a name for a theme, from quotes that may leave, and nothing more."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from howff.consent.models import Attribution, Audience
from howff.evidence.actions import choose_consent, set_state, take_back
from howff.evidence.models import Passage, PassageState
from howff.evidence.queries import used_in
from howff.people.errors import Refused
from howff.people.models import Collaboration, Organisation, Person
from howff.people.queries import changes_in
from howff.sensemaking.actions import wording
from howff.sensemaking.models import Decision, Proposal, ProposalState, Theme
from howff.sensemaking.queries.wording import permission_of, sent_from, to_send
from howff.sensemaking.tasks.wording import propose_wording, proposing
from howff.sensemaking.tasks.wording.errors import WordingError
from howff.sensemaking.tasks.wording.sentences import Wording
from howff.sensemaking.tests.fake_server import GOOD, Fake, listening
from howff.sensemaking.tests.wording import SAID, put_in, theme_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def fake(settings: Settings) -> Iterator[Fake]:
    """The server that the operator named."""
    with listening() as found:
        settings.WORDING = {"URL": found.url, "MODEL": "small", "KEY": "k3y"}
        yield found


@pytest.fixture
def theme(collaboration: Collaboration) -> Theme:
    """A theme without a name."""
    return theme_in(collaboration)


@pytest.fixture
def allowed(collaboration: Collaboration, ana: Person, fake: Fake) -> None:
    """Ana let the server propose names."""
    wording.allow(collaboration=collaboration, by=ana)


def proposed(theme: Theme, ana: Person) -> Proposal:
    """What came of asking for a name."""
    asked = wording.ask_for_wording(theme=theme, by=ana)
    propose_wording.call(asked.pk)
    asked.refresh_from_db()
    return asked


def passages() -> list[int]:
    """The numbers of all passages, in the order in which they were said."""
    return list(Passage.objects.order_by("pk").values_list("pk", flat=True))


class TestAllowed:
    def test_a_name_is_proposed_and_waits_for_a_person(
        self, theme: Theme, ana: Person, allowed: None
    ) -> None:
        asked = proposed(theme, ana)
        first, _second, third, _fourth = passages()
        assert (asked.state, asked.name, asked.description, asked.cited) == (
            ProposalState.READY,
            GOOD["name"],
            GOOD["description"],
            [first, third],
        )
        theme.refresh_from_db()
        assert theme.name == ""

    def test_what_is_sent_are_quotes_and_nothing_of_who_said_them_or_what_was_asked(
        self, theme: Theme, ana: Person, fake: Fake, allowed: None
    ) -> None:
        proposed(theme, ana)
        ((path, headers, body),) = fake.heard
        assert path == "/v1/chat/completions"
        assert headers["Authorization"] == "Bearer k3y"
        assert body["messages"][1]["content"] == "\n".join(
            f"{number}. {text}" for number, text in enumerate(SAID, 1)
        )
        assert set(body) == {"model", "messages", "temperature", "stream"}
        assert body["model"] == "small"
        for secret in ("Fergus", "Otter", "Visitor", "getting here", "Harbour", "Ana"):
            assert secret not in fake.prompt

    def test_what_was_sent_where_and_when_is_kept(
        self, theme: Theme, collaboration: Collaboration, ana: Person, fake: Fake, allowed: None
    ) -> None:
        asked = proposed(theme, ana)
        (told,) = sent_from(collaboration)
        host = fake.url.split("/")[2]
        assert (told.host, told.model, told.sent) == (host, "small", passages())
        assert told.sent_at
        for passage in passages():
            (use,) = used_in(passage)
            label = f"sent to {host}, which proposes names for themes"
            assert (use.used_by, use.label) == (f"wording:{asked.pk}", label)

    def test_a_fence_around_the_answer_does_no_harm(
        self, theme: Theme, ana: Person, fake: Fake, allowed: None
    ) -> None:
        fake.says(GOOD, fenced=True)
        assert proposed(theme, ana).state == ProposalState.READY

    def test_who_takes_a_proposal_names_the_theme(
        self, theme: Theme, collaboration: Collaboration, ana: Person, allowed: None
    ) -> None:
        wording.take_wording(proposal=proposed(theme, ana), by=ana)
        theme.refresh_from_db()
        assert (theme.name, theme.description) == (GOOD["name"], GOOD["description"])
        assert changes_in(collaboration)[0].verb == "described the theme"
        (kept,) = sent_from(collaboration)
        assert (kept.state, kept.name, kept.cited) == (ProposalState.TAKEN, "", [])

    def test_a_proposal_can_be_left_and_is_gone(
        self, theme: Theme, ana: Person, allowed: None
    ) -> None:
        asked = proposed(theme, ana)
        wording.leave_wording(proposal=asked, by=ana)
        asked.refresh_from_db()
        assert (asked.state, asked.name) == (ProposalState.LEFT, "")
        with pytest.raises(Refused, match="no longer here"):
            wording.take_wording(proposal=asked, by=ana)

    def test_asking_again_leaves_what_was_proposed_before(
        self, theme: Theme, ana: Person, allowed: None
    ) -> None:
        first = proposed(theme, ana)
        second = proposed(theme, ana)
        first.refresh_from_db()
        assert (first.state, second.state) == (ProposalState.LEFT, ProposalState.READY)

    def test_a_name_is_asked_for_once_at_a_time_unless_somebody_was_stopped(
        self, theme: Theme, ana: Person, allowed: None
    ) -> None:
        asked = wording.ask_for_wording(theme=theme, by=ana)
        with pytest.raises(Refused, match="being asked for already"):
            wording.ask_for_wording(theme=theme, by=ana)
        long_ago = timezone.now() - timedelta(minutes=6)
        Proposal.objects.filter(pk=asked.pk).update(asked_at=long_ago)
        assert wording.ask_for_wording(theme=theme, by=ana).state == ProposalState.WAITING

    def test_a_task_that_runs_twice_sends_once(
        self, theme: Theme, ana: Person, fake: Fake, allowed: None
    ) -> None:
        asked = proposed(theme, ana)
        assert propose_wording.call(asked.pk) == "nothing to do"
        assert len(fake.heard) == 1


class TestNotAllowed:
    def test_nothing_is_sent_before_somebody_allows_it(
        self, theme: Theme, ana: Person, fake: Fake
    ) -> None:
        with pytest.raises(Refused, match="not allowed here"):
            wording.ask_for_wording(theme=theme, by=ana)
        assert fake.heard == []

    def test_nothing_is_sent_once_it_is_no_longer_allowed(
        self, theme: Theme, collaboration: Collaboration, ana: Person, fake: Fake, allowed: None
    ) -> None:
        asked = wording.ask_for_wording(theme=theme, by=ana)
        wording.forbid(collaboration=collaboration, by=ana)
        propose_wording.call(asked.pk)
        asked.refresh_from_db()
        assert (asked.state, asked.trouble) == (
            ProposalState.REFUSED,
            "Names by a model are not allowed here.",
        )
        assert fake.heard == []

    def test_another_server_needs_another_permission(
        self,
        collaboration: Collaboration,
        settings: Settings,
        allowed: None,
    ) -> None:
        assert permission_of(collaboration)
        settings.WORDING = settings.WORDING | {"URL": "https://models.example/v1"}
        assert permission_of(collaboration) is None

    def test_without_a_server_it_cannot_be_allowed(
        self, collaboration: Collaboration, ana: Person, settings: Settings
    ) -> None:
        settings.WORDING = {}
        with pytest.raises(Refused, match="No server"):
            wording.allow(collaboration=collaboration, by=ana)

    def test_the_history_says_who_allowed_it_and_who_ended_it(
        self, collaboration: Collaboration, ana: Person, fake: Fake, allowed: None
    ) -> None:
        wording.forbid(collaboration=collaboration, by=ana)
        wording.forbid(collaboration=collaboration, by=ana)
        host = {"server": fake.url.split("/")[2]}
        ended, begun, *_earlier = changes_in(collaboration)
        assert (begun.verb, begun.by, begun.details) == ("let a model propose names", ana, host)
        assert (ended.verb, ended.details) == ("no longer lets a model propose names", host)


class TestWhatMayBeSent:
    @pytest.mark.parametrize(
        "telling",
        [
            "Write to me at cleo@people.example about it.",
            "Ring 0131 496 0000 when the bus is late.",
            "See www.harbour.example for the times.",
            "Cleo waits with me every day.",
            "fergus told me so.",
            "Lantern never answers the phone.",
            "At lantern trust they were kind.",
            "The Otters drove me home.",
            "Ask @busfan about the timetable.",
        ],
    )
    def test_quotes_that_may_tell_who_somebody_is_stay_here(
        self,
        theme: Theme,
        cleo: Person,
        organisations: list[Organisation],
        telling: str,
    ) -> None:
        put_in(theme, telling, source="answer:1:99:1")
        assert [one.text for one in to_send(theme)] == list(SAID)

    def test_quotes_for_the_group_only_held_or_unsure_stay_here(self, theme: Theme) -> None:
        put_in(theme, "For us.", source="a", audience=Audience.GROUP)
        put_in(theme, "To be read first.", source="b", state=PassageState.REVIEW)
        put_in(theme, "Something else perhaps.", source="c", unsure=True)
        assert [one.text for one in to_send(theme)] == list(SAID)

    def test_what_people_put_in_comes_first_and_what_they_took_out_stays_here(
        self, theme: Theme
    ) -> None:
        first, _second, _third, last = passages()
        Decision.objects.create(theme=theme, passage_id=first, belongs=False)
        Decision.objects.create(theme=theme, passage_id=last, belongs=True)
        assert [one.text for one in to_send(theme)] == [SAID[3], SAID[1], SAID[2]]

    def test_at_most_twelve_quotes_are_sent_none_of_them_long_or_twice(self, theme: Theme) -> None:
        put_in(theme, "late " * 200, source="long", sure=0.99)
        for number in range(20):
            put_in(theme, f"It was word{number} again.", source=f"more{number}")
            put_in(theme, "The same.", source=f"same{number}")
        sent = [one.text for one in to_send(theme)]
        assert len(sent) == len(set(sent)) == 12
        assert sent[0].endswith("late …")
        assert max(map(len, sent)) <= 302

    def test_too_few_quotes_are_not_sent(
        self, collaboration: Collaboration, ana: Person, fake: Fake, allowed: None
    ) -> None:
        asked = proposed(theme_in(collaboration, SAID[:2]), ana)
        assert asked.trouble == (
            "Too few quotes of this theme may be sent, so nothing was: at least 3 are needed."
        )
        assert (asked.sent_at, fake.heard) == (None, [])


class TestTakenBack:
    def test_words_taken_back_before_are_not_sent(
        self, theme: Theme, ana: Person, fake: Fake, allowed: None
    ) -> None:
        asked = wording.ask_for_wording(theme=theme, by=ana)
        take_back(passage_ids=passages()[:1])
        propose_wording.call(asked.pk)
        assert SAID[0] not in fake.prompt
        assert SAID[1] in fake.prompt

    def test_words_taken_back_while_the_model_thinks_leave_no_proposal(
        self, theme: Theme, ana: Person, allowed: None
    ) -> None:
        quotes = to_send(theme)
        asked = wording.ask_for_wording(theme=theme, by=ana)
        Passage.objects.filter(pk=passages()[0]).update(state=PassageState.ARCHIVED)
        with pytest.raises(WordingError, match="taken back meanwhile"):
            proposing._keep(asked, quotes, Wording("Late", "", [quotes[0].passage]))

    @pytest.mark.parametrize("how", ["taken back", "held", "for the group only"])
    def test_words_that_may_be_used_no_longer_take_the_proposal_with_them(
        self, theme: Theme, ana: Person, allowed: None, how: str
    ) -> None:
        asked = proposed(theme, ana)
        numbers = passages()[1:2]
        if how == "taken back":
            take_back(passage_ids=numbers)
        elif how == "held":
            set_state(passage_ids=numbers, state=PassageState.REVIEW)
        else:
            choose_consent(
                passage_ids=numbers, attribution=Attribution.NONE, audience=Audience.GROUP
            )
        asked.refresh_from_db()
        assert (asked.state, asked.name, asked.description) == (ProposalState.GONE, "", "")
        assert len(asked.sent) == len(SAID)
