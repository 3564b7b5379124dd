"""How sure the machine is, how long it takes and how new it is, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from howff.sense.embedding import default_embedder
from howff.sensemaking.queries.members import Place

VERY_STEADY, STEADY, SHAKY = 0.85, 0.75, 0.6
CLEAR, LIKELY = 0.66, 0.33
TO_BEGIN = 2.0
EACH_NEW, EACH = 0.006, 0.0008  # seconds, on two cores
MINUTE = 60


@dataclass(frozen=True, slots=True)
class Badge:
    """A few words, with the kind of tag that they are shown in."""

    text: str
    kind: str = ""
    why: str = ""


def steadiness(share: float | None) -> Badge:
    """How well a theme holds together when some answers are left out (Hennig 2007)."""
    if share is None:
        return Badge(_("Too few answers to tell"), "", _("With so few, nobody can say."))
    why = _("When some answers are left out, about %(n)d %% of it stays together.")
    told = why % {"n": round(100 * share)}
    if share >= VERY_STEADY:
        return Badge(_("Very steady"), "good", told)
    if share >= STEADY:
        return Badge(_("Steady"), "good", told)
    if share >= SHAKY:
        return Badge(_("Fairly steady"), "", told)
    return Badge(_("Shaky"), "warn", told)


def how_sure(place: Place) -> Badge:
    """How sure it is that an answer is about a theme."""
    if place.confirmed:
        return Badge(_("A person put it here"), "good")
    if place.unsure or place.confidence < LIKELY:
        return Badge(_("Not sure"), "warn")
    return Badge(_("Clear")) if place.confidence >= CLEAR else Badge(_("Likely"))


def seconds_for(answers: int, new: int) -> float:
    """How long looking at answers takes, of which some are new to the machine."""
    return TO_BEGIN + EACH_NEW * new + EACH * answers


def how_long(seconds: float) -> str:
    """A stretch of time, roughly, in words."""
    if seconds < MINUTE:
        n = max(5, 5 * round(seconds / 5))
        return ngettext("about %(n)d second", "about %(n)d seconds", n) % {"n": n}
    n = round(seconds / MINUTE)
    return ngettext("about %(n)d minute", "about %(n)d minutes", n) % {"n": n}


def is_made_by_another_model(digest: str, languages: list[str]) -> bool:
    """Whether something else would turn words into numbers now than did for this."""
    return bool(digest) and default_embedder(languages or ["en"]).digest != digest
