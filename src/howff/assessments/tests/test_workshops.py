"""Preparing a workshop: what it talks about, and who may."""

import pytest
from django.test import Client

from howff.assessments.actions.workshops import preparing
from howff.assessments.models import Round, Topic, Workshop
from howff.assessments.queries.workshops.agenda import left_out, suggested
from howff.assessments.queries.workshops.recipe import recipe_of
from howff.assessments.tests.workshop_sample import closed_round
from howff.instruments.recipes import parse_recipe
from howff.people.errors import Refused
from howff.people.models import Collaboration, Organisation, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def round(collaboration: Collaboration, organisations: list[Organisation], ana: Person) -> Round:
    """A closed round."""
    return closed_round(collaboration, organisations, ana)


@pytest.fixture
def workshop(round: Round, ana: Person) -> Workshop:
    """A workshop on what is suggested."""
    return preparing.create_workshop(round=round, title="Looking together", by=ana)


def whys(round: Round) -> list[tuple[str, int, bool]]:
    return [(one.why, one.minutes, one.chosen) for one in suggested(round)]


def test_the_agenda_begins_with_what_divides_people(round: Round) -> None:
    assert whys(round) == [
        ("You are split: some of you rate this low and others high.", 20, True),
        ("Your ratings are spread out: you do not see this alike.", 15, True),
        ("You agree that this is not strong yet.", 10, True),
        ("You agree that this goes well: a word on what keeps it so.", 5, False),
        ("Too few of you rated it to show numbers; you can talk about it.", 15, False),
    ]


def test_without_figures_every_principle_can_be_talked_about(round: Round) -> None:
    round.published.all().delete()
    assert [one.chosen for one in suggested(round)] == [False] * 5


def test_a_workshop_takes_what_is_suggested_or_what_is_chosen(
    workshop: Workshop, round: Round, ana: Person
) -> None:
    items = [one.item for one in suggested(round)]
    assert [one.item for one in workshop.topics.all()] == items[:3]
    other = preparing.create_workshop(round=round, title="Other", by=ana, items=[items[4]])
    assert [one.item for one in other.topics.all()] == [items[4]]
    assert [one.item for one in left_out(round, other.topics.all())] == items[:4]


def test_a_round_that_is_open_has_no_workshop_yet(round: Round, ana: Person) -> None:
    round.state = "open"
    with pytest.raises(Refused) as refused:
        preparing.create_workshop(round=round, title="Too early", by=ana)
    assert refused.value.status == 409


def test_topics_are_moved_added_timed_and_left_out(workshop: Workshop, ana: Person) -> None:
    first, second, third = workshop.topics.all()
    assert preparing.move_topic(topic=first, step=1, by=ana) == 2
    assert list(workshop.topics.all()) == [second, first, third]
    assert preparing.move_topic(topic=second, step=-1, by=ana) == 1
    preparing.remove_topic(topic=third, by=ana)
    assert list(workshop.topics.all()) == [second, first]
    again = preparing.add_topic(workshop=workshop, item=third.item, by=ana)
    assert preparing.add_topic(workshop=workshop, item=third.item, by=ana) == again
    assert list(workshop.topics.all()) == [second, first, again]
    preparing.set_minutes(topic=again, minutes=25, by=ana)
    assert Topic.objects.get(pk=again.pk).minutes == 25
    with pytest.raises(Refused):
        preparing.add_topic(workshop=workshop, item="nothing", by=ana)


def test_a_topic_that_the_room_wrote_about_stays(workshop: Workshop, ana: Person) -> None:
    topic = workshop.topics.all()[0]
    topic.reason = "We began to write."
    with pytest.raises(Refused) as refused:
        preparing.remove_topic(topic=topic, by=ana)
    assert refused.value.status == 409


def test_phones_are_asked_each_principle_with_its_worded_levels(workshop: Workshop) -> None:
    recipe = parse_recipe(recipe_of(workshop))
    assert [one.help for one in recipe.prompts] == [one.title for one in workshop.topics.all()]
    assert {(one.kind, one.results, len(one.options)) for one in recipe.prompts} == {
        ("rating", "hidden", 5)
    }


def test_a_facilitator_prepares_a_workshop_on_pages(
    as_ana: Client, round: Round, workshop: Workshop
) -> None:
    listed = as_ana.get(f"/rounds/{round.pk}/workshops/")
    assert "Looking together" in listed.text
    page = as_ana.get(f"/rounds/{round.pk}/workshops/new/")
    assert page.text.count(" checked") == 3
    item = suggested(round)[4].item
    made = as_ana.post(f"/rounds/{round.pk}/workshops/new/", {"title": "One", "items": [item]})
    one = Workshop.objects.latest("pk")
    assert made.url == f"/workshops/{one.pk}/agenda/"
    assert [topic.item for topic in one.topics.all()] == [item]
    wrong = as_ana.post(f"/rounds/{round.pk}/workshops/new/", {"title": "", "items": [item]})
    assert (wrong.status_code, wrong.text.count(" checked")) == (422, 1)


def test_the_agenda_page_changes_the_agenda(as_ana: Client, workshop: Workshop) -> None:
    address = f"/workshops/{workshop.pk}/agenda/"
    first, second, third = workshop.topics.all()
    as_ana.post(f"/topics/{first.pk}/move/", {"to": "down"})
    as_ana.post(f"/topics/{first.pk}/minutes/", {"minutes": "33"})
    as_ana.post(f"/topics/{first.pk}/minutes/", {"minutes": "much"})
    as_ana.post(f"/topics/{third.pk}/remove/")
    as_ana.post(f"/workshops/{workshop.pk}/topics/", {"item": third.item})
    as_ana.post(address, {"title": "Renamed", "held_on": "2026-12-01"})
    kept = [(one.item, one.minutes) for one in workshop.topics.all()]
    assert kept == [(second.item, 15), (first.item, 33), (third.item, 10)]
    page = as_ana.get(address)
    assert "Renamed" in page.text
    assert "about 58 minutes" in page.text
    assert as_ana.post(address, {"title": ""}).status_code == 422


def test_the_script_tells_the_steps_and_the_topics(as_ana: Client, workshop: Workshop) -> None:
    page = as_ana.get(f"/workshops/{workshop.pk}/script/").text
    assert "Hear from both ends first." in page
    assert page.count('class="flow script-topic"') == 3
