"""Someone joins a conversation from their phone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext as _

from howff.consent.models import Attribution, Audience, Consent
from howff.conversations.models import Conversation, ConversationState, Participant
from howff.conversations.rules import Refused
from howff.conversations.rules.values import clean
from howff.evidence.models import Speaker
from howff.live.announce import announce
from howff.people.codes import tidy_code
from howff.people.models import Organisation

LENGTHS = {"organisation": 200, "role": 80, "name": 200, "key": 64}


@dataclass(frozen=True, slots=True)
class JoinRequest:
    """What a phone sends to join; everything but the code may be left out."""

    code: str
    organisation: str = ""
    role: str = ""
    name: str = ""
    attribution: str = Attribution.NONE
    audience: str = Audience.GROUP
    key: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """Who joined what."""

    participant: int
    conversation: int


def read_join(raw: object) -> JoinRequest:
    """A join request from JSON, or what is wrong with it."""
    if not isinstance(raw, dict):
        raise Refused("invalid", _("Please send a JSON object with a code."))
    given = {name: _text_of(raw, name) for name in ("code", *LENGTHS)}
    return JoinRequest(
        **given,
        attribution=_one_of(raw, "attribution", Attribution, Attribution.NONE),
        audience=_one_of(raw, "audience", Audience, Audience.GROUP),
    )


def record_joins(requests: Sequence[JoinRequest]) -> list[Joined | Refused]:
    """Keep everyone who joins now; a phone that joined before stays the same participant."""
    codes = {tidy_code(request.code) for request in requests}
    found = {one.code: one for one in Conversation.objects.filter(code__in=codes)}
    keyed = [(found.get(tidy_code(one.code)), one, one.key or uuid4().hex) for one in requests]
    known = _known((conversation.pk, key) for conversation, _one, key in keyed if conversation)
    fresh = {
        (conversation.pk, key): (conversation, request)
        for conversation, request, key in keyed
        if conversation and (conversation.pk, key) not in known and _takes(conversation)
    }
    known |= _welcome(fresh)
    announce(*{f"{kind}:{pk}" for pk, _key in fresh for kind in ("room", "console")})
    return [_outcome(conversation, key, known) for conversation, _one, key in keyed]


def _outcome(
    conversation: Conversation | None, key: str, known: dict[tuple[int, str], int]
) -> Joined | Refused:
    if conversation is None:
        message = _("There is no conversation with this code. Please check it and try again.")
        return Refused("unknown_code", message, field="code", status=404)
    if (conversation.pk, key) in known:
        return Joined(known[conversation.pk, key], conversation.pk)
    if conversation.state == ConversationState.DRAFT:
        message = _("This conversation has not opened yet. Please try again when it starts.")
        return Refused("closed", message, field="code", status=409)
    message = _("This conversation has closed. Thank you for coming.")
    return Refused("closed", message, field="code", status=409)


def _takes(conversation: Conversation) -> bool:
    until = conversation.follow_up_until
    following_up = until is not None and until > timezone.now()
    return conversation.state == ConversationState.OPEN or following_up


def _known(keys: Iterable[tuple[int, str]]) -> dict[tuple[int, str], int]:
    wanted = list(keys)
    rows = Participant.objects.filter(
        conversation__in={pk for pk, _key in wanted}, key__in={key for _pk, key in wanted}
    )
    return {(pk, key): number for number, pk, key in rows.values_list("pk", "conversation", "key")}


def _welcome(
    fresh: dict[tuple[int, str], tuple[Conversation, JoinRequest]],
) -> dict[tuple[int, str], int]:
    requests = [request for _conversation, request in fresh.values()]
    consents = Consent.objects.bulk_create(
        Consent(attribution=one.attribution, audience=one.audience) for one in requests
    )
    partners = _partners(fresh.values())
    speakers = Speaker.objects.bulk_create(
        _speaker(conversation, request, partners) for conversation, request in fresh.values()
    )
    now = timezone.now()
    people = Participant.objects.bulk_create(
        Participant(conversation_id=pk, speaker=speaker, consent=consent, key=key, joined_at=now)
        for (pk, key), speaker, consent in zip(fresh, speakers, consents, strict=True)
    )
    return {where: person.pk for where, person in zip(fresh, people, strict=True)}


def _partners(
    pairs: Iterable[tuple[Conversation, JoinRequest]],
) -> dict[tuple[int, str], Organisation]:
    wanted = {one.collaboration_id for one, request in pairs if request.organisation}
    rows = Organisation.objects.filter(collaboration__in=wanted)
    return {(one.collaboration_id, one.name.casefold()): one for one in rows}


def _speaker(
    conversation: Conversation,
    request: JoinRequest,
    partners: dict[tuple[int, str], Organisation],
) -> Speaker:
    partner = partners.get((conversation.collaboration_id, request.organisation.casefold()))
    return Speaker(
        name=request.name,
        role=request.role,
        organisation=partner,
        organisation_name=partner.name if partner else request.organisation,
        organisation_kind=partner.kind if partner else "",
    )


def _text_of(raw: dict[str, object], name: str) -> str:
    value = raw.get(name)
    if value is None:
        value = ""
    if not isinstance(value, str):
        raise Refused("invalid", _("Please send text here."), field=name)
    text = " ".join(clean(value).split())
    longest = LENGTHS.get(name, 40)
    if len(text) > longest:
        message = _("Please use at most %(longest)d characters.") % {"longest": longest}
        raise Refused("too_long", message, field=name)
    return text


def _one_of(
    raw: dict[str, object],
    name: str,
    choices: type[Attribution] | type[Audience],
    default: str,
) -> str:
    value = raw.get(name) or default
    if value not in choices.values:
        message = _("Please choose one of: %(choices)s.") % {"choices": ", ".join(choices.values)}
        raise Refused("invalid", message, field=name)
    return str(value)
