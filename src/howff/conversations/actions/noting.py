"""Somebody takes notes of what the panel says: a headline and points, with the speaker."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from howff.consent.actions import give
from howff.consent.models import Attribution, Audience
from howff.conversations.actions.preparing import record
from howff.conversations.models import Note, Prompt
from howff.conversations.rules import Refused
from howff.conversations.rules.values import clean
from howff.evidence.actions import keep, take_back
from howff.evidence.models import Passage, Speaker
from howff.live.announce import announce
from howff.people.models import Person


@transaction.atomic
def add_note(*, prompt: Prompt, headline: str, points: str, speaker: str, by: Person) -> Note:
    """Keep a note of what somebody on the panel said; points are one to a line."""
    headline, points, speaker = _checked(headline, points, speaker)
    last = prompt.notes.aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    passage = _keep(prompt, points, speaker, f"note:{prompt.pk}:{timezone.now().timestamp()}")
    note = Note.objects.create(
        prompt=prompt, speaker=speaker, headline=headline, passage=passage, position=position
    )
    _remember(prompt, by, "took a note")
    return note


@transaction.atomic
def edit_note(*, note: Note, headline: str, points: str, speaker: str, by: Person) -> Note:
    """Reword a note."""
    note.headline, points, note.speaker = _checked(headline, points, speaker)
    note.save(update_fields=["headline", "speaker"])
    _keep(note.prompt, points, note.speaker, note.passage.source, note.passage.speaker)
    _remember(note.prompt, by, "edited a note")
    return note


@transaction.atomic
def remove_note(*, note: Note, by: Person) -> None:
    """Remove a note and its words."""
    speaker = note.passage.speaker
    take_back(passage_ids=[note.passage_id])
    _remember(note.prompt, by, "removed a note")
    note.delete()
    if speaker:
        speaker.delete()


def _checked(headline: str, points: str, speaker: str) -> tuple[str, str, str]:
    headline, points, speaker = clean(headline), clean(points), clean(speaker)
    if not 0 < len(headline) <= 200:
        message = _("Please give the note a headline of at most 200 characters.")
        raise Refused("invalid", message, field="headline")
    if len(points) > 4000:
        raise Refused("too_long", _("Please use at most 4,000 characters."), field="points")
    if len(speaker) > 200:
        raise Refused("too_long", _("Please use at most 200 characters."), field="speaker")
    return headline, points, speaker


def _keep(
    prompt: Prompt, points: str, name: str, source: str, speaker: Speaker | None = None
) -> Passage:
    now = timezone.now()
    if speaker and speaker.name != name:
        speaker.name = name
        speaker.save(update_fields=["name"])
    passage = Passage(
        collaboration=prompt.conversation.collaboration,
        source=source,
        text=points,
        language=prompt.conversation.language,
        speaker=speaker or (Speaker.objects.create(name=name) if name else None),
        consent=give(attribution=Attribution.NAME, audience=Audience.REPORT),
        said_at=now,
        changed_at=now,
    )
    return keep([passage])[0]


def _remember(prompt: Prompt, by: Person, verb: str) -> None:
    record(prompt.conversation, by, verb, prompt=prompt.pk)
    announce(f"console:{prompt.conversation_id}")
