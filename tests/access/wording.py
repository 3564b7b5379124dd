"""A name that a model proposed, and files of themes and findings, in the small world."""

from howff.people.models import Collaboration
from howff.sensemaking.models import Proposal, ProposalState


def of_wording(collaboration: Collaboration, theme: object) -> dict[str, object]:
    """What the parameters of these addresses stand for."""
    proposal = Proposal.objects.create(
        collaboration=collaboration,
        theme_id=theme,
        state=ProposalState.READY,
        host="models.example",
        name="Late buses",
    )
    return {
        "wording": proposal.pk,
        "files/name": "themes.csv",
        "files/file": "findings.csv",
    }
