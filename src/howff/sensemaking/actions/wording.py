"""Letting a model propose names, asking it for one, and taking the proposal or leaving it."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from howff.evidence.models import Use
from howff.live.announce import announce
from howff.people.actions import remember
from howff.people.errors import Refused
from howff.people.models import Collaboration, Person
from howff.sensemaking.actions import deciding
from howff.sensemaking.models import Proposal, ProposalState, Theme, WordingPermission
from howff.sensemaking.queries.wording import permission_of, server
from howff.sensemaking.tasks.wording import propose_wording

USED_BY = "wording:"
# Longer than a request may take: whoever asked for it was stopped on the way.
GIVEN_UP_AFTER = timedelta(minutes=5)
NO_WORDS = {"name": "", "description": "", "cited": []}


@transaction.atomic
def allow(*, collaboration: Collaboration, by: Person) -> WordingPermission:
    """Let the server that the operator named propose names from quotes of this collaboration."""
    named = server()
    if named is None:
        raise Refused("no server", _("No server for names is set up here."), status=409)
    kept, _new = WordingPermission.objects.update_or_create(
        collaboration=collaboration,
        defaults={"host": named.host, "by": by, "at": timezone.now()},
    )
    _remember(collaboration, by, "let a model propose names", named.host)
    return kept


@transaction.atomic
def forbid(*, collaboration: Collaboration, by: Person) -> None:
    """Send nothing from now on; proposals that wait for a person stay."""
    for one in WordingPermission.objects.filter(collaboration=collaboration):
        one.delete()
        _remember(collaboration, by, "no longer lets a model propose names", one.host)


@transaction.atomic
def ask_for_wording(*, theme: Theme, by: Person) -> Proposal:
    """Ask for a name for a theme; what was proposed before and not taken is left."""
    here = theme.study.collaboration
    if permission_of(here) is None:
        raise Refused("not allowed", _("Names by a model are not allowed here."), status=409)
    _give_up(theme)
    proposal = _made(theme, by)
    ready = Proposal.objects.filter(theme=theme, state=ProposalState.READY)
    ready.update(state=ProposalState.LEFT, **NO_WORDS)
    propose_wording.enqueue(proposal.pk)
    announce(f"study:{theme.study_id}")
    return proposal


@transaction.atomic
def take_wording(*, proposal: Proposal, by: Person) -> None:
    """Call the theme as proposed; it is then this person's decision, and can be undone."""
    waiting = _waiting(proposal)
    assert waiting.theme is not None
    name, description = waiting.name, waiting.description
    _end(waiting, ProposalState.TAKEN)
    deciding.rename(theme=waiting.theme, name=name, description=description, by=by)


@transaction.atomic
def leave_wording(*, proposal: Proposal, by: Person) -> None:  # noqa: ARG001
    """Leave a proposal; nothing of it stays but that it was asked for."""
    _end(_waiting(proposal), ProposalState.LEFT)


@transaction.atomic
def hear(sender: object, passage_ids: list[int], **_more: object) -> None:  # noqa: ARG001
    """Words were taken back or changed: proposals that were made from them go, too."""
    uses = Use.objects.filter(passage__in=passage_ids, used_by__startswith=USED_BY)
    numbers = [int(name.removeprefix(USED_BY)) for name in uses.values_list("used_by", flat=True)]
    open_ones = (ProposalState.WAITING, ProposalState.READY)
    rows = Proposal.objects.filter(pk__in=numbers, state__in=open_ones)
    for study in set(rows.values_list("theme__study", flat=True)):
        announce(f"study:{study}")
    rows.update(state=ProposalState.GONE, **NO_WORDS)


def _waiting(proposal: Proposal) -> Proposal:
    rows = Proposal.objects.select_for_update(of=["self"]).select_related("theme__study")
    found = rows.filter(pk=proposal.pk, state=ProposalState.READY).exclude(theme=None).first()
    if found is None:
        raise Refused("gone", _("This proposal is no longer here."), status=409)
    return found


def _end(proposal: Proposal, state: ProposalState) -> None:
    Proposal.objects.filter(pk=proposal.pk).update(state=state, **NO_WORDS)
    if proposal.theme:
        announce(f"study:{proposal.theme.study_id}")


def _made(theme: Theme, by: Person) -> Proposal:
    try:
        with transaction.atomic():
            return Proposal.objects.create(
                collaboration=theme.study.collaboration, theme=theme, asked_by=by
            )
    except IntegrityError as error:
        told = _("A name is being asked for already. Please wait a moment.")
        raise Refused("under way", told, status=409) from error


def _give_up(theme: Theme) -> None:
    """Whoever asked before was stopped on the way: let others ask."""
    old = Proposal.objects.filter(
        theme=theme,
        state=ProposalState.WAITING,
        asked_at__lt=timezone.now() - GIVEN_UP_AFTER,
    )
    old.update(state=ProposalState.REFUSED, trouble=_("This was stopped. Please try again."))


def _remember(here: Collaboration, by: Person, verb: str, host: str) -> None:
    remember(collaboration=here, by=by, verb=verb, subject=here.name, details={"server": host})
