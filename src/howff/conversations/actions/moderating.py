"""Facilitators decide what is shown, and put questions in order; everything can be undone."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from howff.consent.actions import give
from howff.consent.models import Attribution, Audience
from howff.conversations.actions.answering import topics_of
from howff.conversations.actions.preparing import record
from howff.conversations.models import Answer, Item, Kind, Prompt
from howff.conversations.rules import Refused
from howff.conversations.rules.values import clean
from howff.evidence.actions import keep, set_state
from howff.evidence.models import Passage, PassageState
from howff.live.announce import announce
from howff.people.models import Person


@dataclass(frozen=True, slots=True)
class Moderated:
    """What was done to a passage, and the state to put back to undo it."""

    passage: int
    before: str
    after: str


@transaction.atomic
def moderate(*, prompt: Prompt, passage_id: int, state: str, by: Person) -> Moderated:
    """Show, hold or archive something that was said to a prompt."""
    passage = _passage_of(prompt, passage_id)
    allowed = {PassageState.REVIEW, PassageState.PUBLISHED, PassageState.ARCHIVED}
    if state not in allowed or passage.state == PassageState.WITHDRAWN:
        raise Refused("invalid", _("This cannot be moved there."), field="state")
    before = passage.state
    set_state(passage_ids=[passage.pk], state=PassageState(state))
    _remember(prompt, by, f"moved to {state}", passage=passage.pk, before=before)
    return Moderated(passage.pk, before, state)


@transaction.atomic
def pin_item(*, item: Item, pinned: bool, by: Person) -> Item:
    """Keep an item at the top of its list, or let it go back to its place."""
    item.pinned = pinned
    item.save(update_fields=["pinned"])
    _remember(item.prompt, by, "pinned" if pinned else "unpinned", item=item.pk)
    return item


@transaction.atomic
def label_item(*, item: Item, label: str, by: Person) -> Item:
    """Put a short label on an item."""
    item.label = " ".join(clean(label).split())
    if len(item.label) > 40:
        raise Refused("too_long", _("Please use at most 40 characters."), field="label")
    item.save(update_fields=["label"])
    _remember(item.prompt, by, "labelled", item=item.pk)
    return item


@transaction.atomic
def answer_item(*, item: Item, answered: bool, by: Person, reply: str | None = None) -> Item:
    """Mark a question as answered, in the room or in writing, or as open again."""
    if reply is not None:
        item.reply = clean(reply)
        if len(item.reply) > 4000:
            raise Refused("too_long", _("Please use at most 4,000 characters."), field="reply")
    item.answered_at = (item.answered_at or timezone.now()) if answered else None
    item.save(update_fields=["reply", "answered_at"])
    _remember(item.prompt, by, "answered" if answered else "reopened a question", item=item.pk)
    return item


@transaction.atomic
def merge_items(*, item: Item, into: Item | None, by: Person) -> Item:
    """Count an item's votes with another that says the same; None takes it apart again."""
    if into is not None and (
        into.prompt_id != item.prompt_id or into.pk == item.pk or into.merged_into_id
    ):
        raise Refused("invalid", _("Choose another item of the same list."), field="into")
    item.merged.update(merged_into=into)
    item.merged_into = into
    item.save(update_fields=["merged_into"])
    _remember(item.prompt, by, "merged" if into else "took apart", item=item.pk)
    return item


@transaction.atomic
def add_statement(*, prompt: Prompt, text: str, by: Person) -> Item:
    """Put a statement of the facilitator's own to the vote."""
    if prompt.kind != Kind.STATEMENTS:
        message = _("Choose the prompt with the statements first.")
        raise Refused("invalid", message, field="text", status=409)
    tidy = clean(text)
    if not 0 < len(tidy) <= 400:
        message = _("Please word the statement, in at most 400 characters.")
        raise Refused("invalid", message, field="text")
    item = _own_item(prompt, tidy)
    _remember(prompt, by, "added a statement", item=item.pk)
    return item


def _own_item(prompt: Prompt, text: str) -> Item:
    now = timezone.now()
    (passage,) = keep(
        [
            Passage(
                collaboration=prompt.conversation.collaboration,
                source=f"statement:{prompt.pk}:{now.timestamp()}",
                text=text,
                language=prompt.conversation.language,
                consent=give(attribution=Attribution.NONE, audience=Audience.REPORT),
                said_at=now,
                changed_at=now,
            )
        ]
    )
    return Item.objects.create(prompt=prompt, passage=passage, created_at=now)


def _passage_of(prompt: Prompt, passage_id: int) -> Passage:
    owned = Answer.objects.filter(prompt=prompt, passage=passage_id).exists()
    owned = owned or Item.objects.filter(prompt=prompt, passage=passage_id).exists()
    passage = Passage.objects.filter(pk=passage_id).first() if owned else None
    if passage is None:
        raise Refused("not_yours", _("There is no such contribution here."), status=404)
    return passage


def _remember(prompt: Prompt, by: Person, verb: str, **details: object) -> None:
    record(prompt.conversation, by, verb, prompt=prompt.pk, **details)
    announce(*topics_of(prompt))
