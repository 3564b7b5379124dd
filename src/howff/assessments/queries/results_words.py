"""Figures in plain words: every sentence says how many people it comes from."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from howff.sense.rounds.figures import Distribution, Figures, ItemFigures, Verdict
from howff.sense.rounds.lines import Change, Line

FEW = 30


def number(value: float | None) -> str:
    """A mean as people read it here."""
    return "" if value is None else str(number_format(round(value, 1), 1))


def level(median: float | None) -> str:
    """A middle rating: a level, or half-way between two."""
    return "" if median is None else str(number_format(median, 0 if median % 1 == 0 else 1))


def percent(share: float | None) -> str:
    """A share in whole percent."""
    return "" if share is None else str(number_format(round(100 * share)))


def heading(verdict: Verdict | None) -> str:
    """How far people agree."""
    return {
        Verdict.SPLIT: _("You are split"),
        Verdict.SPREAD: _("You are spread out"),
        Verdict.AGREED: _("You are close together"),
        None: _("Too few ratings to say"),
    }[verdict]


def meaning(verdict: Verdict | None) -> str:
    """What that means."""
    return {
        Verdict.SPLIT: _(
            "At least a third of people stand well apart from the middle. Talk here first."
        ),
        Verdict.SPREAD: _("People see it in many ways, without two clear camps."),
        Verdict.AGREED: _("Most people gave nearly the same rating."),
        None: _("Not enough people rated these to tell how far they agree."),
    }[verdict]


def hidden(k: int) -> str:
    """Why a group is not shown: one sentence for every cause, so that none can be told from it."""
    told = _(
        "Hidden because fewer than %(k)s people rated it, because all gave the same rating, "
        "or to protect another group."
    )
    return told % {"k": k}


def nothing_drawn(picture: str, k: int) -> str:
    """Why a picture is not there."""
    if picture == "rounds":
        return _("This is the first round: there is nothing to set beside it yet.")
    if picture == "radar":
        return _("A radar needs at least three principles that may be shown, on one scale.")
    if picture == "marks":
        told = _("No principle has two places in the collaboration whose means may be shown.")
    elif picture == "places":
        told = _("No place in the collaboration may be shown on its own.")
    else:
        told = _("No organisation may be shown on its own.")
    return f"{told} {hidden(k)}"


def sentence(one: ItemFigures, k: int) -> str:
    """What the distribution of an item shows."""
    shown = one.everyone
    if shown is None:
        return _("Hidden because fewer than %(k)s people rated it.") % {"k": k}
    if shown.band or not shown.counts:
        return alike(shown)
    if one.verdict == Verdict.AGREED:
        return _close(shown)
    return _camps(shown)


def alike(shown: Distribution) -> str:
    """That all gave nearly the same, without telling what any of them gave."""
    low, high = shown.band or (None, None)
    told = _(
        "All %(n)s people who rated it gave %(low)s or %(high)s. Which of the two is not told, "
        "so that nobody's own rating can be worked out."
    )
    return told % {"n": shown.n, "low": low, "high": high}


def _camps(shown: Distribution) -> str:
    """How many stand on either side of the middle of the scale."""
    levels = len(shown.counts)
    low = sum(shown.counts[: levels // 2])
    high = sum(shown.counts[(levels + 1) // 2 :])
    told = _("Of %(n)s people, %(low)s gave %(lower)s and %(high)s gave %(upper)s%(between)s.")
    return told % {
        "n": shown.n,
        "low": low,
        "high": high,
        "lower": _stretch(1, levels // 2),
        "upper": _stretch((levels + 1) // 2 + 1, levels),
        "between": _between(shown.n - low - high),
    }


def _between(middle: int) -> str:
    """How many stand in the middle of the scale, if any do."""
    told = ngettext("; %(n)s stands in the middle", "; %(n)s stand in the middle", middle)
    return told % {"n": middle} if middle else ""


def _stretch(low: int, high: int) -> str:
    if low == high:
        return str(low)
    joint = _("%(low)s or %(high)s") if high - low == 1 else _("%(low)s to %(high)s")
    return joint % {"low": low, "high": high}


def _close(shown: Distribution) -> str:
    """How many are within a level of the middle rating."""
    median = shown.median or 0
    near = sum(count for level, count in enumerate(shown.counts, 1) if abs(level - median) <= 1)
    told = _("%(near)s of %(n)s people are within one level of the middle rating, %(median)s.")
    if near == shown.n:
        told = _("All %(n)s people are within one level of the middle rating, %(median)s.")
    return told % {"near": near, "n": shown.n, "median": level(median)}


def how_sure(shown: Distribution | None) -> str:
    """How far so few ratings may be trusted; nothing where there are many, or none."""
    if shown is None or shown.low is None or shown.n >= FEW:
        return ""
    told = _(
        "%(n)s ratings are few: what they say of the mean is “somewhere between %(low)s and "
        "%(high)s”, nine times in ten."
    )
    return told % {"n": shown.n, "low": number(shown.low), "high": number(shown.high)}


def weighing(one: ItemFigures) -> str:
    """That it matters here who counts how much."""
    if not one.differ or one.everyone is None:
        return ""
    told = _(
        "It matters who counts how much: the mean of all people is %(pooled)s, and %(equal)s "
        "where each organisation counts once. Organisations with many people pull it their way."
    )
    return told % {"pooled": number(one.everyone.mean), "equal": number(one.equal)}


def lead(figures: Figures) -> str:
    """The whole round in one or two sentences."""
    found = {
        verdict: [one for one in figures.items if one.everyone and one.verdict == verdict]
        for verdict in Verdict
    }
    split, close = len(found[Verdict.SPLIT]), len(found[Verdict.AGREED])
    people = ngettext("%(n)s person answered.", "%(n)s people answered.", figures.people)
    apart = ngettext(
        "You are split on %(n)s principle.", "You are split on %(n)s principles.", split
    )
    near = ngettext(
        "You are close together on %(n)s principle.",
        "You are close together on %(n)s principles.",
        close,
    )
    none = _("You are not split on any principle.")
    parts = [people % {"n": figures.people}, apart % {"n": split} if split else none]
    parts += [near % {"n": close}] if close else []
    return " ".join([*parts, too_many(figures)] if figures.overfull else parts)


def too_many(figures: Figures) -> str:
    """What to make of a round in which more people answered than were expected."""
    return _(
        "Only %(expected)s people were expected when it began, so some may have answered twice: "
        "read these numbers with care. Groups with more answers than people are not shown."
    ) % {"expected": figures.expected}


def line_name(line: str) -> str:
    """Who a line of progress is about."""
    return {
        "everyone": _("Everyone who answered"),
        "same_people": _("The same people"),
        "same_organisations": _("The same organisations"),
    }[line]


def changed(line: Line, *, middle: bool, k: int) -> str:
    """How likely it is that a line went up; only how it moved where the middle is best."""
    if line.before is None or line.after is None:
        return hidden_line(line.who, k)
    moved = _("From %(before)s (%(earlier)s people) to %(after)s (%(later)s people).") % {
        "before": number(line.before.mean),
        "earlier": line.before.n,
        "after": number(line.after.mean),
        "later": line.after.n,
    }
    if middle or line.change in {None, Change.UNSAID}:
        return moved
    return f"{moved} {chance(line)}"


def chance(line: Line) -> str:
    """How sure it is that ratings rose or fell."""
    return {
        Change.VERY_LIKELY_BETTER: _("Very likely better."),
        Change.LIKELY_BETTER: _("Likely better."),
        Change.UNCLEAR: _("This may be chance: it cannot be told whether anything changed."),
        Change.LIKELY_WORSE: _("Likely lower than before."),
        Change.VERY_LIKELY_WORSE: _("Very likely lower than before."),
    }.get(line.change or Change.UNCLEAR, "")


def hidden_line(who: str, k: int) -> str:
    """Why a line of progress is not shown."""
    if who == "same_people":
        told = _(
            "Not shown: beside the other figures somebody's ratings could be worked out, "
            "or fewer than %(k)s people with a return card rated it both times."
        )
    else:
        told = _("Not shown: fewer than %(k)s people rated it, or a rating could be worked out.")
    return told % {"k": k}
