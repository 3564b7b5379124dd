"""How many more people may answer a round by its open link, so that nobody floods it."""

from collections.abc import Mapping

from django.db.models import Count, QuerySet, Sum

from howff.assessments.models import Door, Partner, Response

ALWAYS, TIMES = 50, 3


def room_by_link(coming: Mapping[int, int]) -> dict[int, int]:
    """How many more responses each round takes by link, of which so many are coming.

    That is three for each person who is expected, and always fifty; begun ones count. Whoever is
    expected is looked up only where there would be more than fifty.
    """
    if not coming:
        return {}
    begun = _by_round(Response.objects.filter(round__in=coming), Count("pk"))
    many = [one for one, number in coming.items() if begun.get(one, 0) + number > ALWAYS]
    asked: dict[int, int] = {}
    if many:
        by_link = Response.objects.filter(round__in=many, door=Door.LINK)
        begun |= dict.fromkeys(many, 0) | _by_round(by_link, Count("pk"))
        asked = _by_round(Partner.objects.filter(round__in=many), Sum("expected"))
    return {one: max(ALWAYS, TIMES * asked.get(one, 0)) - begun.get(one, 0) for one in coming}


def _by_round(rows: QuerySet[Response] | QuerySet[Partner], number: Count | Sum) -> dict[int, int]:
    return dict(rows.values_list("round").annotate(number=number).order_by())
