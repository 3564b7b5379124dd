"""A collaboration's place for taking stock."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from howff.assessments.queries.rounds import rounds_at_a_glance
from howff.people import queries as people
from howff.people.rules import may_facilitate
from howff.people.views.replies import fragment, wants_part

IN_SHORT = 3


@require_safe
def stock(request: HttpRequest, pk: int) -> HttpResponse:
    """The rounds, and the way to everything around them; in short where another page shows it."""
    here = people.collaboration_for(request.user, pk)
    rounds = rounds_at_a_glance(here)
    in_short = wants_part(request)
    context = {
        "collaboration": here,
        "rounds": rounds[:IN_SHORT] if in_short else rounds,
        "more": in_short and len(rounds) > IN_SHORT,
        "facilitates": may_facilitate(request.user, here),
    }
    return fragment(request, f"assessments/rounds/stock{'#short' if in_short else ''}", context)
