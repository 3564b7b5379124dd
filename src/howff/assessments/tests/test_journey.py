"""A collaboration says where it is on its way, in its own words."""

from datetime import date

import pytest
from django.urls import reverse

from howff.assessments.actions import journey as actions
from howff.assessments.models import Milestone
from howff.assessments.queries.journey import in_order, journey_of, suiting
from howff.instruments.definitions import built_in
from howff.people.errors import Refused


@pytest.fixture
def begun(collaboration, ana):
    """A journey with our own stages."""
    actions.begin_journey(collaboration=collaboration, by=ana)
    return list(collaboration.stages.all())


def names(collaboration):
    return [stage.name for stage in collaboration.stages.all()]


def test_a_journey_begins_from_our_stages_once(begun, collaboration, ana):
    actions.begin_journey(collaboration=collaboration, by=ana)
    assert names(collaboration) == ["Beginning", "Building", "Delivering", "Renewing"]
    assert journey_of(collaboration).now is None


def test_stages_are_renamed_moved_and_added(begun, collaboration, ana):
    actions.edit_stage(stage=begun[0], name="Finding  our feet", by=ana)
    actions.move_stage(stage=begun[3], up=True, by=ana)
    actions.add_stage(collaboration=collaboration, name="Handing on", by=ana)
    wanted = ["Finding our feet", "Building", "Renewing", "Delivering", "Handing on"]
    assert names(collaboration) == wanted


def test_the_stage_entered_last_is_where_we_are_also_when_we_went_back(begun, collaboration, ana):
    actions.enter_stage(stage=begun[1], by=ana, on=date(2026, 3, 1))
    actions.enter_stage(stage=begun[0], by=ana, on=date(2026, 6, 1))
    assert journey_of(collaboration).now == begun[0]


def test_a_stage_needs_a_name(begun, collaboration, ana):
    with pytest.raises(Refused) as refused:
        actions.add_stage(collaboration=collaboration, name=" ", by=ana)
    assert refused.value.field == "name"


def test_milestones_outlive_their_stage(begun, collaboration, ana):
    milestone = actions.set_milestone(stage=begun[1], title="One front door", by=ana)
    actions.remove_stage(stage=begun[1], by=ana)
    milestone.refresh_from_db()
    assert milestone.stage == begun[0]


def test_the_last_stage_stays_while_it_has_milestones(collaboration, ana):
    stage = actions.add_stage(collaboration=collaboration, name="Here", by=ana)
    actions.set_milestone(stage=stage, title="One front door", by=ana)
    with pytest.raises(Refused, match="no other stage"):
        actions.remove_stage(stage=stage, by=ana)
    assert Milestone.objects.count() == 1


def test_what_suits_the_stage_comes_first(begun):
    index = built_in("collaborative-providers-index")
    suited = [one.id for one in suiting(index, begun[0])]
    every = [item.id for item in index.items()]
    assert 0 < len(suited) < len(every)
    ordered = in_order(index, begun[0])
    assert (list(ordered[: len(suited)]), sorted(ordered)) == (suited, sorted(every))
    assert list(in_order(index, None)) == every


def test_ana_keeps_the_journey_in_a_browser(as_ana, collaboration):
    here = reverse("assessments:journey", args=[collaboration.pk])
    assert "Begin from these stages" in as_ana.get(here).content.decode()
    as_ana.post(reverse("assessments:begin_journey", args=[collaboration.pk]))
    stage = collaboration.stages.first()
    as_ana.post(reverse("assessments:enter_stage", args=[stage.pk]))
    sent = {"title": "A first meeting", "reached_on": "2026-05-02", "evidence": "The minutes"}
    as_ana.post(reverse("assessments:add_milestone", args=[stage.pk]), sent)
    page = as_ana.get(here).content.decode()
    said = ["We are here<" in page, "A first meeting" in page, "The minutes" in page]
    assert said == [True, True, True]


def test_a_wrong_date_keeps_what_was_typed(as_ana, begun):
    sent = {"title": "A first meeting", "reached_on": "soon"}
    answer = as_ana.post(reverse("assessments:add_milestone", args=[begun[0].pk]), sent)
    assert (answer.status_code, "A first meeting" in answer.content.decode()) == (422, True)
