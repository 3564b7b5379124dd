"""What many collaborations have in common, by their consent, and never what one of them said."""

import numpy as np
import pytest
from django.urls import reverse

from howff.assessments.actions import across as actions
from howff.assessments.actions.rounds import create_round
from howff.assessments.models import Level, Published, Round, SupportNeed
from howff.assessments.queries import across as queries
from howff.consent.models import Audience
from howff.instruments.queries import builtin, definition_of
from howff.people.actions import create_collaboration
from howff.people.errors import Refused
from howff.sense.rounds.analysis import analyse
from howff.sense.rounds.figures import Group, Ratings

PART = {"HX-Request-Type": "partial"}


def closed_round(name, level, by):
    """A round of a collaboration of twelve people who mostly gave this level."""
    here = create_collaboration(name=name, by=by)
    round = create_round(collaboration=here, version=builtin("pulse"), title=f"{name} I", by=by)
    items = definition_of(round.version).items()
    values = np.full((12, len(items)), level, dtype=np.int8)
    values[0] = 3
    nowhere = np.full(12, -1, dtype=np.int32)
    ratings = Ratings(items, (Group("o1", "One"),), (), values, nowhere, nowhere)
    inside = analyse(ratings, 5)
    outside = analyse(ratings, 10, within=inside)
    for audience, figures in ((Audience.GROUP, inside), (Audience.REPORT, outside)):
        Published.objects.create(round=round, audience=audience, content=figures.to_json())
    Round.objects.filter(pk=round.pk).update(state="closed")
    round.refresh_from_db()
    text = f"{name} wants longer contracts"
    SupportNeed.objects.create(collaboration=here, round=round, level=Level.SECTOR, text=text)
    return round


@pytest.fixture
def comparison(collaboration, ana):
    """What Ana's collaboration asks of others."""
    instrument = builtin("pulse").instrument
    return actions.ask(host=collaboration, instrument=instrument, title="Spring", by=ana)


@pytest.fixture
def rounds(ana):
    """Six closed rounds, four of them strong."""
    return [closed_round(f"Cove {at}", 5 if at < 5 else 1, ana) for at in range(6)]


def wanted(*numbers):
    return [f"Cove {n} wants longer contracts" for n in numbers]


def agreed(comparison, rounds, by):
    return [actions.share(comparison=comparison, round=one, needs=True, by=by) for one in rounds]


def test_five_must_agree_before_there_is_anything(comparison, rounds, ana):
    agreed(comparison, rounds[:4], ana)
    with pytest.raises(Refused, match="At least 5 collaborations"):
        actions.make(comparison=comparison, by=ana)
    assert (queries.shown(comparison), queries.sector_needs(comparison)) == (None, [])


def test_what_most_share_is_told_without_saying_whose(comparison, rounds, ana):
    agreed(comparison, rounds, ana)
    shown = queries.shown(actions.make(comparison=comparison, by=ana))
    told = {one["item"]["id"] for one in shown.strengths}
    ours = [one.id for one in definition_of(rounds[0].version).items() if one.locus == "ours"]
    assert (shown.collaborations, told, shown.difficulties) == (6, set(ours), [])
    assert [one["bands"] for one in shown.strengths] == [None] * len(told)


def test_one_more_does_not_make_the_figures_again(comparison, rounds, ana):
    agreed(comparison, rounds[:5], ana)
    made = actions.make(comparison=comparison, by=ana)
    agreed(comparison, rounds[5:], ana)
    with pytest.raises(Refused, match="Please wait for more"):
        actions.make(comparison=comparison, by=ana)
    comparison.refresh_from_db()
    assert (comparison.content["collaborations"], comparison.shared) == (5, made.shared)
    assert queries.sector_needs(comparison) == [
        f"Cove {n} wants longer contracts" for n in range(5)
    ]


def test_three_that_share_another_round_are_three_and_not_six(comparison, rounds, ana):
    agreed(comparison, rounds, ana)
    actions.make(comparison=comparison, by=ana)
    for at, one in enumerate(rounds[:3]):
        again = closed_round(f"Cove {at} again", 2, ana)
        Round.objects.filter(pk=again.pk).update(collaboration=one.collaboration)
        again.refresh_from_db()
        agreed(comparison, [again], ana)
    with pytest.raises(Refused, match="Please wait for more"):
        actions.make(comparison=comparison, by=ana)


def test_figures_are_not_made_again_without_a_change(comparison, rounds, ana):
    agreed(comparison, rounds, ana)
    actions.make(comparison=comparison, by=ana)
    with pytest.raises(Refused, match="Nothing has changed"):
        actions.make(comparison=comparison, by=ana)


def test_whoever_shares_no_longer_takes_their_needs_along(comparison, rounds, ana):
    shares = agreed(comparison, rounds, ana)
    actions.make(comparison=comparison, by=ana)
    actions.withdraw(share=shares[0], by=ana)
    comparison.refresh_from_db()
    assert queries.sector_needs(comparison) == [
        f"Cove {n} wants longer contracts" for n in range(1, 6)
    ]
    assert comparison.content is not None


def test_nothing_stays_when_fewer_than_five_agree(comparison, rounds, ana):
    shares = agreed(comparison, rounds[:5], ana)
    actions.make(comparison=comparison, by=ana)
    shares[0].refresh_from_db()
    actions.withdraw(share=shares[0], by=ana)
    comparison.refresh_from_db()
    assert (comparison.content, comparison.shared) == (None, [])


def test_another_instrument_or_an_open_round_cannot_be_shared(comparison, rounds, ana):
    other = create_round(
        collaboration=rounds[0].collaboration,
        version=builtin("collaborative-providers-index"),
        title="Index",
        by=ana,
    )
    Round.objects.filter(pk=rounds[1].pk).update(state="open")
    rounds[1].refresh_from_db()
    told = []
    for one in (other, rounds[1]):
        with pytest.raises(Refused) as refused:
            actions.share(comparison=comparison, round=one, needs=True, by=ana)
        told.append(refused.value.message)
    assert told == [
        "This round used another instrument.",
        "Close the round first: only what is shown outside can be shared.",
    ]


def test_a_collaboration_shares_one_round(comparison, rounds, ana):
    again = closed_round("Cove 0 again", 4, ana)
    Round.objects.filter(pk=again.pk).update(collaboration=rounds[0].collaboration)
    again.refresh_from_db()
    agreed(comparison, [rounds[0], again], ana)
    assert [one.round for one in comparison.shares.all()] == [again]


def test_ana_asks_shares_and_looks_in_a_browser(as_ana, collaboration, rounds):
    listed = reverse("assessments:comparisons", args=[collaboration.pk])
    instrument = rounds[0].version.instrument
    as_ana.post(listed, {"title": "Spring", "instrument": instrument.pk})
    comparison = queries.comparisons_of(collaboration).get()
    link = reverse("assessments:share", args=[comparison.key])
    for one in rounds[:5]:
        as_ana.post(link, {"round": one.pk, "needs": "on"})
    as_ana.post(reverse("assessments:make_comparison", args=[comparison.pk]))
    page = as_ana.get(reverse("assessments:comparison", args=[comparison.pk])).content.decode()
    beside = as_ana.get(reverse("assessments:benchmark", args=[rounds[0].pk]), headers=PART)
    said = ["Common strengths" in page, "Cove 3 wants longer" in page, "Cove 3</" in page]
    assert said == [True, True, False]
    assert "a common strength" in beside.content.decode()


def test_an_invitation_shows_outsiders_nothing_of_others(client, dev, comparison, rounds, ana):
    agreed(comparison, rounds, ana)
    client.force_login(dev)
    page = client.get(reverse("assessments:share", args=[comparison.key])).content.decode()
    assert ("No round to share" in page, "Cove" in page) == (True, False)
