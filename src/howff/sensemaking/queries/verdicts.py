"""What the machine says of groups, in words that blame nobody and promise nothing."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from howff.sense.votes import Badge, Groups, Verdict, Why


@dataclass(frozen=True, slots=True)
class InWords:
    """A heading, and a sentence on why."""

    heading: str
    why: str


def in_words(groups: Groups) -> InWords:
    """What people's votes look like as a whole."""
    match groups.verdict:
        case Verdict.GROUPS:
            return InWords(_several(len(groups.groups)), _why(groups.why))
        case Verdict.SPECTRUM:
            return InWords(_("A spectrum, not camps"), _spectrum())
        case Verdict.PROVISIONAL:
            return InWords(_provisional(groups), _why(groups.why))
        case _:
            return InWords(_("One group"), _why(groups.why))


def is_spectrum(groups: Groups) -> bool:
    """Whether people stand along one line, so that its two ends are compared."""
    return groups.verdict is Verdict.SPECTRUM


def stability_in_words(badge: Badge) -> str:
    """How far the groups stay the same when a few votes are left out."""
    words = {
        Badge.STEADY: _(
            "Steady: with one vote in twenty left out, people stay in the same groups."
        ),
        Badge.MOSTLY_STEADY: _(
            "Mostly steady: with one vote in twenty left out, most people stay in the same groups."
        ),
        Badge.SHAKY: _(
            "Shaky: with one vote in twenty left out, many people change groups. "
            "Take the groups as a first hint."
        ),
        Badge.UNKNOWN: _("How steady the groups are was not looked at yet."),
    }
    return words[badge]


def badge_in_words(badge: Badge) -> tuple[str, str]:
    """The badge and its kind of tag."""
    words = {
        Badge.STEADY: (_("Steady"), "good"),
        Badge.MOSTLY_STEADY: (_("Mostly steady"), ""),
        Badge.SHAKY: (_("Shaky"), "warn"),
        Badge.UNKNOWN: (_("Not looked at yet"), ""),
    }
    return words[badge]


def _several(number: int) -> str:
    words = ngettext("%(n)s group", "%(n)s groups who vote differently", number)
    return words % {"n": number}


def _provisional(groups: Groups) -> str:
    if groups.shown:
        return _("%(groups)s, for now") % {"groups": _several(len(groups.groups))}
    return _("One group, for now")


def _spectrum() -> str:
    return _(
        "People stand along one line, from one end of the map to the other, with many in between. "
        "That fits their votes better than groups do, so no groups are drawn."
    )


def _why(why: Why) -> str:
    words = {
        Why.FEW_PEOPLE: _(
            "Fewer than 40 people voted often enough. With so few, groups appear by chance alone, "
            "so none are drawn. What people agree on and what divides them still holds."
        ),
        Why.NO_GAIN: _(
            "We hid some votes and tried to foretell them. Groups did not help, "
            "so there is no reason to draw any."
        ),
        Why.SMALL_GROUPS: _(
            "There may be groups, but one of them would be very small, "
            "so that its people could be recognised. None are drawn."
        ),
        Why.UNSTEADY: _(
            "When a few votes were left out, other groups appeared. "
            "Groups that hang on a few votes are not drawn."
        ),
        Why.LINE_IS_BETTER: _spectrum(),
        Why.GROUPS_ARE_BETTER: _(
            "We hid some votes and tried to foretell them. "
            "That went better with these groups than with one group or along one line."
        ),
        Why.NOT_CHOSEN: _(
            "Votes are still arriving, so this is a quick look. "
            "How many groups there are is looked at properly once voting has closed, "
            "or when somebody asks for it."
        ),
        Why.ASKED_FOR: _("This number of groups was asked for."),
    }
    return words[why]
