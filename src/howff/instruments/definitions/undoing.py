"""Taking a part out of an instrument, and putting it back with all that was said of it."""

from dataclasses import replace
from typing import Any

from howff.instruments.definitions import editing
from howff.instruments.definitions.errors import InstrumentError
from howff.instruments.definitions.reading import part_from_json
from howff.instruments.definitions.shapes import Category, Definition, Principle, Translation
from howff.instruments.definitions.writing import part_to_json


def kept_of(definition: Definition, pk: str) -> dict[str, Any]:
    """What it takes to put a part back after it was taken out, as plain values."""
    part, owner = editing.part_of(definition, pk), editing.owner_of(definition, pk)
    if part is None:
        raise InstrumentError(f"There is no part {pk!r} any more.", code="not_found", status=404)
    after = editing.tidied(editing.removed(definition, pk), definition)
    gone = set(definition.texts()) - set(after.texts())
    return {
        "kind": _kind_of(part),
        "part": part_to_json(part),
        "inside": owner.id if owner else editing.WHOLE,
        "at": _place_of(definition, owner, pk),
        "mapping": {k: v for k, v in definition.mapping.items() if after.mapping[k] != v},
        "texts": {
            one.language: {place: text for place, text in one.texts.items() if place in gone}
            for one in definition.translations
        },
    }


def is_kept(kept: Any) -> bool:
    """Whether something has the shape of what `kept_of` gives."""
    return isinstance(kept, dict) and isinstance(kept.get("part"), dict)


def put_back(definition: Definition, kept: Any) -> Definition:
    """Put back a part that was taken out, with its translations.

    Raises InstrumentError where that does not fit any more.
    """
    try:
        part = part_from_json(kept["kind"], kept["part"])
        inside, at = str(kept["inside"]), max(int(kept["at"]), 0)
        mapping = {str(key): str(value) for key, value in kept["mapping"].items()}
        texts = {str(key): dict(value) for key, value in kept["texts"].items()}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InstrumentError("This cannot be put back.") from error
    whole = editing.added(definition, part, inside=inside, at=at)
    translations = tuple(_told(one, texts.get(one.language, {})) for one in whole.translations)
    return replace(whole, mapping={**whole.mapping, **mapping}, translations=translations)


def _told(translation: Translation, texts: dict[str, str]) -> Translation:
    return replace(translation, texts={**translation.texts, **texts})


def _kind_of(part: editing.Part) -> str:
    if isinstance(part, Category):
        return "categories"
    return "principles" if isinstance(part, Principle) else "questions"


def _place_of(definition: Definition, owner: Category | Principle | None, pk: str) -> int:
    parts: tuple[Any, ...] = definition.categories
    if owner is not None:
        parts = owner.principles if isinstance(owner, Category) else owner.questions
    return [one.id for one in parts].index(pk)
