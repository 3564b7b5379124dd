"""How many more people may answer a round by its open link, so that nobody floods it."""

from collections.abc import Collection

from django.db.models import Count, QuerySet, Sum

from howff.assessments.models import Door, Partner, Response

ALWAYS, TIMES = 50, 3


def room_by_link(rounds: Collection[int]) -> dict[int, int]:
    """How many more responses each round takes by link.

    That is three for each person who is expected, and always fifty; begun ones count. Whoever is
    expected is looked up only where fifty have come.
    """
    if not rounds:
        return {}
    begun = _by_round(Response.objects.filter(round__in=rounds), Count("pk"))
    if max(begun.values(), default=0) >= ALWAYS:
        many = [one for one, number in begun.items() if number >= ALWAYS]
        by_link = Response.objects.filter(round__in=many, door=Door.LINK)
        begun |= dict.fromkeys(many, 0) | _by_round(by_link, Count("pk"))
        asked = _by_round(Partner.objects.filter(round__in=many), Sum("expected"))
    else:
        asked = {}
    return {one: max(ALWAYS, TIMES * asked.get(one, 0)) - begun.get(one, 0) for one in rounds}


def _by_round(rows: QuerySet[Response] | QuerySet[Partner], number: Count | Sum) -> dict[int, int]:
    return dict(rows.values_list("round").annotate(number=number).order_by())
