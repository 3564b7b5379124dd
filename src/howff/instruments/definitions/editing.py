"""Changing an instrument part by part; every function gives another definition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from itertools import count
from typing import Any

from howff.instruments.definitions.errors import InstrumentError
from howff.instruments.definitions.shapes import Category, Definition, Principle, Question

type Part = Category | Principle | Question
type Change = Callable[[tuple[Any, ...], int], tuple[Any, ...]]

WHOLE = "whole"
"""Stands for the instrument itself, where a part is put; no part can have this id."""
CHILDREN: dict[type, str] = {Category: "principles", Principle: "questions"}


def part_of(definition: Definition, pk: str) -> Part | None:
    """The category, principle or question with this id."""
    return next((one for one in _all(definition.categories) if one.id == pk), None)


def owner_of(definition: Definition, pk: str) -> Category | Principle | None:
    """What holds the principle or question with this id."""
    holders = (one for one in _all(definition.categories) if isinstance(one, Category | Principle))
    return next((one for one in holders if any(each.id == pk for each in _held(one))), None)


def changed(definition: Definition, pk: str, **settings: Any) -> Definition:
    """Change the settings of a part."""
    return _at(
        definition,
        pk,
        lambda parts, here: (
            *parts[:here],
            replace(parts[here], **settings),
            *parts[here + 1 :],
        ),
    )


def moved(definition: Definition, pk: str, *, down: bool) -> Definition:
    """Move a part one place; a principle at the end of its category goes on into the next one."""
    part, owner = part_of(definition, pk), owner_of(definition, pk)
    if isinstance(part, Principle) and isinstance(owner, Category):
        held = owner.principles
        if part is held[-1 if down else 0]:
            return _across(definition, part, owner, down=down)
    return _at(definition, pk, partial(_swapped, down=down))


def _across(definition: Definition, part: Principle, owner: Category, *, down: bool) -> Definition:
    """Move a principle into the neighbouring category, if there is one."""
    there = definition.categories.index(owner) + (1 if down else -1)
    if not 0 <= there < len(definition.categories):
        return definition
    inside = definition.categories[there].id
    return added(removed(definition, part.id), part, inside=inside, at=0 if down else None)


def _swapped(parts: tuple[Any, ...], here: int, *, down: bool) -> tuple[Any, ...]:
    there = min(here + 1, len(parts) - 1) if down else max(here - 1, 0)
    order = list(parts)
    order[here], order[there] = order[there], order[here]
    return tuple(order)


def removed(definition: Definition, pk: str) -> Definition:
    """Take a part out with all that it holds."""
    return _at(definition, pk, lambda parts, here: parts[:here] + parts[here + 1 :])


def added(definition: Definition, part: Part, *, inside: str, at: int | None = None) -> Definition:
    """Put a part into the one with the id `inside` (or, a category, into the whole)."""
    if isinstance(part, Category):
        return replace(definition, categories=_with(definition.categories, part, at))
    owner = part_of(definition, inside)
    fitting = Category if isinstance(part, Principle) else Principle
    if not isinstance(owner, fitting):
        raise InstrumentError(f"There is no part {inside!r}.", code="not_found", status=404)
    held = _with(_held(owner), part, at)
    return changed(definition, inside, **{CHILDREN[fitting]: held})


def new_part(definition: Definition, inside: str) -> Part:
    """An empty part that fits into another one, with an id that is free and always was."""
    owner = part_of(definition, inside)
    if inside == WHOLE:
        return Category(id=_free(definition, (f"part-{n}" for n in count(1))), title="")
    if isinstance(owner, Category):
        return Principle(id=_free(definition, (f"P{n}" for n in count(1))), title="", statement="")
    if not isinstance(owner, Principle):
        raise InstrumentError(f"There is no part {inside!r}.", code="not_found", status=404)
    letters = (f"{owner.id}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
    return Question(id=_free(definition, letters), text="")


def tidied(after: Definition, before: Definition) -> Definition:
    """Drop what no longer holds: conditions, and translations of words that changed."""
    rated = {one.id for one in after.principles}
    for question in (each for one in after.principles for each in one.questions):
        if question.only_if and question.only_if.principle not in rated:
            after = changed(after, question.id, only_if=None, form="explored")
    mapping = {earlier: pk if pk in rated else "" for earlier, pk in after.mapping.items()}
    old, new = before.texts(), after.texts()
    stale = {place for place in old if new.get(place) != old[place]}
    translations = tuple(
        replace(one, texts=_without(one.texts, stale, new)) for one in after.translations
    )
    return replace(after, mapping=mapping, translations=translations)


def _without(texts: Mapping[str, str], stale: set[str], new: Mapping[str, str]) -> dict[str, str]:
    return {place: text for place, text in texts.items() if place in new and place not in stale}


def _at(definition: Definition, pk: str, change: Change) -> Definition:
    if part_of(definition, pk) is None:
        raise InstrumentError(f"There is no part {pk!r} any more.", code="not_found", status=404)
    return replace(definition, categories=_within(definition.categories, pk, change))


def _within(parts: tuple[Any, ...], pk: str, change: Change) -> tuple[Any, ...]:
    for here, part in enumerate(parts):
        if part.id == pk:
            return change(parts, here)
    return tuple(_inside(part, pk, change) for part in parts)


def _inside(part: Part, pk: str, change: Change) -> Part:
    if isinstance(part, Question):
        return part
    held = _within(_held(part), pk, change)
    return replace(part, **{CHILDREN[type(part)]: held})  # type: ignore[arg-type]


def _held(part: Category | Principle) -> tuple[Any, ...]:
    return part.principles if isinstance(part, Category) else part.questions


def _all(parts: Iterable[Part]) -> Iterable[Part]:
    for part in parts:
        yield part
        if not isinstance(part, Question):
            yield from _all(_held(part))


def _with(parts: tuple[Any, ...], part: Part, at: int | None) -> tuple[Any, ...]:
    here = len(parts) if at is None else at
    return (*parts[:here], part, *parts[here:])


def _free(definition: Definition, names: Iterable[str]) -> str:
    taken = {one.id.casefold() for one in _all(definition.categories)}
    taken |= {earlier.casefold() for earlier in definition.mapping}
    free = next((name for name in names if name.casefold() not in taken), None)
    if free is None:
        raise InstrumentError("There is no room for more here.")
    return free
