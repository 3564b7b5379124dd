"""A round closes once: figures frozen, words with whoever reads them first, addresses gone."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from howff.assessments import tasks
from howff.assessments.actions import rounds
from howff.assessments.actions.closing import count_again
from howff.assessments.models import Address, Response, ResponseState, Round, Said
from howff.assessments.queries.counting import ratings_of, shown_for_everything
from howff.assessments.signals import round_closed
from howff.assessments.tasks import words
from howff.assessments.tasks.closing import years_after
from howff.assessments.tests.held import answered, closed, items_of, prepared
from howff.consent.models import Attribution, Audience
from howff.evidence.models import Passage, PassageState
from howff.people.errors import Refused
from howff.people.models import Change
from howff.sense.rounds.figures import Unrated, figures_from_json


@pytest.fixture
def opened(collaboration, organisations, ana):
    """An open round in which twelve are expected of each of three partners."""
    round = prepared(collaboration, dict.fromkeys(organisations, 12), ana)
    return rounds.open_round(round=round, by=ana)


def figures(round, audience=Audience.GROUP):
    """What was frozen for an audience."""
    return figures_from_json(round.published.get(audience=audience).content)


def test_closing_takes_no_more_answers_and_counts_in_the_background(opened, ana):
    rounds.close_round(round=opened, by=ana)
    assert Round.objects.get(pk=opened.pk).state == "closing"
    with pytest.raises(Refused):
        rounds.close_round(round=opened, by=ana)


def test_a_round_that_never_opened_cannot_be_closed(collaboration, organisations, ana):
    draft = prepared(collaboration, {organisations[0]: 6}, ana)
    with pytest.raises(Refused) as refused:
        rounds.close_round(round=draft, by=ana)
    assert (refused.value.status, draft.state) == (409, "draft")


def test_both_audiences_get_figures_and_everything_personal_goes(opened, organisations, ana):
    for one in organisations:
        answered(opened, one, [1, 2, 3, 4, 5, 3, 2, 4, 1, 5, 2, 4])
    rounds.add_addresses(round=opened, text="eve@people.example", by=ana)
    told = []
    round_closed.connect(lambda **about: told.append((about["round"], about["by"])), weak=False)
    done = closed(opened, ana)
    assert (done.state, figures(done).people, figures(done, Audience.REPORT).people) == (
        "closed",
        36,
        36,
    )
    assert not Address.objects.exists()
    assert told == [(done, ana)]
    verbs = Change.objects.filter(subject="Spring").values_list("verb", flat=True)
    assert list(verbs)[:2] == ["counted the round", "closed the round"]


def test_three_people_in_all_are_shown_nothing(opened, organisations, ana):
    answered(opened, organisations[0], [1, 3, 5])
    done = closed(opened, ana)
    assert not figures(done).enough
    assert {one.everyone for one in figures(done).items} == {None}


def test_what_was_begun_and_never_sent_does_not_count(opened, organisations, ana):
    sent = answered(opened, organisations[0], [1, 2, 3, 4, 5, 3])
    answered(opened, organisations[0], [1], state=ResponseState.DRAFT, words={"x": "Half a"})
    done = closed(opened, ana)
    assert figures(done).people == 6
    assert set(done.responses.all()) == set(sent)
    assert not Passage.objects.exists()


def test_answers_are_kept_two_years_unless_said_otherwise(opened, ana):
    done = closed(opened, ana)
    assert done.keep_until == years_after(timezone.localdate(), 2)
    assert years_after(date(2028, 2, 29), 2) == date(2030, 2, 28)


def test_words_become_passages_that_wait_to_be_read(opened, organisations, ana):
    first, *_rest = items_of(opened)
    answered(opened, organisations[0], [1, 2, 3, 4, 5, 3], words={first: "Honest words"})
    done = closed(opened, ana)
    passages = Passage.objects.all()
    assert {(one.text, one.state) for one in passages} == {("Honest words", PassageState.REVIEW)}
    assert {one.said_at for one in passages} == {done.closed_at}
    assert {one.source.rpartition(":")[0] for one in passages} == {f"rating:{done.pk}"}
    assert {(one.about, one.item) for one in Said.objects.all()} == {(first, first)}
    assert list(done.responses.exclude(words={})) == []
    assert len({one.consent_id for one in passages}) == 1  # nothing joins a person's words


def test_names_stand_beside_words_only_where_the_group_is_shown(opened, organisations, ana):
    first, *_rest = items_of(opened)
    many = [1, 2, 3, 4, 5, 3, 2, 4, 1, 5, 2, 4]
    for one, rated in ((0, many), (1, many), (2, [2, 4])):
        wish = {"attribution": Attribution.ORGANISATION, "words": {first: f"Of {one}"}}
        answered(opened, organisations[one], rated, **wish)
    done = closed(opened, ana)
    assert shown_for_everything(figures(done)) == {f"o{organisations[0].pk}"}
    named = {
        (one.text, one.speaker.organisation_name if one.speaker else "")
        for one in Passage.objects.all()
    }  # the second partner is hidden with the third, so that the two people are not given away
    assert named == {("Of 0", "Lantern Trust"), ("Of 1", ""), ("Of 2", "")}


def test_a_large_group_is_named_by_those_who_wish(opened, organisations, ana):
    first, *_rest = items_of(opened)
    many = [1, 2, 3, 4, 5, 3, 2, 4, 1, 5, 2, 4]
    wish = {"attribution": Attribution.ORGANISATION, "words": {first: "Named"}}
    role = {"attribution": Attribution.ROLE, "words": {first: "By place"}}
    answered(opened, organisations[0], many, **wish)
    answered(opened, organisations[1], many, **role)
    answered(opened, organisations[2], many, words={first: "Nobody's"})
    closed(opened, ana)
    named = {
        (one.text, one.speaker and (one.speaker.organisation_name, one.speaker.role))
        for one in Passage.objects.all()
    }
    assert ("Named", ("Lantern Trust", "")) in named
    assert ("Nobody's", None) in named
    assert {who for text, who in named if text == "By place"} <= {None, ("", "Front line")}


def test_words_never_name_a_small_organisation_even_where_its_ratings_are_shown(
    collaboration, organisations, ana
):
    """People are told so where they choose what may stand beside their words."""
    round = prepared(
        collaboration, {organisations[0]: 6, organisations[1]: 1}, ana, attributed=True
    )
    rounds.open_round(round=round, by=ana)
    first, *_rest = items_of(round)
    for one, rated in ((0, [1, 2, 3, 4, 5, 3]), (1, [1])):
        wish = {"attribution": Attribution.ORGANISATION, "words": {first: f"Of {one}"}}
        answered(round, organisations[one], rated, **wish)
    done = closed(round, ana)
    shown = shown_for_everything(figures(done))
    assert {f"o{one.pk}" for one in organisations[:2]} <= shown
    named = {
        (one.text, one.speaker and one.speaker.organisation_name) for one in Passage.objects.all()
    }
    assert named == {("Of 0", "Lantern Trust"), ("Of 1", None)}


@pytest.mark.parametrize(
    ("polish", "kept"),
    [(1, {"en-gb"}), (4, {"en-gb"}), (5, {"en-gb", "pl"}), (11, {"pl", "en-gb"})],
)
def test_few_people_do_not_stand_out_by_the_language_of_their_form(
    opened, organisations, ana, polish, kept
):
    first, *_rest = items_of(opened)
    answered(opened, organisations[0], [1, 2, 3, 4, 5, 3], words={first: "Words"})
    answered(opened, organisations[1], [3] * polish, words={first: "Words"}, language="pl")
    closed(opened, ana)
    assert {one.language for one in Passage.objects.all()} == kept


def test_an_organisations_own_answer_bears_its_name_and_is_nobodys_rating(
    opened, organisations, ana
):
    first, *_rest = items_of(opened)
    answered(opened, organisations[0], [1, 2, 3, 4, 5, 3])
    answered(opened, organisations[2], [5], door="return", words={first: "We all say so"})
    done = closed(opened, ana)
    assert figures(done).people == 6
    assert set(figures(done).items[0].returns) == {(f"o{organisations[2].pk}", 5)}
    assert Passage.objects.get().speaker.organisation_name == "Quayside Carers"


def test_counting_goes_on_where_it_was_interrupted(opened, organisations, ana, monkeypatch):
    first, *_rest = items_of(opened)
    answered(opened, organisations[0], [1, 2, 3, 4, 5, 3, 1], words={first: "Once"})
    monkeypatch.setattr(words, "PEOPLE_AT_ONCE", 3)
    rounds.close_round(round=opened, by=ana)
    kept, passages = words.keep, []

    def killed(some):
        if passages:
            raise KeyboardInterrupt
        passages.extend(kept(some))
        return passages

    monkeypatch.setattr(words, "keep", killed)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        tasks.make_figures.call(opened.pk, ana.pk)
    monkeypatch.setattr(words, "keep", kept)
    assert Round.objects.get(pk=opened.pk).state == "closing"
    count_again(round=Round.objects.get(pk=opened.pk), by=ana)
    for _again in range(2):
        tasks.make_figures.call(opened.pk, ana.pk)
    assert Passage.objects.count() == 7
    assert Round.objects.get(pk=opened.pk).state == "closed"


def test_batches_are_even_so_that_none_sets_few_apart(opened, organisations, ana, monkeypatch):
    first, *_rest = items_of(opened)
    answered(opened, organisations[0], [3, 4] * 5, words={first: "Even"})
    monkeypatch.setattr(words, "PEOPLE_AT_ONCE", 9)
    sizes, kept = [], words.keep
    monkeypatch.setattr(words, "keep", lambda some: sizes.append(len(some)) or kept(some))
    closed(opened, ana)
    assert sizes == [5, 5]


def test_ratings_are_told_apart_from_each_reason_for_none(opened, organisations):
    one, two, three, four, _five = items_of(opened)
    ratings = {one: 4, two: "DK", three: "NA", four: "NMP", "gone": 3}
    answered(opened, organisations[1], [1], ratings=ratings, card_digest="c")
    answered(opened, None, [2], ratings={one: 9}, place=None)
    made = ratings_of(opened)
    rows = {tuple(int(value) for value in row) for row in made.values}
    reasons = (Unrated.DONT_KNOW, Unrated.NOT_APPLICABLE, Unrated.NOT_MY_PART, Unrated.BLANK)
    assert rows == {(4, *reasons), (0, 0, 0, 0, 0)}
    assert sorted(made.organisation) == [
        -1,
        [g.title for g in made.organisations].index("Harbour Health Board"),
    ]
    assert set(made.cards) == {"c", ""}
    assert {one.expected for one in made.organisations} == {12}


def test_answers_go_on_the_day_that_was_promised_and_figures_stay(opened, organisations, ana):
    first, *_rest = items_of(opened)
    answered(opened, organisations[0], [1, 2, 3, 4, 5, 3], words={first: "Kept"}, card_digest="")
    done = closed(opened, ana)
    assert tasks.forget_answers.call(done.pk) == 0
    Round.objects.filter(pk=done.pk).update(keep_until=timezone.localdate())
    assert tasks.forget_answers.call(done.pk) == 6
    assert not Response.objects.exists()
    assert (figures(done).people, Said.objects.filter(response=None).count()) == (6, 6)


def test_the_day_can_be_brought_forward_after_closing(opened, ana):
    done = closed(opened, ana)
    sooner = timezone.localdate() + timedelta(days=30)
    rounds.edit_round(round=done, by=ana, keep_until=sooner)
    assert Round.objects.get(pk=done.pk).keep_until == sooner
    with pytest.raises(Refused):
        rounds.edit_round(round=done, by=ana, threshold=9)
