"""Asking for a name, in the background: what is sent is kept before it is sent."""

import logging

from django.db import transaction
from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from howff.consent.models import Audience
from howff.evidence.actions import cite
from howff.evidence.queries import texts
from howff.live.announce import announce
from howff.sensemaking.models import Proposal, ProposalState, Theme
from howff.sensemaking.queries.wording import (
    FEWEST_QUOTES,
    Sendable,
    Server,
    names_around,
    permission_of,
    server,
    to_send,
)
from howff.sensemaking.tasks.wording.errors import WordingError
from howff.sensemaking.tasks.wording.sentences import Wording, asked, understood
from howff.sensemaking.tasks.wording.server import ask

logger = logging.getLogger(__name__)


@task()
def propose_wording(proposal_id: int) -> str:
    """Ask for a name, and keep what came as a proposal, or why none came; asked once only."""
    rows = Proposal.objects.filter(pk=proposal_id, state=ProposalState.WAITING, sent_at=None)
    proposal = rows.select_related("theme__study__collaboration").first()
    if proposal is None or proposal.theme is None:
        return "nothing to do"
    study = proposal.theme.study
    with override(study.language):
        try:
            _keep(proposal, *_asked(proposal, proposal.theme))
        except WordingError as trouble:
            _refuse(proposal, str(trouble))
        except Exception:
            logger.exception("Proposal %s did not work.", proposal.pk)
            _refuse(proposal, _("Something went wrong on our side. Please try again."))
    announce(f"study:{study.pk}")
    return str(Proposal.objects.values_list("state", flat=True).get(pk=proposal_id))


def _asked(proposal: Proposal, theme: Theme) -> tuple[list[Sendable], Wording]:
    named, quotes = _begun(proposal, theme)
    content = ask(named, asked(quotes, theme.study.language))
    return quotes, understood(content, quotes, names_around(theme.study.collaboration))


@transaction.atomic
def _begun(proposal: Proposal, theme: Theme) -> tuple[Server, list[Sendable]]:
    """Choose what is sent, as people allow it this moment, and keep that it is sent."""
    named = server()
    if named is None or permission_of(theme.study.collaboration) is None:
        raise WordingError(_("Names by a model are not allowed here."))
    quotes = to_send(theme)
    if len(quotes) < FEWEST_QUOTES:
        raise WordingError(
            _("Too few quotes of this theme may be sent, so nothing was: at least 3 are needed.")
        )
    proposal.host, proposal.model = named.host, named.model[:120]
    proposal.sent, proposal.sent_at = [one.passage for one in quotes], timezone.now()
    proposal.save(update_fields=["host", "model", "sent", "sent_at"])
    cite(
        passage_ids=proposal.sent,
        used_by=f"wording:{proposal.pk}",
        label=_("sent to %(host)s, which proposes names for themes") % {"host": named.host},
    )
    return named, quotes


@transaction.atomic
def _keep(proposal: Proposal, quotes: list[Sendable], wording: Wording) -> None:
    """Keep a proposal; not where any of its quotes may be sent no longer."""
    numbers = [one.passage for one in quotes]
    rows = Proposal.objects.select_for_update().filter(pk=proposal.pk, state=ProposalState.WAITING)
    if len(texts(numbers, Audience.REPORT)) < len(numbers):
        raise WordingError(_("A quote was taken back meanwhile, so the proposal is gone."))
    rows.update(
        state=ProposalState.READY,
        name=wording.name,
        description=wording.description,
        cited=wording.cited,
    )


def _refuse(proposal: Proposal, trouble: str) -> None:
    rows = Proposal.objects.filter(pk=proposal.pk, state=ProposalState.WAITING)
    rows.update(state=ProposalState.REFUSED, trouble=trouble[:300])
