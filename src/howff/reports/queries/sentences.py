"""One sentence for each picture, saying what it shows and how many people it comes from."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from howff.conversations.queries.results import Outcome, ShownItem
from howff.sense.smallnumbers import Group


def came(people: int, groups: Sequence[Group]) -> str:
    """How many came, and which group was the largest."""
    told = ngettext("%(n)s person came.", "%(n)s people came.", people) % {"n": people}
    largest = named(groups)
    if not largest:
        return told
    most = _("The largest group was %(name)s, with %(n)s.")
    small = _("Groups of fewer than 5 people are counted together as other.")
    return " ".join([told, most % {"name": largest[0].name, "n": largest[0].people}, small])


def named(groups: Sequence[Group]) -> list[Group]:
    """The groups that say something, largest first."""
    return [group for group in groups if group.name not in {_("Other"), _("Not said")}]


def words(outcome: Outcome) -> str:
    """How many gave words, and which word came most often."""
    if not outcome.words:
        return _answered(outcome)
    first = outcome.words[0]
    most = ngettext(
        "“%(word)s” was said most, by %(n)s person.",
        "“%(word)s” was said most, by %(n)s people.",
        first.people,
    ) % {"word": first.text, "n": first.people}
    kept = _("The words shown are of those who let them be used here.")
    return " ".join([_answered(outcome), most, kept])


def chosen(outcome: Outcome, labels: Sequence[str]) -> str:
    """How many answered, and which option most of them chose."""
    counts = outcome.counts
    if not any(counts):
        return _answered(outcome)
    most = max(counts)
    names = _(" and ").join(f"“{labels[at]}”" for at, n in enumerate(counts) if n == most)
    told = _("Chosen most: %(names)s (%(n)s).") % {"names": names, "n": most}
    return f"{_answered(outcome)} {told}"


def rated(outcome: Outcome) -> str:
    """How many answered, and how many chose the upper and the lower end."""
    counts = outcome.counts
    half = len(counts) // 2
    told = _("%(high)s chose the upper end of the scale, %(low)s the lower end.")
    ends = {"high": sum(counts[-half:]), "low": sum(counts[:half])}
    return f"{_answered(outcome)} {told % ends}"


def ranked(outcome: Outcome, labels: Sequence[str]) -> str:
    """How many answered, and what they put first most often."""
    firsts = [ranks[0] for ranks in outcome.counts if ranks]
    if not any(firsts):
        return _answered(outcome)
    first = labels[firsts.index(max(firsts))]
    told = _("“%(name)s” was put first most often (%(n)s).") % {"name": first, "n": max(firsts)}
    return f"{_answered(outcome)} {told}"


def voted(outcome: Outcome, items: Sequence[ShownItem], number: int) -> str:
    """How many voted on how many statements, and in which order they stand."""
    told = ngettext("There was %(n)s statement.", "There were %(n)s statements.", number)
    parts = [_answered(outcome), told % {"n": number}]
    if number > len(items):
        parts.append(_("Those with most votes are shown."))
    if items and min(items[0].agree, items[0].disagree):
        parts.append(_("Those on which people were most divided come first."))
    return " ".join(parts)


def _answered(outcome: Outcome) -> str:
    people = outcome.turnout.people
    return ngettext("%(n)s person answered.", "%(n)s people answered.", people) % {"n": people}
