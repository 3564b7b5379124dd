"""The conversation in which phones rate a workshop's principles again."""

from django.utils.translation import gettext as _

from howff.assessments.models import Topic, Workshop
from howff.instruments.definitions import Definition
from howff.instruments.queries import definition_of
from howff.instruments.recipes import Recipe, RecipePrompt, to_toml

FEWEST_NAMED_POINTS = 3


def recipe_of(workshop: Workshop) -> str:
    """The recipe as TOML: a prompt for each principle, in order, hidden until it is revealed."""
    round = workshop.round
    definition = definition_of(round.version).in_language(round.language)
    asked = [_prompt(one, definition) for one in workshop.topics.all()]
    return to_toml(
        Recipe(
            title=workshop.title,
            prompts=tuple(asked),
            welcome=_("Rate each principle on your own. Then you look at it together."),
            promise=_("Nobody sees who rated what. The room sees how many chose each answer."),
        )
    )


def _prompt(topic: Topic, definition: Definition) -> RecipePrompt:
    principle = definition.principle(topic.item)
    assert principle is not None
    levels = definition.scale_of(principle).levels
    return RecipePrompt(
        kind="rating" if len(levels) >= FEWEST_NAMED_POINTS else "choice",
        text=principle.statement[:500],
        help=topic.title[:500],
        options=tuple(one[:200] for one in levels),
    )
