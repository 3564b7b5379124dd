"""The reference names every kind of part, every format and every visibility."""

import re
from dataclasses import fields
from pathlib import Path

from howff.reports.blocks import KINDS
from howff.reports.models import Visibility
from howff.reports.rendering.formats import FORMATS

PAGE = (Path(__file__).parents[4] / "docs/reference/reports.md").read_text()


def test_the_reference_names_everything_in_order() -> None:
    named = re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)
    assert named == [*KINDS, *FORMATS, *Visibility.values]


def test_the_reference_says_what_each_part_holds() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| (.*) \|$", PAGE, re.MULTILINE))
    for name, kind in KINDS.items():
        held = {each.name for each in fields(kind)} - {"id", "title", "text"}
        assert held <= set(re.findall(r"`(\w+)`", rows[name]))
