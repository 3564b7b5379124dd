"""Writing an instrument down: as plain values and as TOML, both of which read back the same."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from hashlib import sha256
from typing import Any

from howff.instruments.definitions.shapes import Category, Definition, Principle, Question


def to_json(definition: Definition) -> dict[str, Any]:
    """Give an instrument as plain values; what nobody set is left out."""
    plain = _plain(definition)
    assert isinstance(plain, dict)
    return plain


def digest_of(definition: Definition) -> str:
    """What tells one instrument from another: SHA-256 of its plain values."""
    written = json.dumps(to_json(definition), sort_keys=True, ensure_ascii=False)
    return sha256(written.encode()).hexdigest()


def to_toml(definition: Definition) -> str:
    """Write an instrument as TOML; reading it gives the same instrument again."""
    return _table(to_json(definition), "").lstrip("\n")


def part_to_json(part: Category | Principle | Question) -> dict[str, Any]:
    """Give a part of an instrument as plain values."""
    plain = _plain(part)
    assert isinstance(plain, dict)
    return plain


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        named = ((one, getattr(value, one.name)) for one in fields(value))
        return {one.name: _plain(each) for one, each in named if each != _default(one)}
    if isinstance(value, Mapping):
        return dict(value)
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _default(one: Any) -> Any:
    return one.default_factory() if one.default_factory is not MISSING else one.default


def _table(settings: Mapping[str, Any], path: str) -> str:
    """Write a table: its own settings first, then the tables inside it."""
    own = "".join(
        f"{_key(name)} = {_written(value)}\n"
        for name, value in settings.items()
        if not _holds_tables(value)
    )
    inner = "".join(
        _tables(f"{path}{_key(name)}", value)
        for name, value in settings.items()
        if _holds_tables(value)
    )
    return own + inner


def _tables(path: str, value: Any) -> str:
    if isinstance(value, Mapping):
        return f"\n[{path}]\n{_table(value, f'{path}.')}"
    return "".join(f"\n[[{path}]]\n{_table(one, f'{path}.')}" for one in value)


def _holds_tables(value: Any) -> bool:
    return isinstance(value, Mapping) or (
        isinstance(value, list) and any(isinstance(one, Mapping) for one in value)
    )


def _key(name: str) -> str:
    return name if name.isascii() and name.replace("_", "").isalnum() else _written(name)


def _written(value: Any) -> str:
    """JSON's texts, numbers and lists are TOML's, too, but for the character DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
