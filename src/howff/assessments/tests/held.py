"""Rounds for the tests: prepared, answered and closed in a line."""

from collections.abc import Mapping, Sequence

from howff.assessments import tasks
from howff.assessments.actions import rounds
from howff.assessments.models import Response, ResponseState, Round
from howff.instruments.queries import builtin, definition_of
from howff.people.models import Collaboration, Organisation, Person


def prepared(
    collaboration: Collaboration, expected: Mapping[Organisation, int], by: Person, **more: object
) -> Round:
    """A pulse in which so many are expected of each organisation, all from the front line."""
    round = rounds.create_round(
        collaboration=collaboration, version=builtin("pulse"), title="Spring", by=by, **more
    )
    place = front_line(round).place_id
    plans = [rounds.PartnerPlan(one, {place: people}) for one, people in expected.items()]
    return rounds.set_partners(round=round, partners=plans, by=by)


def front_line(round: Round):
    """The place in which people of the tests are."""
    return round.places.get(name="Front line")


def items_of(round: Round) -> list[str]:
    """What is rated in a round."""
    return [one.id for one in definition_of(round.version).items()]


def answered(
    round: Round, organisation: Organisation | None, rated: Sequence[int], **more: object
) -> list[Response]:
    """One person for each rating, which they give to everything."""
    partner = round.partners.get(organisation=organisation) if organisation else None
    return [
        Response.objects.create(
            **{
                "round": round,
                "partner": partner,
                "place": front_line(round),
                "state": ResponseState.SENT,
                "ratings": dict.fromkeys(items_of(round), rating),
            }
            | more
        )
        for rating in rated
    ]


def closed(round: Round, by: Person) -> Round:
    """The round, closed and counted."""
    rounds.close_round(round=round, by=by)
    tasks.make_figures.call(round.pk, by.pk)
    round.refresh_from_db()
    return round
