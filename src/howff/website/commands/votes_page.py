"""What votes show as one web page that needs nothing else."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from howff.evidence.queries import Quote
from howff.formats.polis import PolisConversation
from howff.reports.rendering.html import styles
from howff.sense.votes import VoteFindings
from howff.sensemaking.queries.common_ground import told_in
from howff.sensemaking.queries.verdicts import (
    badge_in_words,
    in_words,
    is_spectrum,
    stability_in_words,
)

REFUSED = "[Refused by the moderators]"
APART = """@layer pages {
  main.votes { display: grid; max-inline-size: 66rem; margin-inline: auto; }
  main.votes > * { margin: 0; }
}"""
SHEETS = ("website/taking-stock.css", "sensemaking/votes.css")


def page(conversation: PolisConversation, found: VoteFindings, title: str) -> bytes:
    """Write the findings as a page with its styles inside, without scripts."""
    shown = {
        one.id: Quote(one.id, one.text, "", "", "published")
        for one in conversation.statements
        if one.moderated >= 0
    }
    groups = found.groups
    context = {
        "title": title,
        "document": {"language": "en", "title": title, "collaboration": _("What the votes say")},
        "description": conversation.description,
        "source": conversation.url,
        "told": told_in(found, [one.id for one in conversation.statements], shown),
        "found": found,
        "verdict": in_words(groups),
        "spectrum": is_spectrum(groups),
        "badge": badge_in_words(groups.badge),
        "stability": stability_in_words(groups.badge),
        "styles": "\n".join([styles(), *map(_sheet, SHEETS), APART]),
    }
    return render_to_string("website/votes.html", context).encode()


def _sheet(name: str) -> str:
    found = finders.find(name)
    return Path(found).read_text() if found else ""
