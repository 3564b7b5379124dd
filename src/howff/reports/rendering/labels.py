"""The few words that every format adds around a report."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from howff.reports.document import Document, Exchange


def withdrawn() -> str:
    """What stands where somebody's words stood."""
    return _("A quote has been withdrawn")


def edition(document: Document) -> str:
    """Which state of the report this is."""
    if document.version is None:
        return _("Draft")
    return _("Version %(number)s") % {"number": document.version}


def day(document: Document) -> str:
    """When this state was made."""
    return date_format(document.date, "j F Y")


def support(exchange: Exchange) -> str:
    """How many others wanted a question answered."""
    if not exchange.votes:
        return ""
    return ngettext(
        "%(votes)s person wanted this answered",
        "%(votes)s people wanted this answered",
        exchange.votes,
    ) % {"votes": exchange.votes}


def labels(document: Document) -> dict[str, str]:
    """Every word that a template needs, by name."""
    return {
        "withdrawn": withdrawn(),
        "edition": edition(document),
        "day": day(document),
        "contents": _("Contents"),
        "page": _("Page"),
        "of": _("of"),
        "answer": _("Answer"),
        "address": _("Read the newest version at"),
        "cloud": _("The larger the word, the more people said it. All the words follow in a list."),
        "picture": _("A chart of the figures in the table below"),
        "table": _("The figures as a table"),
        "list": _("The words as a list"),
    }
