"""What participants do with their own contributions: change them, narrow them, take them back."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from howff.consent.actions import give
from howff.consent.models import Attribution, Audience
from howff.conversations.actions.answering import AnswerRequest, record_answers, topics_of
from howff.conversations.actions.joining import LENGTHS
from howff.conversations.models import Answer, Participant
from howff.conversations.rules import Refused
from howff.conversations.rules.values import clean
from howff.conversations.signals import answers_taken_back
from howff.evidence.actions import choose_consent, forget_deleted_pages, take_back
from howff.live.announce import announce


@transaction.atomic
def change_answer(*, answer: Answer, value: object, participant: Participant) -> int:
    """Answer differently, while the prompt is open; returns the answer's number."""
    _must_own(answer, participant)
    if value is None and answer.slot:
        raise Refused("invalid", _("Take this back instead of leaving it empty."), field="value")
    if answer.passage_id and Answer.objects.filter(item__passage=answer.passage_id).exists():
        message = _("Others have voted on these words. Take them back, and say it anew.")
        raise Refused("invalid", message, field="value", status=409)
    request = AnswerRequest(participant.pk, answer.prompt_id, value, slot=answer.slot)
    (outcome,) = record_answers([request])
    if isinstance(outcome, Refused):
        raise outcome
    return outcome


@transaction.atomic
def take_back_answer(*, answer: Answer, participant: Participant) -> None:
    """Take an answer back, at any time: its words are erased and it counts no more."""
    _must_own(answer, participant)
    _erase([answer])


@transaction.atomic
def take_back_everything(*, participant: Participant) -> None:
    """Take back all that a participant gave, and forget who they are."""
    _erase(list(participant.answers.select_related("prompt")))
    speaker = participant.speaker
    speaker.name = speaker.role = speaker.organisation_name = speaker.organisation_kind = ""
    speaker.organisation = None
    speaker.save()
    transaction.on_commit(forget_deleted_pages)
    announce(f"console:{participant.conversation_id}")


@transaction.atomic
def choose(
    *,
    participant: Participant,
    attribution: Attribution,
    audience: Audience,
    answers: Iterable[Answer] | None = None,
) -> None:
    """Choose anew how to be named and who may read: for some answers, or for everything."""
    if answers is None:
        participant.consent = give(
            attribution=attribution, audience=audience, replaces=participant.consent
        )
        participant.save(update_fields=["consent"])
        answers = list(participant.answers.all())
    chosen = list(answers)
    for answer in chosen:
        _must_own(answer, participant)
    passages = [one.passage_id for one in chosen if one.passage_id]
    choose_consent(passage_ids=passages, attribution=attribution, audience=audience)
    announce(f"room:{participant.conversation_id}", f"console:{participant.conversation_id}")


@transaction.atomic
def describe_myself(
    *, participant: Participant, name: str, role: str, organisation: str
) -> Participant:
    """Change or remove the name, role and organisation that a participant gave."""
    speaker = participant.speaker
    for field, value in (("name", name), ("role", role), ("organisation", organisation)):
        tidy = " ".join(clean(value).split())
        if len(tidy) > LENGTHS[field]:
            message = _("Please use at most %(longest)d characters.")
            raise Refused("too_long", message % {"longest": LENGTHS[field]}, field=field)
    speaker.name, speaker.role = " ".join(clean(name).split()), " ".join(clean(role).split())
    partner = participant.conversation.collaboration.organisations.filter(
        name__iexact=organisation.strip()
    ).first()
    speaker.organisation = partner
    speaker.organisation_name = partner.name if partner else " ".join(clean(organisation).split())
    speaker.organisation_kind = partner.kind if partner else ""
    speaker.save()
    transaction.on_commit(forget_deleted_pages)
    announce(f"console:{participant.conversation_id}")
    return participant


def _must_own(answer: Answer, participant: Participant) -> None:
    if answer.participant_id != participant.pk:
        message = _("This is not one of your contributions.")
        raise Refused("not_yours", message, status=404)


def _erase(answers: list[Answer]) -> None:
    take_back(passage_ids=[one.passage_id for one in answers if one.passage_id])
    announce(*{topic for one in answers for topic in topics_of(one.prompt)})
    Answer.objects.filter(pk__in=[one.pk for one in answers]).delete()
    if any(one.passage_id is None for one in answers):
        answers_taken_back.send(Answer, conversation_id=answers[0].prompt.conversation_id)
