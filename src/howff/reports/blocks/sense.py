"""The blocks that show what a collaboration made of what was said: findings and themes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy

from howff.reports.blocks.kinds import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Block):
    """A finding in the words that its editors chose, with voices for it and against it."""

    kind: ClassVar[str] = "finding"
    name = gettext_lazy("Finding")
    finding: int
    passages: tuple[int, ...] = ()
    against: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme(Block):
    """A theme, of one conversation or joined over several, with what people said about it."""

    kind: ClassVar[str] = "theme"
    name = gettext_lazy("Theme")
    themes: tuple[int, ...]
    passages: tuple[int, ...] = ()
