"""A closed round with figures made by hand: one principle split, one low, one well, one hidden."""

from howff.assessments.models import Partner, Published, Round, RoundState
from howff.consent.models import Audience
from howff.instruments.queries import builtin, definition_of
from howff.people.models import Collaboration, Organisation, Person
from howff.sense.rounds.figures import Distribution, Figures, Item, ItemFigures, Verdict


def closed_round(
    collaboration: Collaboration, organisations: list[Organisation], by: Person
) -> Round:
    """A round on the pulse that twelve people answered."""
    version = builtin("pulse")
    round = Round.objects.create(
        collaboration=collaboration,
        version=version,
        title="Autumn round",
        code=f"AUTUMN{collaboration.pk}"[:8],
        state=RoundState.CLOSED,
        created_by=by,
    )
    for place, one in enumerate(organisations):
        Partner.objects.create(
            round=round, organisation=one, name=one.name, key=f"{round.pk}-{place}"
        )
    figures = figures_like(definition_of(version).items())
    for audience in Audience:
        Published.objects.create(round=round, audience=audience, content=figures.to_json())
    return round


def figures_like(items: tuple[Item, ...]) -> Figures:
    """Figures in the order in which they are shown: split, spread, low, well, hidden."""
    shapes = [
        (Verdict.SPLIT, Distribution(12, (5, 1, 0, 1, 5), median=3, mean=3.0)),
        (Verdict.SPREAD, Distribution(12, (2, 3, 2, 3, 2), median=3, mean=3.0)),
        (Verdict.AGREED, Distribution(12, (4, 7, 1, 0, 0), median=2, mean=1.75)),
        (Verdict.AGREED, Distribution(12, (0, 0, 1, 7, 4), median=4, mean=4.25)),
        (None, None),
    ]
    rows = [
        ItemFigures(item=item, everyone=shown, verdict=verdict)
        for item, (verdict, shown) in zip(items, shapes, strict=False)
    ]
    return Figures(k=5, people=12, items=tuple(rows))
