"""The names under which ratings and words are kept."""

from howff.assessments.models import Round
from howff.instruments.definitions import Definition, Question
from howff.instruments.queries import definition_of


def levels(definition: Definition) -> dict[str, int]:
    """How many levels each item is rated on."""
    return {one.id: len(definition.scale_of(one).levels) for one in definition.principles}


def levels_of(round: Round) -> dict[str, int]:
    """How many levels each item of a round is rated on."""
    return levels(definition_of(round.version))


def homes_of(round: Round) -> dict[str, str]:
    """The item that each name of words belongs to, in a round."""
    return homes(definition_of(round.version))


def homes(definition: Definition) -> dict[str, str]:
    """The item that each name of words belongs to.

    Words are about an item itself (`P1`), a question under it (`P1a`), or one of the things that a
    question is asked of each (`D4a.2`).
    """
    return {
        name: one.id
        for one in definition.principles
        for name in (one.id, *(name for question in one.questions for name in names_of(question)))
    }


def names_of(question: Question) -> tuple[str, ...]:
    """The names of a question's answers: its own, or one for each thing that it is asked of."""
    if not question.per:
        return (question.id,)
    return tuple(f"{question.id}.{number}" for number, _one in enumerate(question.per, 1))
