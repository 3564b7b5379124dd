"""Second choices among statistics, worked out from published counts alone, with their caution."""

from django.utils.translation import gettext as _

from howff.sense.agreement import rwg
from howff.sense.rounds.figures import ItemFigures
from howff.sense.weighting import effective_n


def caution() -> list[str]:
    """Say why neither number leads, a paragraph each."""
    return [
        _(
            "rwg compares the spread of ratings with that of people who rate at random. It depends "
            "on that choice, cannot tell two camps from chance, and looks surer than a dozen "
            "ratings are: read “split”, “spread” and “agreed” first."
        ),
        _(
            "Effective number (Kish): how many equal voices the mean that counts each organisation "
            "once is worth. Hidden organisations count together as one."
        ),
    ]


def agreement(one: ItemFigures) -> float | None:
    """Give rwg of everyone's counts; None where they are not shown."""
    return rwg(one.everyone.counts) if one.everyone and one.everyone.counts else None


def voices(one: ItemFigures) -> float | None:
    """Give what the people are worth if each organisation counts once; None where it may not."""
    if one.everyone is None or one.equal is None:
        return None
    shown = [cell.shown.n for cell in one.organisations if cell.shown]
    people = filter(None, [*shown, one.everyone.n - sum(shown)])
    return effective_n([1 / number for number in people for _person in range(number)])
