"""What is said about figures: one plain sentence for each, with how many people it comes from."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from howff.sense.rounds.figures import Distribution, Figures, ItemFigures, Verdict
from howff.sense.rounds.lines import Change


def hidden(k: int) -> str:
    """Say why numbers of a group are not shown: one sentence for every cause."""
    return _(
        "Hidden because fewer than %(k)s people rated it, because all gave the same rating, or to "
        "protect another group."
    ) % {"k": k}


def verdict(one: Verdict | None) -> str:
    """Say how far people agree."""
    named = {
        Verdict.SPLIT: _("split"),
        Verdict.SPREAD: _("spread"),
        Verdict.AGREED: _("agreed"),
        None: "",
    }
    return named[one]


def people(n: int) -> str:
    """Say how many rated something."""
    return ngettext("%(n)s person rated it.", "%(n)s people rated it.", n) % {"n": n}


def rated(one: ItemFigures, k: int) -> str:
    """Say how an item was rated, or why that is not shown."""
    shown = one.everyone
    if shown is None:
        return _("Too few people rated this to show anything: it takes %(k)s.") % {"k": k}
    if not shown.counts:
        return f"{people(shown.n)} {same(shown)}"
    return " ".join([people(shown.n), agreement(one.verdict), ends(shown)])


def same(shown: Distribution) -> str:
    """Say that all gave the same rating, without saying which."""
    low, high = shown.band or (0, 0)
    return _("All ratings lie between %(low)s and %(high)s.") % {"low": low, "high": high}


def agreement(one: Verdict | None) -> str:
    """Say in a sentence how far people agree."""
    told = {
        Verdict.SPLIT: _("They are split."),
        Verdict.SPREAD: _("Their views are spread out."),
        Verdict.AGREED: _("They mostly agree."),
        None: "",
    }
    return told[one]


def ends(shown: Distribution) -> str:
    """Say how many chose the lower and the upper end."""
    half = len(shown.counts) // 2
    low, high = sum(shown.counts[:half]), sum(shown.counts[-half:])
    told = _("%(high)s chose the upper end of the scale, %(low)s the lower end.")
    return told % {"high": high, "low": low}


def unrated(one: ItemFigures) -> str:
    """Say how many gave no rating, and why; three different reasons, and none at all."""
    reasons = (
        (one.dont_know, ngettext("%(n)s does not know", "%(n)s do not know", one.dont_know or 0)),
        (
            one.not_applicable,
            ngettext(
                "%(n)s says it does not apply",
                "%(n)s say it does not apply",
                one.not_applicable or 0,
            ),
        ),
        (
            one.not_my_part,
            ngettext(
                "%(n)s says it is not their part",
                "%(n)s say it is not their part",
                one.not_my_part or 0,
            ),
        ),
        (one.blank, ngettext("%(n)s left it blank", "%(n)s left it blank", one.blank or 0)),
    )
    told = [text % {"n": n} for n, text in reasons if n]
    return _("Not rated: %(reasons)s.") % {"reasons": "; ".join(told)} if told else ""


def weighed(one: ItemFigures) -> str:
    """Say both means, and warn where a large partner weighs heavily."""
    shown = one.everyone
    if shown is None or shown.mean is None:
        return ""
    told = [_("Mean %(mean).1f.") % {"mean": shown.mean}]
    if one.equal is not None:
        told.append(_("With each organisation counted once: %(mean).1f.") % {"mean": one.equal})
    if one.differ:
        told.append(
            _("The two differ by more than half a point: a large partner weighs heavily here.")
        )
    return " ".join(told)


def told(shown: Distribution | None) -> str:
    """Give a group's mean with how many people it comes from."""
    if shown is None:
        return _("hidden")
    if shown.mean is None:
        low, high = shown.band or (0, 0)
        return f"{low}–{high} ({shown.n})"
    return f"{shown.mean:.1f} ({shown.n})"


def changed(one: Change | None) -> str:
    """Say how sure it is that something moved."""
    named = {
        Change.VERY_LIKELY_BETTER: _("very likely better"),
        Change.LIKELY_BETTER: _("likely better"),
        Change.UNCLEAR: _("unclear"),
        Change.LIKELY_WORSE: _("likely lower than before"),
        Change.VERY_LIKELY_WORSE: _("very likely lower than before"),
        Change.UNSAID: _("best in the middle: up is not better"),
        None: "",
    }
    return named[one]


def rule(figures: Figures, *, outside: bool) -> list[str]:
    """Say how the figures were made and why some are hidden, a paragraph each."""
    who = _("readers outside the collaboration") if outside else _("members of the collaboration")
    weightings = {
        "pooled": _("each person counts the same"),
        "equal": _("each organisation counts the same"),
        "capped": _("each person counts the same, but no organisation as more than five"),
    }
    told = [
        _("These are the figures for %(who)s. Nothing is shown of fewer than %(k)s people.")
        % {"who": who, "k": figures.k},
        _(
            "A group is hidden where fewer than %(k)s people rated a principle, where all of them "
            "gave the same rating, or where its numbers could be worked out from others. Whatever "
            "can be worked out from what is shown counts as shown."
        )
        % {"k": figures.k},
        _(
            "“Split” means that a third or more of the ratings lie outside the three levels around "
            "the middle one, or form two camps; “agreed” that ratings lie close together; and "
            "“spread” is what lies between."
        ),
        _("The mean that leads was fixed before anybody answered: %(weighting)s.")
        % {"weighting": weightings[figures.weighting]},
        _(
            "The line through a mean is where the true mean lies with 90 % probability. With few "
            "people it is wide, and that is the honest answer. Partners are never ranked: they "
            "stand in the order of their names."
        ),
    ]
    if figures.attributed:
        told.insert(
            1,
            _(
                "In this round organisations answered under their own names, as everybody was told "
                "before they answered; places in the collaboration stay protected."
            ),
        )
    return told
