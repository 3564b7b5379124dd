"""What pages say of a round."""

from django.urls import NoReverseMatch, reverse

from howff.assessments.models import Round


def link_to(round: Round) -> str:
    """The address, on this site, at which people answer."""
    try:
        return reverse("assessments:answer", args=[round.code])
    except NoReverseMatch:
        return f"/r/{round.code}/"
