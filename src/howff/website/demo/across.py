"""Five more invented collaborations, and a network that asks what they have in common."""

from random import Random

from django.db import transaction

from howff.assessments.actions import across, rounds
from howff.assessments.actions.answering.keeping import Beginning, record_responses
from howff.assessments.actions.rounds import PartnerPlan
from howff.assessments.models import Comparison, Level, Round, SupportNeed
from howff.assessments.tasks import make_figures
from howff.instruments.queries import builtin, definition_of
from howff.people.actions import add_organisation, create_collaboration, create_person
from howff.people.models import Person

INDEX = "collaborative-providers-index"
COVES = ("Gull Cove", "Kelp Cove", "Otter Cove", "Shell Cove", "Tern Cove")
PEOPLE = 14
STRONG, HARD = {"P1", "D1", "B1"}, {"R1", "R2", "B2"}
NEEDS = (
    "Contracts of at least three years for joint work",
    "One form for every funder",
    "Training that all partners may join",
)


@transaction.atomic
def compare(ours: Round, ana: Person) -> Comparison:
    """A network asks; Harbour Together and five coves share what they show to others."""
    network = create_collaboration(
        name="Firth Network", purpose="Learns from the collaborations along the firth.", by=ana
    )
    comparison = across.ask(
        host=network,
        instrument=builtin(INDEX).instrument,
        title="What we find along the firth",
        purpose="To tell those who pay for support what collaborations cannot change alone.",
        by=ana,
    )
    edda = create_person(email="edda@coves.example", name="Edda Example")
    random = Random(5)  # noqa: S311
    shared = [(ours, ana), *((cove(name, edda, random), edda) for name in COVES)]
    for round, by in shared:
        across.share(comparison=comparison, round=round, needs=True, by=by)
    return across.make(comparison=comparison, by=ana)


def cove(name: str, edda: Person, random: Random) -> Round:
    """A small collaboration that took stock: strong in some things, held back by others."""
    here = create_collaboration(name=name, by=edda)
    partner = add_organisation(collaboration=here, name=f"{name} Hall", kind="community", by=edda)
    round = rounds.create_round(
        collaboration=here, version=builtin(INDEX), title="Our first look", by=edda
    )
    rounds.set_partners(round=round, partners=[PartnerPlan(partner, {None: PEOPLE})], by=edda)
    rounds.open_round(round=round, by=edda)
    items = [one.id for one in definition_of(round.version).items()]
    said = [{item: rating(item, random) for item in items} for _ in range(PEOPLE)]
    record_responses([Beginning(round.pk, {"state": "sent", "ratings": one}) for one in said])
    rounds.close_round(round=round, by=edda)
    make_figures.call(round.pk, edda.pk)
    text = random.choice(NEEDS)
    SupportNeed.objects.create(collaboration=here, round=round, level=Level.SECTOR, text=text)
    round.refresh_from_db()
    return round


def rating(item: str, random: Random) -> int:
    """What somebody gives: more to what is strong, less to what is hard."""
    middle = 4.2 if item in STRONG else 2.0 if item in HARD else 3.1
    return min(5, max(1, int(random.gauss(middle, 0.9) + 0.5)))
