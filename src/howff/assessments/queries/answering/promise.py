"""What people are promised before they answer, in the same words on a screen and on paper."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from howff.assessments.models import Partner, Round


@dataclass(frozen=True, slots=True)
class Promise:
    """What happens with something that somebody gives."""

    title: str
    text: str


def promises(round: Round, *, paper: bool = False) -> list[Promise]:
    """Who reads what, from how many people on, what becomes of it, and for how long."""
    back = _of_paper() if paper else _of_taking_back(round)
    return [
        Promise(_("Your ratings"), " ".join(_of_ratings(round))),
        Promise(_("Your words"), _of_words(round)),
        Promise(_("Who you are"), _of_names(round)),
        Promise(_("Changing your mind"), back),
        Promise(_("How long it is kept"), _of_deleting(round)),
    ]


def promises_to(partner: Partner) -> list[Promise]:
    """The same for an organisation that gives one answer in its own name."""
    named = {"name": partner.name}
    shown = _(
        "They are shown with the name of %(name)s once the round has closed, inside and outside "
        "this collaboration, and are not mixed with what single people say."
    )
    words = _(
        "So are your words, inside this collaboration alone. They are read first by somebody who "
        "helps to run this round."
    )
    back = _(
        "Whoever begins gets a private link. It alone opens the answer, to change it until the "
        "round closes and to take it back; those who run the round do not have it."
    )
    return [
        Promise(_("Your ratings"), shown % named),
        Promise(_("Your words"), words),
        Promise(_("Changing your mind"), back),
        Promise(_("How long it is kept"), _of_deleting(partner.round)),
    ]


def _of_ratings(round: Round) -> Iterator[str]:
    yield _("They are added to everybody else’s. Nobody sees any result before the round closes.")
    numbers = {"inside": round.threshold, "outside": round.threshold_outside}
    if round.attributed:
        yield (
            _(
                "In this round ratings are shown with the name of your organisation, however few "
                "of you answer, inside and outside this collaboration. By place in the "
                "collaboration, nothing is shown of fewer than %(inside)s people."
            )
            % numbers
        )
    else:
        yield (
            _(
                "Nothing is ever shown of a group of fewer than %(inside)s people, and outside "
                "this collaboration of fewer than %(outside)s."
            )
            % numbers
        )


def _of_words(round: Round) -> str:
    reader = round.reader or _("somebody who helps to run this round")
    told = _(
        "They are read first by %(reader)s, so that what would give somebody away is held back. "
        "Then those whom you choose read them, shuffled with everybody else’s."
    )
    return told % {"reader": reader}


def _of_names(round: Round) -> str:
    if round.attributed:
        return _("Your own name is not asked, and no time is kept with your answers.")
    return _("Your name is not asked, and no time is kept with your answers.")


def _of_paper() -> str:
    return _(
        "Nothing on this paper says whose it is. So nobody can find it again for you once it is "
        "typed in: if you may want to change or take back something, answer online instead."
    )


def _of_taking_back(round: Round) -> str:
    told = _(
        "You can change your answers until the round closes, and take them back at any time. Once "
        "the results are made, your words go at once; the counts are made again when at "
        "least %(count)s people have taken theirs back, and only if the change tells of nobody. "
        "Otherwise the difference would show what you said."
    )
    return told % {"count": round.threshold}


def _of_deleting(round: Round) -> str:
    if round.keep_until:
        told = _("Single answers are deleted on %(day)s. The results stay.")
        return told % {"day": date_format(round.keep_until, "DATE_FORMAT")}
    return _("Single answers are deleted two years after the round closes. The results stay.")
