"""What stands behind the addresses of taking stock and acting, in the small world."""

from howff.assessments.actions import across, answering, journey, rounds
from howff.assessments.tasks import make_figures
from howff.instruments.queries import builtin
from howff.meetings import actions as meetings
from howff.people.models import Collaboration, Person

KEY = "the-key-of-somebody-who-answers"


def of_stock(collaboration: Collaboration, ana: Person) -> dict[str, object]:
    """What the parameters of these addresses stand for."""
    action = meetings.agree(collaboration=collaboration, title="Share a van", by=ana)
    journey.begin_journey(collaboration=collaboration, by=ana)
    stage = collaboration.stages.first()
    assert stage
    milestone = journey.set_milestone(stage=stage, title="A first meeting", by=ana)
    return {
        "actions": action.pk,
        "stages": stage.pk,
        "milestones": milestone.pk,
        **_of_a_round(collaboration, ana),
        **_of_a_comparison(collaboration, ana),
    }


def _of_a_round(collaboration: Collaboration, ana: Person) -> dict[str, object]:
    """An open round: somebody answered by link, Ana typed in a paper and led an interview."""
    partners = [
        rounds.PartnerPlan(organisation, {None: 6}, returns=number == 0)
        for number, organisation in enumerate(collaboration.organisations.all())
    ]
    round = rounds.create_round(
        collaboration=collaboration, version=builtin("pulse"), title="Autumn", by=ana
    )
    rounds.set_partners(round=round, partners=partners, by=ana)
    rounds.open_round(round=round, by=ana)
    rounds.add_addresses(round=round, text="eve@people.example", by=ana)
    about, said = answering.About(), {"trust": 4}
    answering.begin(round=round, about=about, key=KEY, ratings=said, send=True)
    paper = answering.enter(round=round, about=about, by=ana, ratings=said, words={})
    interview = answering.begin_interview(round=round, about=about, by=ana)
    returning = round.partners.filter(returns=True).first()
    return {
        "rounds": round.pk,
        "figures.": "csv",
        "poster.": "html",
        "results": "P1",
        "addresses": round.addresses.get().pk,
        "words": 1,
        "r": round.code,
        "answer": round.code,
        "key": KEY,
        "return": returning.key if returning else "none",
        "enter": paper.id,
        "interviews": interview.id,
    }


def _of_a_comparison(collaboration: Collaboration, ana: Person) -> dict[str, object]:
    """A comparison that Ana's collaboration runs, and shares a closed round with."""
    version = builtin("pulse")
    round = rounds.create_round(
        collaboration=collaboration, version=version, title="Summer", by=ana
    )
    partner = rounds.PartnerPlan(collaboration.organisations.first(), {None: 6})
    rounds.set_partners(round=round, partners=[partner], by=ana)
    rounds.open_round(round=round, by=ana)
    rounds.close_round(round=round, by=ana)
    make_figures.call(round.pk, ana.pk)
    round.refresh_from_db()
    asked = across.ask(
        host=collaboration, instrument=version.instrument, title="All harbours", by=ana
    )
    shared = across.share(comparison=asked, round=round, needs=True, by=ana)
    return {"comparisons": asked.pk, "share": asked.key, "shares": shared.pk}
