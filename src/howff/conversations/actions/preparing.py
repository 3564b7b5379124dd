"""A facilitator prepares a conversation: from a recipe, or from nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from howff.conversations.models import Conversation, Kind, Part, Prompt, Results
from howff.conversations.rules import Refused
from howff.conversations.rules.values import clean
from howff.evidence.actions import take_back
from howff.instruments.recipes import Recipe, load_recipes, recipe_with
from howff.live.announce import announce
from howff.people.actions import remember
from howff.people.codes import free_code
from howff.people.models import Collaboration, Person

CODE_LENGTH = 6
MOST_PROMPTS = 60
MOST_OPTIONS = 30
CONVERSATION_FIELDS = {
    "title",
    "purpose",
    "starts_at",
    "presenter",
    "guests",
    "welcome",
    "promise",
    "thanks",
    "next_steps",
    "language",
}
PROMPT_FIELDS = {
    "part",
    "text",
    "help",
    "options",
    "results",
    "several",
    "moderated",
    "additions",
}


@transaction.atomic
def create_conversation(
    *,
    collaboration: Collaboration,
    title: str,
    by: Person | None,
    recipe: str = "",
    prompts: Sequence[Mapping[str, Any]] = (),
    names: Mapping[str, str] | None = None,
    **fields: object,
) -> Conversation:
    """Make a conversation from a recipe (with `names` filled in), from these prompts, or empty."""
    book = _recipe(recipe, names or {}) if recipe else None
    words = {
        name: getattr(book, name)
        for name in ("purpose", "welcome", "promise", "thanks")
        if book and not fields.get(name)
    }
    conversation = Conversation.objects.create(
        collaboration=collaboration,
        title=_title(title),
        code=free_code(Conversation.objects.all(), CODE_LENGTH),
        recipe=recipe,
        created_by=by,
        **({"language": collaboration.language} | fields | words),
    )
    for prompt in book.prompts if book else ():
        _new_prompt(conversation, asdict(prompt))
    for given in prompts:
        _new_prompt(conversation, given)
    record(conversation, by, "created", recipe=recipe)
    return conversation


@transaction.atomic
def edit_conversation(*, conversation: Conversation, by: Person, **fields: object) -> Conversation:
    """Change what a conversation says about itself."""
    for name in CONVERSATION_FIELDS & fields.keys():
        setattr(conversation, name, fields[name])
    conversation.title = _title(conversation.title)
    conversation.save(update_fields=sorted(CONVERSATION_FIELDS & fields.keys()))
    restructured(conversation)
    record(conversation, by, "edited", fields=sorted(fields))
    return conversation


@transaction.atomic
def add_prompt(*, conversation: Conversation, by: Person, **fields: object) -> Prompt:
    """Add a prompt at the end."""
    if conversation.prompts.count() >= MOST_PROMPTS:
        raise Refused("invalid", _("A conversation has room for 60 prompts."), field="prompts")
    prompt = _new_prompt(conversation, fields)
    restructured(conversation)
    record(conversation, by, "added a prompt", prompt=prompt.text)
    return prompt


@transaction.atomic
def edit_prompt(*, prompt: Prompt, by: Person, **fields: object) -> Prompt:
    """Reword a prompt or change its settings; its options stay once people have answered."""
    options_change = "options" in fields and fields["options"] != prompt.options
    if options_change and prompt.answers.exists():
        message = _("People have answered already, so the options stay. Reset the prompt first.")
        raise Refused("invalid", message, field="options", status=409)
    for name in PROMPT_FIELDS & fields.keys():
        setattr(prompt, name, fields[name])
    _check_prompt(prompt)
    prompt.save(update_fields=sorted(PROMPT_FIELDS & fields.keys()))
    restructured(prompt.conversation)
    record(prompt.conversation, by, "edited a prompt", prompt=prompt.text)
    return prompt


@transaction.atomic
def arrange_prompts(*, conversation: Conversation, order: Sequence[int], by: Person) -> None:
    """Put the prompts into this order; prompts that are not named keep theirs, at the end."""
    prompts = list(conversation.prompts.all())
    places = {pk: place for place, pk in enumerate(order)}
    prompts.sort(key=lambda one: (places.get(one.pk, len(places)), one.position))
    for position, prompt in enumerate(prompts):
        prompt.position = position
    Prompt.objects.bulk_update(prompts, ["position"])
    restructured(conversation)
    record(conversation, by, "reordered the prompts")


@transaction.atomic
def remove_prompt(*, prompt: Prompt, by: Person) -> None:
    """Remove a prompt that nobody has answered."""
    if prompt.answers.exists():
        message = _("People have answered this, so it stays. You can leave it closed.")
        raise Refused("invalid", message, status=409)
    take_back(passage_ids=prompt.items.values_list("passage", flat=True))
    take_back(passage_ids=prompt.notes.values_list("passage", flat=True))
    restructured(prompt.conversation)
    record(prompt.conversation, by, "removed a prompt", prompt=prompt.text)
    prompt.delete()


def place_before_follow_up(conversation: Conversation) -> int:
    """Where a prompt goes that is asked in the room: after the others, before the survey."""
    return conversation.prompts.exclude(part=Part.FOLLOW_UP).count()


def restructured(conversation: Conversation) -> None:
    """Say that open pages must fetch the prompts anew."""
    Conversation.objects.filter(pk=conversation.pk).update(structure=F("structure") + 1)
    announce(f"room:{conversation.pk}", f"console:{conversation.pk}")


def record(conversation: Conversation, by: Person | None, verb: str, **details: object) -> None:
    """Write a line of history about a conversation."""
    remember(
        collaboration=conversation.collaboration,
        by=by,
        verb=verb,
        subject=f"conversation:{conversation.pk}",
        details={"title": conversation.title} | details,
    )


def _recipe(name: str, names: Mapping[str, str]) -> Recipe:
    recipes = load_recipes()
    if name not in recipes:
        message = _("There is no recipe called %(name)s. There are: %(names)s.")
        raise Refused(
            "invalid",
            message % {"name": name, "names": ", ".join(sorted(recipes))},
            field="recipe",
        )
    return recipe_with(name, names) if names else recipes[name]


def _title(title: str) -> str:
    tidy = " ".join(clean(title).split())
    if not 0 < len(tidy) <= 200:
        raise Refused("invalid", _("Please give a title of 1 to 200 characters."), field="title")
    return tidy


def _new_prompt(conversation: Conversation, given: Mapping[str, Any]) -> Prompt:
    last = conversation.prompts.aggregate(last=Max("position"))["last"]
    fields = {name: given[name] for name in PROMPT_FIELDS & given.keys()}
    prompt = Prompt(
        conversation=conversation,
        kind=given.get("kind", ""),
        position=0 if last is None else last + 1,
        **({"part": _part(given.get("kind"))} | fields),
    )
    _check_prompt(prompt)
    prompt.save()
    return prompt


def _part(kind: object) -> Part:
    return Part.QUESTIONS if kind == Kind.QUESTIONS else Part.CORE


def _check_prompt(prompt: Prompt) -> None:
    prompt.text = clean(str(prompt.text))
    prompt.options = [clean(str(one)) for one in prompt.options or []]
    for field, choices in (("kind", Kind), ("results", Results), ("part", Part)):
        if getattr(prompt, field) not in choices.values:
            message = _("Please choose one of: %(choices)s.")
            choices_text = ", ".join(choices.values)
            raise Refused("invalid", message % {"choices": choices_text}, field=field)
    if not 0 < len(prompt.text) <= 500:
        message = _("Please word the prompt, in at most 500 characters.")
        raise Refused("invalid", message, field="text")
    _check_options(prompt)


def _check_options(prompt: Prompt) -> None:
    chosen = prompt.kind in {Kind.CHOICE, Kind.CHOICES, Kind.RANKING}
    options = prompt.options
    if chosen and not 2 <= len(options) <= MOST_OPTIONS:
        raise Refused("invalid", _("Please give 2 to 30 options."), field="options")
    if len(set(options)) < len(options) or not all(0 < len(one) <= 200 for one in options):
        message = _("Please give each option its own words, at most 200 characters.")
        raise Refused("invalid", message, field="options")
