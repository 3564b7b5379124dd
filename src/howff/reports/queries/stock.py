"""A round as the readers of a report may see it, looked up once for all its blocks."""

from collections.abc import Iterable, Iterator

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from howff.assessments.models import Level, Round, SupportNeed
from howff.assessments.queries.access import round_for
from howff.assessments.queries.figures import figures_of, published_when_closed
from howff.assessments.queries.progress import progress_of
from howff.assessments.queries.workshops.records import TopicRecord, WorkshopRecord, record_of
from howff.consent.models import Audience
from howff.evidence.queries import Quote
from howff.instruments.queries import definition_of
from howff.meetings.models import Action, Status
from howff.people.models import Collaboration
from howff.people.rules import Someone
from howff.reports.document import Saying
from howff.reports.rounds.stock import Meeting, Need, Promise, Settled, Stock


def stocks_of(
    rounds: Iterable[int], collaboration: Collaboration, *, outside: bool
) -> dict[int, Stock]:
    """The rounds of a collaboration that are closed and counted, by number."""
    rows = Round.objects.filter(pk__in=list(rounds), collaboration=collaboration)
    rows = rows.select_related("version", "previous__collaboration", "collaboration")
    found = {round.pk: stock_of(round, outside=outside) for round in rows}
    return {pk: stock for pk, stock in found.items() if stock}


def stock_of(round: Round, *, outside: bool) -> Stock | None:
    """All that may be told of a round to members, or to readers outside; None before it closed."""
    audience = Audience.REPORT if outside else Audience.GROUP
    figures = figures_of(round, audience)
    if figures is None:
        return None
    earlier = round.previous.title if round.previous else ""
    return Stock(
        title=round.title,
        figures=figures,
        outside=outside,
        definition=definition_of(round.version).in_language(round.language),
        purpose=round.purpose,
        opened=localdate(round.opened_at) if round.opened_at else None,
        closed=localdate(round.closed_at) if round.closed_at else None,
        meetings=tuple(_meeting(one) for one in record_of(round, Audience.REPORT)),
        needs=tuple(_needs(round)),
        promises=tuple(_promise(one) for one in _actions(round)),
        before=tuple(_promise(one) for one in _actions(round.previous)) if round.previous else (),
        progress=progress_of(round, audience),
        rounds=(earlier, round.title),
    )


def stock_for(person: Someone, pk: int, *, outside: bool) -> tuple[Round, Stock]:
    """A round and what may be told of it, for somebody who may know of it.

    Raises Http404, or Refused while it is not closed and counted.
    """
    round = round_for(person, pk)
    audience = Audience.REPORT if outside else Audience.GROUP
    published_when_closed(round, audience)
    stock = stock_of(round, outside=outside)
    assert stock
    return round, stock


def topics_of(round: Round) -> Q:
    """The actions that were agreed about a round and its principles."""
    return Q(about=f"round:{round.pk}") | Q(about__startswith=f"round:{round.pk}:")


def _actions(round: Round) -> QuerySet[Action]:
    return Action.objects.filter(topics_of(round), collaboration=round.collaboration)


def _meeting(one: WorkshopRecord) -> Meeting:
    return Meeting(
        title=one.title,
        held_on=one.held_on,
        present=tuple(each.name for each in one.present),
        people=one.people,
        signed_off_by=one.signed_off_by,
        settled=tuple(_settled(each) for each in one.topics),
    )


def _settled(one: TopicRecord) -> Settled:
    return Settled(
        title=one.title,
        agreed=one.agreed,
        levels=len(one.levels),
        reason=one.reason,
        dissents=tuple(_saying(each) for each in one.dissents),
    )


def _saying(quote: Quote) -> Saying:
    return Saying(quote.text, quote.attribution, quote.language)


def _needs(round: Round) -> Iterator[Need]:
    """What would help, level by level."""
    rows = list(SupportNeed.objects.filter(round=round).select_related("topic"))
    for level in Level:
        for one in rows:
            if one.level == level:
                yield Need(str(level.label), one.text, one.topic.title if one.topic else "")


def _promise(one: Action) -> Promise:
    who = (one.person_name, one.organisation_name)
    return Promise(
        title=one.title,
        who=", ".join(filter(None, who)),
        due=one.due_on,
        how_known=one.how_known,
        status=str(Status(one.status).label),
        changed=one.changed,
        about=one.about_title,
        going=one.status != Status.DROPPED,
        kept=one.status == Status.DONE,
    )
