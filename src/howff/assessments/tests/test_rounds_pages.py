"""A facilitator prepares and runs a round on four pages; members see where it stands."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from howff.assessments import tasks
from howff.assessments.actions import rounds
from howff.assessments.models import Round
from howff.assessments.tests.held import answered, closed, front_line, items_of, prepared
from howff.instruments.queries import builtin

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def draft(collaboration, organisations, ana):
    """A round in which twelve people of each of three partners are expected."""
    return prepared(collaboration, dict.fromkeys(organisations, 12), ana)


@pytest.fixture
def opened(draft, ana):
    """The same round, open."""
    return rounds.open_round(round=draft, by=ana)


def at(name, *numbers):
    """The address of a page."""
    return reverse(f"assessments:{name}", args=numbers)


def test_a_first_round_is_prepared_in_four_pages(as_ana, collaboration, organisations, ben):
    new = at("new_round", collaboration.pk)
    sent = {"title": "First", "version": builtin("pulse").pk, "attributed": "private"}
    answer = as_ana.post(new, sent)
    round = Round.objects.get()
    assert answer.headers["Location"] == at("round_partners", round.pk)
    table = as_ana.get(at("round_partners", round.pk)).context["form"]
    place = front_line(round).place_id
    assert table.initial == {f"people-{organisations[0].pk}-{place}": 1}  # Ben belongs here
    numbers = {f"people-{one.pk}-{place}": "6" for one in organisations}
    answer = as_ana.post(at("round_partners", round.pk), numbers)
    assert answer.headers["Location"] == at("round_rules", round.pk)
    page = as_ana.get(at("round_rules", round.pk))
    days = {name: page.context["form"][name].value() for name in ("closes_on", "reminders")}
    sent = {"closes_on": days["closes_on"], "reminders": days["reminders"]}
    rules = {
        "threshold": 5,
        "threshold_outside": 10,
        "weighting": "pooled",
        "compares": "either",
        "cards": "on",
    }
    answer = as_ana.post(at("round_rules", round.pk), sent | rules)
    assert answer.headers["Location"] == at("round", round.pk)
    as_ana.post(at("open_round", round.pk))
    round.refresh_from_db()
    assert (round.state, round.reminders.count()) == ("open", 2)
    assert round.closes_on == timezone.localdate() + timedelta(days=21)


def test_wrong_forms_come_back_with_what_was_typed(as_ana, collaboration, draft, organisations):
    answer = as_ana.post(at("new_round", collaboration.pk), {"title": "", "purpose": "Because"})
    assert (answer.status_code, answer.context["form"]["purpose"].value()) == (422, "Because")
    cell = f"people-{organisations[0].pk}-0"
    answer = as_ana.post(at("round_partners", draft.pk), {cell: "many"})
    assert (answer.status_code, answer.context["form"][cell].value()) == (422, "many")
    sent = {
        "threshold": 3,
        "threshold_outside": 10,
        "weighting": "pooled",
        "compares": "either",
        "reminders": "soon",
    }
    answer = as_ana.post(at("round_rules", draft.pk), sent)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"reminders"})
    answer = as_ana.post(at("round_rules", draft.pk), sent | {"reminders": ""})
    assert answer.context["form"].errors.as_data().keys() == {"threshold"}
    assert "never" in str(answer.context["form"].errors) or "always" in str(
        answer.context["form"].errors
    )


def test_the_preview_follows_what_is_typed_and_keeps_nothing(as_ana, draft, organisations):
    numbers = {f"people-{one.pk}-0": "1" for one in organisations}
    answer = as_ana.post(at("round_preview", draft.pk), numbers, headers=PARTIAL)
    text = answer.content.decode()
    assert "3 people in all." in text
    assert "too few for private answers" in text
    assert "one person would speak for all of it" in text
    assert draft.partners.first().expected == 12
    answer = as_ana.post(
        at("round_preview", draft.pk), {f"people-{organisations[0].pk}-0": "-1"}, headers=PARTIAL
    )
    assert "Type how many people you expect" in answer.content.decode()


def test_a_small_partner_is_offered_an_agreed_answer(as_ana, draft, organisations):
    small = organisations[0].pk
    numbers = {f"people-{small}-0": "1", "agreed": str(small)}
    answer = as_ana.post(at("round_partners", draft.pk), numbers)
    form = answer.context["form"]
    assert (form[f"returns-{small}"].value(), form[f"people-{small}-0"].value()) == (True, "1")
    assert answer.context["preview"].unsure == []
    assert draft.partners.count() == 3  # nothing is kept yet


def test_people_who_answer_only_together_give_nobody_away(as_ana, draft, organisations):
    small, *large = (one.pk for one in organisations)
    numbers = {f"people-{small}-0": "2"} | {f"people-{one}-0": "20" for one in large}
    answer = as_ana.post(at("round_partners", draft.pk), numbers | {"agreed": str(small)})
    made = answer.context["preview"]
    assert ([one.pk for one in made.both], len(made.beside), made.people) == ([small], 1, 42)
    answer = as_ana.post(at("round_partners", draft.pk), numbers | {"together": str(small)})
    made = answer.context["preview"]
    assert (made.both, made.beside, made.people) == ([], [], 40)
    assert answer.context["form"][f"returns-{small}"].value() is True


def test_a_partner_is_added_in_place(as_ana, draft):
    sent = {"name": "Saltmarsh Council", "kind": "council"}
    answer = as_ana.post(at("add_round_partner", draft.pk), sent)
    assert answer.headers["Location"] == at("round_partners", draft.pk)
    answer = as_ana.post(at("add_round_partner", draft.pk), sent)
    assert (answer.status_code, "name" in answer.context["add_form"].errors) == (422, True)


def test_a_lowered_threshold_is_refused_with_a_sentence(as_ana, opened):
    rounds.edit_round(round=opened, by=None, threshold=8)
    sent = {
        "threshold": 6,
        "threshold_outside": 10,
        "weighting": "pooled",
        "compares": "either",
        "cards": "on",
    }
    answer = as_ana.post(at("round_rules", opened.pk), sent)
    assert answer.status_code == 422
    assert "People answered knowing" in str(answer.context["form"].errors["threshold"])


def test_only_the_number_of_answers_is_told_while_it_is_open(
    as_ana, client, opened, organisations, ben
):
    answered(opened, organisations[0], [1, 2, 3, 4, 5])
    desk = as_ana.get(at("round", opened.pk)).context["desk"]
    told = {one.name: one.answered for one in desk.partners}
    assert (desk.answered, desk.expected) == (5, 36)
    assert told == {"Lantern Trust": 5, "Harbour Health Board": 0, "Quayside Carers": 0}
    client.force_login(ben)
    desk = client.get(at("round", opened.pk)).context["desk"]
    assert (desk.answered, desk.partners, desk.addresses) == (5, [], [])


def test_small_partners_are_not_counted_nor_is_what_gives_them_away(
    as_ana, collaboration, organisations, ana
):
    numbers = dict(zip(organisations, (2, 7, 40), strict=True))
    round = rounds.open_round(round=prepared(collaboration, numbers, ana), by=ana)
    desk = as_ana.get(at("round", round.pk)).context["desk"]
    assert {one.name: one.answered for one in desk.partners} == {
        "Lantern Trust": None,
        "Harbour Health Board": None,
        "Quayside Carers": 0,
    }


def test_pasted_addresses_come_back_where_they_are_wrong(as_ana, opened):
    sent = {"addresses": "ben@people.example\nnobody"}
    answer = as_ana.post(at("round_addresses", opened.pk), sent)
    assert answer.status_code == 422
    assert answer.context["addresses_form"]["addresses"].value() == "nobody"
    assert "Line 2: “nobody”" in answer.content.decode()
    assert opened.addresses.get().email == "ben@people.example"
    for name in ("invite_round", "remind_round"):
        assert as_ana.post(at(name, opened.pk)).status_code == 302
    address = opened.addresses.get()
    as_ana.post(at("remove_address", opened.pk, address.pk))
    assert opened.addresses.count() == 0


def test_closing_says_first_what_happens(as_ana, opened, organisations):
    answered(opened, organisations[0], [1, 2, 3])
    page = as_ana.get(at("close_round", opened.pk)).content.decode()
    assert "Fewer than 5 of 36 people have answered." in page
    assert "Fewer than 5 people have answered" in page
    as_ana.post(at("close_round", opened.pk))
    assert Round.objects.get(pk=opened.pk).state == "closing"
    waiting = as_ana.get(at("round", opened.pk), headers=PARTIAL).content.decode()
    assert "being counted" in waiting
    before = as_ana.get(at("round", opened.pk) + "?state=open", headers=PARTIAL)
    assert before.headers["HX-Refresh"] == "true"
    same = as_ana.get(at("round", opened.pk) + "?state=closing", headers=PARTIAL)
    assert "HX-Refresh" not in same.headers
    as_ana.post(at("count_round", opened.pk))
    tasks.make_figures.call(opened.pk)
    assert as_ana.get(at("round", opened.pk)).context["round"].state == "closed"
    assert as_ana.get(at("close_round", opened.pk)).status_code == 302


def test_the_last_day_can_be_moved(as_ana, opened):
    later = timezone.localdate() + timedelta(days=40)
    as_ana.post(at("extend_round", opened.pk), {"closes_on": later.isoformat()})
    opened.refresh_from_db()
    assert opened.closes_on == later
    past = {"closes_on": (timezone.localdate() - timedelta(days=1)).isoformat()}
    answer = as_ana.post(at("extend_round", opened.pk), past, headers=PARTIAL)
    assert answer.status_code == 422
    answer = as_ana.post(at("extend_round", opened.pk), {"closes_on": ""}, headers=PARTIAL)
    assert answer.status_code == 422


def test_the_place_for_taking_stock_teaches_and_leads(as_ana, client, collaboration, ben):
    page = at("stock", collaboration.pk)
    assert "Prepare the first round" in as_ana.get(page).content.decode()
    client.force_login(ben)
    assert "Prepare the first round" not in client.get(page).content.decode()


def test_rounds_are_listed_in_few_queries(
    as_ana, collaboration, organisations, ana, django_assert_num_queries
):
    page, counts = at("stock", collaboration.pk), []
    for _again in range(2):
        round = rounds.open_round(round=prepared(collaboration, {organisations[0]: 6}, ana), by=ana)
        answered(round, organisations[0], [1, 2, 3, 4, 5], words={items_of(round)[0]: "Hm"})
        closed(round, ana)
        as_ana.get(page)
        with django_assert_num_queries(10) as told:
            response = as_ana.get(page)
        counts.append(len(told))
    glance = response.context["rounds"]
    assert [(one.answered, one.expected, one.to_read) for one in glance] == [(5, 6, 5)] * 2


def test_the_next_round_begins_from_a_link(as_ana, opened, organisations, ana):
    answered(opened, organisations[0], [1, 2, 3, 4, 5, 1])
    before = closed(opened, ana)
    page = at("new_round", opened.collaboration_id)
    form = as_ana.get(f"{page}?follow={before.pk}").context["form"]
    assert (form["title"].value(), form["version"].value()) == ("Spring", before.version_id)
    sent = {"title": "Next", "version": before.version_id, "attributed": "private"}
    as_ana.post(page, sent | {"follow": before.pk})
    after = Round.objects.get(title="Next")
    assert (after.previous, after.partners.count()) == (before, 3)


def test_a_draft_is_edited_and_discarded(as_ana, draft):
    form = as_ana.get(at("edit_round", draft.pk)).context["form"]
    assert form["attributed"].value() == "private"
    sent = {"title": "Otherwise", "version": draft.version_id, "attributed": "open"}
    as_ana.post(at("edit_round", draft.pk), sent)
    draft.refresh_from_db()
    assert (draft.title, draft.attributed) == ("Otherwise", True)
    place = str(front_line(draft).place_id)
    as_ana.post(at("round_places", draft.pk), {"places": [place]})
    assert draft.places.count() == 1
    as_ana.post(at("discard_round", draft.pk))
    assert not Round.objects.exists()


def test_what_is_fixed_is_shown_and_stays(as_ana, opened, ana):
    sent = {"threshold": 6, "threshold_outside": 10, "weighting": "equal", "compares": "places"}
    sent |= {"keep_until": opened.keep_until.isoformat()}
    answer = as_ana.post(at("round_rules", opened.pk), sent)
    opened.refresh_from_db()
    assert (answer.status_code, opened.threshold, opened.weighting, opened.cards) == (
        302,
        6,
        "pooled",
        True,
    )
    done = closed(opened, ana)
    assert set(as_ana.get(at("round_rules", done.pk)).context["form"].fields) == {"keep_until"}
    assert as_ana.post(at("round_rules", done.pk), {"keep_until": ""}).status_code == 422
    sooner = timezone.localdate() + timedelta(days=60)
    as_ana.post(at("round_rules", done.pk), {"keep_until": sooner.isoformat()})
    assert Round.objects.get(pk=done.pk).keep_until == sooner


def test_the_desk_tells_which_agreed_answers_have_come(as_ana, draft, organisations, ana):
    plans = [rounds.PartnerPlan(one, {None: 6}, returns=True) for one in organisations[:2]]
    rounds.open_round(round=rounds.set_partners(round=draft, partners=plans, by=ana), by=ana)
    answered(draft, organisations[0], [4], door="return", place=None)
    desk = as_ana.get(at("round", draft.pk)).context["desk"]
    assert [(one.name, given) for one, given, _link in desk.returns] == [
        ("Harbour Health Board", False),
        ("Lantern Trust", True),
    ]
    assert all(one.key in link for one, _given, link in desk.returns)
    assert desk.answered == 0


def test_the_draft_says_what_can_be_compared(as_ana, opened, collaboration, ana):
    before = closed(opened, ana)
    for version, same in ((before.version, 5), (builtin("misconceptions-check"), 0)):
        after = rounds.create_round(
            collaboration=collaboration, version=version, title="B", by=ana, previous=before
        )
        compared = as_ana.get(at("round", after.pk)).context["compared"]
        assert (compared["same"], len(compared["new"])) == (same, compared["of"] - same)
