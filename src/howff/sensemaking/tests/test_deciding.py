"""What people decide about themes: each a step, a line of history, and something to undo."""

from collections.abc import Callable

import pytest

from howff.conversations.models import Answer
from howff.people.errors import Refused
from howff.people.models import Change, Person
from howff.sensemaking.actions import deciding
from howff.sensemaking.actions.steps import Overtaken, undo
from howff.sensemaking.models import Decision, Step, Study, Theme
from howff.sensemaking.queries.members import Members
from howff.sensemaking.queries.principles import principles_for
from howff.sensemaking.queries.themes import Bench
from howff.sensemaking.tests.coffeehouse import BUS, PAPER, TRUST, looked
from howff.sensemaking.tests.test_looking import words_in

type ByTopic = Callable[[str], Theme]


def again(theme: Theme) -> Theme:
    """The theme as it is now."""
    found = Theme.objects.select_related("study").get(pk=theme.pk)
    found.study.refresh_from_db()
    return found


def test_a_decision_is_a_step_a_line_of_history_and_a_revision(
    study: Study, by_topic: ByTopic, ana: Person
) -> None:
    theme = by_topic("bus")
    step = deciding.rename(theme=theme, name="  Buses ", description="Getting about", by=ana)
    assert (step.revision, step.verb, step.by) == (1, "described the theme", ana)
    assert (again(theme).name, again(theme).description) == ("Buses", "Getting about")
    latest = Change.objects.first()
    assert latest
    assert (latest.verb, latest.subject) == ("described the theme", "Buses")
    study.refresh_from_db()
    assert study.revision == 1


@pytest.mark.parametrize(
    ("act", "field", "value"),
    [
        (deciding.accept, "state", "accepted"),
        (deciding.refuse, "state", "refused"),
        (deciding.lock, "locked", True),
    ],
)
def test_what_is_decided_can_be_undone(
    by_topic: ByTopic, ana: Person, act: Callable[..., Step], field: str, value: object
) -> None:
    theme = by_topic("bus")
    before = getattr(theme, field)
    step = act(theme=theme, by=ana)
    assert getattr(again(theme), field) == value
    undo(step=step, by=ana)
    assert getattr(again(theme), field) == before
    with pytest.raises(Overtaken, match="undone already"):
        undo(step=step, by=ana)


def test_merged_themes_are_one_and_apart_again_when_undone(
    study: Study, by_topic: ByTopic, ana: Person
) -> None:
    bus, paper = by_topic("bus"), by_topic("paperwork")
    step = deciding.merge(theme=bus, into=paper, by=ana)
    assert words_in(paper) == {*BUS, *PAPER}
    assert len(Bench(study).cards) == 2
    with pytest.raises(Refused, match="another theme"):
        deciding.merge(theme=paper, into=again(bus), by=ana)
    undo(step=step, by=ana)
    assert words_in(paper) == set(PAPER)


def test_merged_themes_stay_one_when_the_machine_looks_again(
    study: Study, by_topic: ByTopic, ana: Person
) -> None:
    bus, paper = by_topic("bus"), by_topic("paperwork")
    deciding.merge(theme=bus, into=paper, by=ana)
    looked(study, ana)
    assert words_in(paper) == {*BUS, *PAPER}


def test_some_answers_become_a_theme_of_their_own(
    by_topic: ByTopic, answers: list[Answer], ana: Person
) -> None:
    bus = by_topic("bus")
    chosen = [one.passage_id for one in answers[:2] if one.passage_id]
    step = deciding.split(theme=bus, passages=[*chosen, 999], name="Evenings", by=ana)
    made = Theme.objects.get(pk=step.after["made"])
    assert words_in(made) == set(BUS[:2])
    assert words_in(bus) == set(BUS[2:])
    undo(step=step, by=ana)
    assert not Theme.objects.filter(pk=made.pk).exists()
    assert words_in(bus) == set(BUS)
    with pytest.raises(Refused, match="go together"):
        deciding.split(theme=bus, passages=[999], by=ana)


def test_an_answer_may_be_about_two_things(
    by_topic: ByTopic, answers: list[Answer], ana: Person
) -> None:
    bus, trust, passage = by_topic("bus"), by_topic("trust"), answers[0].passage_id
    assert passage
    deciding.put_in(passage=passage, theme=trust, by=ana)
    assert (BUS[0] in words_in(bus), BUS[0] in words_in(trust)) == (True, True)
    deciding.leave_open(passage=passage, theme=trust, by=ana)
    assert words_in(trust) == set(TRUST)
    assert not Decision.objects.exists()


def test_a_quote_is_chosen_from_the_theme(
    by_topic: ByTopic, answers: list[Answer], ana: Person
) -> None:
    bus = by_topic("bus")
    deciding.choose_quote(theme=bus, passage=answers[3].passage_id, by=ana)
    (card,) = [one for one in Bench(bus.study).cards if one.theme.pk == bus.pk]
    assert card.quotes[0].text == BUS[3]
    with pytest.raises(Refused, match="answer of this theme"):
        deciding.choose_quote(theme=bus, passage=answers[-1].passage_id, by=ana)


def test_a_theme_belongs_to_a_principle_that_there_is(by_topic: ByTopic, ana: Person) -> None:
    bus = by_topic("bus")
    first = principles_for(ana, bus.study.collaboration)[0]
    deciding.attach(theme=bus, principle=first.key, by=ana)
    assert again(bus).principle == first.key
    with pytest.raises(Refused, match="choose a principle"):
        deciding.attach(theme=bus, principle="none:X1", by=ana)


def test_what_somebody_changed_since_is_not_undone(
    by_topic: ByTopic, ana: Person, hana: Person
) -> None:
    theme = by_topic("bus")
    step = deciding.rename(theme=theme, name="Buses", description="", by=ana)
    deciding.rename(theme=theme, name="Transport", description="", by=hana)
    with pytest.raises(Overtaken, match="changed this since"):
        undo(step=step, by=ana)
    assert again(theme).name == "Transport"


def test_two_who_decide_different_things_both_count(
    by_topic: ByTopic, ana: Person, hana: Person
) -> None:
    theme, seen = by_topic("bus"), by_topic("bus").study.revision
    deciding.lock(theme=theme, by=ana)
    deciding.rename(theme=theme, name="Buses", description="", seen=seen, by=hana)
    assert (again(theme).name, again(theme).locked) == ("Buses", True)


def test_a_theme_that_went_meanwhile_is_told_of(by_topic: ByTopic, ana: Person) -> None:
    theme = by_topic("bus")
    Theme.objects.filter(pk=theme.pk).delete()
    with pytest.raises(Overtaken, match="no longer there"):
        deciding.accept(theme=theme, by=ana)


def test_names_that_are_too_long_are_refused(by_topic: ByTopic, ana: Person) -> None:
    with pytest.raises(Refused, match="200 characters"):
        deciding.rename(theme=by_topic("bus"), name="b" * 201, description="", by=ana)


def test_another_level_is_laid_out_at_once_or_looked_for_after_decisions(
    study: Study, by_topic: ByTopic, ana: Person
) -> None:
    assert deciding.choose_level(study=study, level=0, by=ana) is False
    assert study.themes.count() == 2
    deciding.accept(theme=by_topic("bus"), by=ana)
    assert deciding.choose_level(study=study, level=1, by=ana) is True
    with pytest.raises(Refused, match="wait until"):
        deciding.choose_level(study=study, level=0, by=ana)


def test_people_are_counted_once_however_much_they_say(
    study: Study, say: Callable[..., Answer], by_topic: ByTopic, ana: Person
) -> None:
    say("bus 0", "The bus again")
    looked(study, ana)
    members = Members(study)
    bus = by_topic("bus")
    assert (len(members.of(bus.pk)), len(members.people_in(bus.pk))) == (7, 6)
