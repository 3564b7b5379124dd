"""A directive that lists every address of the site, from the site itself."""

import os
import re
import tempfile
from collections.abc import Iterator
from inspect import getdoc
from typing import Any

import django
from django.urls import get_resolver
from docutils import nodes
from docutils.parsers.rst import Directive


class Addresses(Directive):
    """The table of addresses below a prefix."""

    required_arguments = 0
    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """One line for each address: where, and what one finds there."""
        wanted = self.arguments[0] if self.arguments else ""
        found = [row for row in every_address() if row[0].startswith("/api/") == (wanted == "api")]
        return [entry for where, what in found for entry in line(where, what)]


def line(where: str, what: str) -> list[nodes.Node]:
    """An address and its sentence."""
    return [nodes.paragraph("", "", nodes.literal(text=where), nodes.Text(f"  {what}"))]


def every_address() -> list[tuple[str, str]]:
    """The addresses of our own pages and calls, sorted."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "howff.website.settings")
    os.environ.setdefault("HOWFF_DATA", tempfile.mkdtemp(prefix="howff-docs-"))
    django.setup()
    rows = [
        (where, sentence(view))
        for where, view in walk(get_resolver().url_patterns, "/")
        if view.__module__.startswith(("howff.", "ninja."))
    ]
    return sorted(set(rows))


def walk(patterns: list[Any], prefix: str) -> Iterator[tuple[str, Any]]:
    """Every address below the prefix with its view."""
    for one in patterns:
        where = prefix + readable(str(one.pattern))
        if hasattr(one, "url_patterns"):
            yield from walk(one.url_patterns, where)
        else:
            yield where, one.callback


def readable(pattern: str) -> str:
    """An address as people write it, with its parts in braces."""
    plain = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", pattern).strip("^$").replace("\\", "")
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", plain)


def sentence(view: Any) -> str:
    """The first line of the view's docstring."""
    return (getdoc(view) or "").partition("\n")[0]


def setup(app: Any) -> dict[str, bool]:
    """Give Sphinx the directive."""
    app.add_directive("addresses", Addresses)
    return {"parallel_read_safe": True}
