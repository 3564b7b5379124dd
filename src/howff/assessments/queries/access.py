"""The doors to rounds: each gives what somebody may see, or says that it is not there."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.utils.crypto import salted_hmac

from howff.assessments.models import Partner, Response, Round, RoundState, Workshop
from howff.assessments.rules import may_help, may_run, may_see
from howff.people.codes import tidy_code
from howff.people.models import Collaboration
from howff.people.rules import Someone

SALT = "howff.assessments"


def rounds_in(collaboration: Collaboration) -> QuerySet[Round]:
    """A collaboration's rounds, newest first."""
    rows = Round.objects.filter(collaboration=collaboration)
    return rows.select_related("version__instrument")


def round_for(person: Someone, pk: int) -> Round:
    """A round that this person may know of."""
    rows = Round.objects.select_related("collaboration", "version__instrument", "previous")
    round = rows.filter(pk=pk).first()
    if round is None or not may_see(person, round):
        raise Http404
    return round


def round_to_help(person: Someone, pk: int) -> Round:
    """A round in which this person may type in answers and read words first."""
    round = round_for(person, pk)
    if not may_help(person, round):
        raise PermissionDenied
    return round


def round_to_run(person: Someone, pk: int) -> Round:
    """A round that this person may prepare, open and close."""
    round = round_for(person, pk)
    if not may_run(person, round):
        raise PermissionDenied
    return round


def workshop_for(person: Someone, pk: int) -> Workshop:
    """A workshop on a round that this person may know of."""
    rows = Workshop.objects.select_related("round__collaboration", "round__version__instrument")
    workshop = rows.filter(pk=pk).first()
    if workshop is None or not may_see(person, workshop.round):
        raise Http404
    return workshop


def workshop_to_run(person: Someone, pk: int) -> Workshop:
    """A workshop that this person may write down."""
    workshop = workshop_for(person, pk)
    if not may_run(person, workshop.round):
        raise PermissionDenied
    return workshop


def round_by_code(code: str) -> Round | None:
    """The round that a link leads to, however its code was typed; drafts are not found."""
    rows = Round.objects.select_related("collaboration", "version__instrument")
    return rows.filter(code=tidy_code(code)).exclude(state=RoundState.DRAFT).first()


def partner_by_key(round: Round, key: str) -> Partner | None:
    """The partner whose own return is given at this link."""
    return round.partners.filter(key=key, returns=True).first() if key else None


def response_by_key(key: str) -> Response | None:
    """The response that a private link opens."""
    rows = Response.objects.select_related(
        "round__collaboration", "round__version__instrument", "partner", "place"
    )
    return rows.filter(key_digest=key_digest(key)).first() if key else None


def key_digest(key: str) -> str:
    """What is kept of the key in a private link."""
    return salted_hmac(f"{SALT}.key", key, algorithm="sha256").hexdigest()


def card_digest(collaboration: Collaboration, code: str) -> str:
    """What is kept of the code on a return card; the same in every round of a collaboration."""
    return salted_hmac(
        f"{SALT}.card.{collaboration.pk}", tidy_code(code), algorithm="sha256"
    ).hexdigest()
