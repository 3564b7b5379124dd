"""Which prompts people answered, and which of them a report does not show yet."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from howff.conversations.models import Answer, Conversation, Item, Note, Part, Prompt
from howff.reports.blocks import Block, from_json
from howff.reports.models import Report


def answered(conversation: Conversation) -> list[Prompt]:
    """The prompts to which something was said, part after part."""
    said = [Exists(model.objects.filter(prompt=OuterRef("pk"))) for model in (Answer, Note, Item)]
    prompts = conversation.prompts.select_related("conversation")
    told = prompts.filter(said[0] | said[1] | said[2])
    return sorted(told, key=lambda prompt: Part.values.index(prompt.part))


def unshown(report: Report, blocks: Iterable[Block] | None = None) -> list[Prompt]:
    """The answered prompts of a report's conversation that none of its blocks shows."""
    if report.conversation is None:
        return []
    shown = from_json(report.blocks) if blocks is None else blocks
    here = {getattr(block, "prompt", None) for block in shown}
    return [prompt for prompt in answered(report.conversation) if prompt.pk not in here]
