"""Counts as figures: a picture, a sentence and a table."""

from collections.abc import Sequence

from django.contrib.humanize.templatetags.humanize import ordinal
from django.utils.translation import gettext as _

from howff.consent.models import Audience
from howff.conversations.models import Conversation, Kind, Prompt
from howff.conversations.queries.attendance import attendance_of
from howff.conversations.queries.results import Outcome, outcome_of
from howff.formats.tables import table
from howff.reports.document import Figure, Picture
from howff.reports.queries import sentences
from howff.sense.smallnumbers import Group

MOST_WORDS = 150
MOST_STATEMENTS = 60
MOST_DRAWN = 15


def attendance(conversation: Conversation) -> list[Figure]:
    """Who came, by kind of organisation and by role."""
    who = attendance_of(conversation)
    pairs = ((_("Organisations"), who.by_kind), (_("Roles"), who.by_role))
    told = [pair for pair in pairs if sentences.named(pair[1])]
    figures = [_groups(title, who.people, groups) for title, groups in told]
    return figures or [_groups("", who.people, ())]


def cloud(prompt: Prompt) -> Figure:
    """The words of those who let them be used in a report."""
    outcome = outcome_of(prompt, Audience.REPORT)
    pairs = [(word.text, word.people) for word in outcome.words[:MOST_WORDS]]
    picture = Picture("cloud", tuple(w for w, _n in pairs), tuple((n,) for _w, n in pairs))
    return Figure(
        title=prompt.text,
        sentence=sentences.words(outcome),
        picture=picture if pairs else None,
        table=table((_("Word"), _("People")), pairs),
    )


def chart(prompt: Prompt) -> Figure:
    """What people chose, how they rated or ranked, or how they voted."""
    outcome = outcome_of(prompt, Audience.REPORT)
    match prompt.kind:
        case Kind.RATING:
            return _rating(outcome)
        case Kind.RANKING:
            return _ranking(outcome)
        case Kind.STATEMENTS:
            return _statements(outcome)
        case _:
            return _choices(outcome)


def _groups(title: str, people: int, groups: Sequence[Group]) -> Figure:
    return Figure(
        title=title,
        sentence=sentences.came(people, groups),
        picture=_bars([group.name for group in groups], [group.people for group in groups]),
        table=table(
            (title or _("Group"), _("People")), ((group.name, group.people) for group in groups)
        ),
    )


def _choices(outcome: Outcome) -> Figure:
    labels = [str(option) for option in outcome.prompt.options]
    return Figure(
        title=outcome.prompt.text,
        sentence=sentences.chosen(outcome, labels),
        picture=_bars(labels, outcome.counts),
        table=table((_("Answer"), _("People")), zip(labels, outcome.counts, strict=False)),
    )


def _rating(outcome: Outcome) -> Figure:
    labels = _points(outcome.prompt.options, len(outcome.counts))
    picture = Picture("columns", labels, tuple((n,) for n in outcome.counts))
    return Figure(
        title=outcome.prompt.text,
        sentence=sentences.rated(outcome),
        picture=picture if any(outcome.counts) else None,
        table=table((_("Rating"), _("People")), zip(labels, outcome.counts, strict=True)),
    )


def _points(options: Sequence[str], number: int) -> tuple[str, ...]:
    """Name each point of a scale: by its label, or only its two ends."""
    if len(options) == number:
        return tuple(map(str, options))
    ends = dict(zip((0, number - 1), options, strict=False))
    return tuple(f"{at + 1} {ends.get(at, '')}".strip() for at in range(number))


def _ranking(outcome: Outcome) -> Figure:
    labels = tuple(map(str, outcome.prompt.options))
    ranks = tuple(str(ordinal(at)) for at in range(1, len(labels) + 1))
    counts = tuple(tuple(row) for row in outcome.counts)
    picture = Picture("shares", labels, counts, ranks)
    rows = ((label, *row) for label, row in zip(labels, counts, strict=True))
    return Figure(
        title=outcome.prompt.text,
        sentence=sentences.ranked(outcome, labels),
        picture=picture if any(map(any, counts)) else None,
        table=table((_("Option"), *ranks), rows),
    )


def _statements(outcome: Outcome) -> Figure:
    shown = sorted((item for item in outcome.items if item.text), key=lambda item: -item.voters)
    items = sorted(shown[:MOST_STATEMENTS], key=lambda item: -min(item.agree, item.disagree))
    votes = tuple((item.agree, item.passed, item.disagree) for item in items)
    numbers = tuple(str(at) for at in range(1, len(items) + 1))
    series = (_("Agree"), _("Pass"), _("Disagree"))
    rows = zip(numbers, items, votes, strict=True)
    return Figure(
        title=outcome.prompt.text,
        sentence=sentences.voted(outcome, items, len(shown)),
        picture=Picture("votes", numbers[:MOST_DRAWN], votes[:MOST_DRAWN], series)
        if any(map(any, votes))
        else None,
        table=table(
            (_("Statement"), *series),
            ((f"{number}. {item.text}", *vote) for number, item, vote in rows),
        ),
    )


def _bars(labels: Sequence[str], counts: Sequence[int]) -> Picture | None:
    if not any(counts):
        return None
    return Picture("bars", tuple(labels), tuple((n,) for n in counts))
