"""A round's form on paper: plain, in large print or easy to read, with room for every answer."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from howff.assessments.models import Round
from howff.assessments.queries.answering import Asked, Asking, asking_of, promises, unrated_labels
from howff.assessments.queries.answering.finding import partners_of, places_of
from howff.formats import typesetting

FORMS = ("plain", "large", "easy")
SIZES = {"plain": 12, "large": 18, "easy": 16}
FITS_A_PAGE = 9
TEMPLATE = Path(__file__).parent / "paper.typ"


def paper_form(round: Round, form: str, language: str, *, link: str, qr: str) -> bytes:
    """The form as a PDF; `form` is one of FORMS, `qr` a picture of the link as SVG."""
    asking = asking_of(round, language=language, easy=form == "easy")
    values = content(round, asking, form) | {"link": link, "qr": qr}
    try:
        return typesetting.typeset(TEMPLATE, typesetting.printable(values))
    except typesetting.TypesettingError as error:
        if not typesetting.lacks_letters(error):
            raise
        return typesetting.typeset(TEMPLATE, typesetting.drawable(values))


def content(round: Round, asking: Asking, form: str) -> dict[str, Any]:
    """What the paper says; nothing on it tells who fills it in."""
    return {
        "title": round.title,
        "host": round.collaboration.name,
        "instrument": asking.title,
        "credit": asking.credit,
        "language": asking.language.partition("-")[0],
        "code": round.code,
        "size": SIZES[form],
        "easy": form == "easy",
        "long": asking.count > FITS_A_PAGE,
        "promises": [[one.title, one.text] for one in promises(round, paper=True)],
        "partners": [one.name for one in partners_of(round)],
        "places": [one.name for one in places_of(round)],
        "cards": round.cards,
        "labels": _labels(round, form) | {"why": _why(asking)},
        "parts": [
            {
                "title": part.title,
                "summary": part.summary,
                "asked": [_asked(one, asking, easy=form == "easy") for one in part.asked],
            }
            for part in asking.parts
        ],
    }


def _asked(one: Asked, asking: Asking, *, easy: bool) -> dict[str, Any]:
    return {
        "label": one.label,
        "title": one.title,
        "statement": one.statement,
        "help": "" if easy else one.help,
        "levels": [f"{number}. {level}" for number, level in enumerate(one.levels, 1)],
        "unrated": list(unrated_labels(asking).values()),
        "questions": [each.text for each in one.prompts],
        "terms": [[each.term, each.meaning] for each in one.terms],
    }


def _why(asking: Asking) -> str:
    return asking.words.get("why") or _("Why? (if you like)")


def _labels(round: Round, form: str) -> dict[str, str]:
    unsaid = _("I’d rather not say")
    back = _("Give it back to: %(reader)s") % {
        "reader": round.reader or _("whoever gave it to you")
    }
    return {
        "host": _("%(host)s takes stock") % {"host": round.collaboration.name},
        "how": _easy_how() if form == "easy" else _how(),
        "before": _("What happens with your answers"),
        "about": _("About you (if you like)"),
        "partner": _("Your organisation or group"),
        "place": _("Your place in the collaboration"),
        "unsaid": unsaid,
        "audience": _("Who may read your words?"),
        "audiences": _("This collaboration only"),
        "quoted": _("This collaboration, and they may be quoted in reports"),
        "attribution": _("What may stand beside them?"),
        "nothing": _("Nothing about me"),
        "role": _("My place in the collaboration"),
        "organisation": _("My organisation"),
        "card": _("Code on your return card from last time, if you kept one"),
        "think": _("To think about, and to answer if you like:"),
        "explained": _("Words explained"),
        "or": _("or"),
        "back": back,
        "by": _("Back by %(day)s") % {"day": f"{round.closes_on:%d.%m.%Y}"}
        if round.closes_on
        else "",
        "online": _("Or answer on a phone or computer:"),
        "code": _("Round"),
        "page": _("Page"),
        "of": _("of"),
    }


def _how() -> str:
    return _(
        "For each statement, tick one box: how far it is so where you are. If you cannot say, tick "
        "why. Words are welcome everywhere, most of all where you tick the first or the last box. "
        "Leave out what you like."
    )


def _easy_how() -> str:
    return _(
        "Read each sentence. Tick one box. There is no wrong answer. You can ask somebody to help "
        "you. You can leave things out."
    )
