"""The demo's past is whole: everybody came, what they said is kept, and its report can be read."""

import pytest
from django.test import Client

from howff.assessments.queries.across import sector_needs, shown
from howff.assessments.queries.figures import figures_of
from howff.consent.models import Audience
from howff.conversations.models import Answer, ConversationState
from howff.sensemaking.models import Theme, ThemeState
from howff.sensemaking.tasks.analyses import run_analysis
from howff.website.demo import across, past, present, sense, stock, themes


@pytest.mark.django_db
def test_the_demo_has_a_conversation_behind_it_and_one_going_on() -> None:
    said = past.talk()
    together, ana = past.make_collaboration(said)
    report = past.hold_conversation(together, ana, said)
    now = present.begin_conversation(together, ana)
    over = report.conversation
    assert over is not None
    assert (over.state, over.participants.count()) == (ConversationState.CLOSED, 124)
    assert Answer.objects.filter(prompt__conversation=over).count() > 400
    assert now.state == ConversationState.OPEN
    page = Client().get(f"/reports/{report.address}/")
    assert page.status_code == 200
    assert "We plan well in a crisis." in page.content.decode()


@pytest.mark.django_db
def test_the_demo_took_stock_twice_with_a_workshop_in_between() -> None:
    together, ana = past.make_collaboration(past.talk())
    second = stock.take_stock(together, ana)
    first = second.previous
    assert first is not None
    inside = [figures_of(round, Audience.GROUP) for round in (first, second)]
    assert [one.people for one in inside if one] == [101, 107]
    workshop = first.workshops.get()
    agreed = {topic.item: topic.agreed for topic in workshop.topics.all()}
    assert agreed == {"P2": 3, "B1": 3, "D2": 2, "R2": 2}
    assert [one.status for one in together.actions.all()].count("done") == 3
    page = Client()
    page.force_login(ana)
    said = page.get(f"/rounds/{second.pk}/results/P2/").content.decode()
    assert "You are split" in said


@pytest.mark.django_db
def test_the_demo_shows_six_people_safely_and_many_collaborations_together() -> None:
    together, ana = past.make_collaboration(past.talk())
    six = stock.take_stock_of_six(ana)
    figures = figures_of(six, Audience.GROUP)
    assert figures is not None
    assert figures.people == 6
    cells = [cell for item in figures.items for cell in item.organisations]
    assert {cell.shown for cell in cells} == {None}
    comparison = across.compare(stock.take_stock(together, ana), ana)
    found = shown(comparison)
    assert found is not None
    assert found.collaborations == 6
    assert "Contracts of at least three years for joint work" in sector_needs(comparison)


@pytest.mark.django_db
def test_the_demo_has_a_themed_question_in_which_some_is_decided_and_some_is_left() -> None:
    said = past.talk()
    together, ana = past.make_collaboration(said)
    report = past.hold_conversation(together, ana, said)
    assert report.conversation is not None
    study = themes.look_for_themes(report.conversation, ana)
    rows = Theme.objects.filter(study=study)
    accepted = rows.filter(state=ThemeState.ACCEPTED).values_list("name", flat=True)
    assert set(accepted) == {name for name, _ in themes.DECIDED.values()}
    assert rows.filter(state=ThemeState.SUGGESTED).count() >= 2
    page = Client()
    page.force_login(ana)
    shown = page.get(study.get_absolute_url()).content.decode()
    assert "Pay people for planning" in shown


@pytest.mark.django_db
def test_the_demo_finds_groups_common_ground_and_views_of_few_in_real_votes() -> None:
    together, ana = past.make_collaboration(past.talk())
    study = sense.look_at_votes(together, ana)
    assert run_analysis.call(study.analyses.get().pk) == "done"
    page = Client()
    page.force_login(ana)
    said = page.get(study.get_absolute_url()).text
    assert "2 groups who vote differently" in said
    for part in ("ground", "divides", "few", "groups"):
        assert f'id="{part}"' in said
