"""Finds every address that the site answers at, so that none is forgotten."""

import re
from collections.abc import Iterator, Mapping

from django.urls import URLPattern, URLResolver, get_resolver

from howff.website.api import api

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>((?:[^()]|\\.)*)\)|\{(?:\w+:)?(\w+)\}")


def pages() -> dict[str, str]:
    """The pattern of every page, by its name; the calls of programs are not pages."""
    return {name: pattern for name, pattern in _walk(get_resolver()) if not name.startswith("api:")}


def calls() -> dict[str, str]:
    """The pattern of every call that a program can make, by its method and path."""
    paths = api.get_openapi_schema(path_prefix="/")["paths"]
    return {
        f"{method.upper()} {path}": f"api/v1{path}"
        for path, methods in paths.items()
        for method in methods
    }


def filled(pattern: str, values: Mapping[str, object]) -> str:
    """The pattern as a path, each parameter filled by what stands before it: `prompts/<int:pk>`."""

    def fill(match: re.Match[str]) -> str:
        name = match[1] or match[2] or match[4]
        before = pattern[: match.start()].rstrip("/").rsplit("/", 1)[-1].lstrip("^")
        if match[3] and re.fullmatch(r"[\w-]+(\|[\w-]+)*", match[3]):
            return match[3].split("|")[0]
        return str(values.get(f"{before}/{name}", values.get(before, values.get(name, "none"))))

    return "/" + re.sub(r"[\\^$]", "", PARAMETER.sub(fill, pattern))


def _walk(resolver: URLResolver, spaces: str = "", before: str = "") -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        pattern = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield f"{spaces}{entry.name}", pattern
        else:
            space = f"{spaces}{entry.namespace}:" if entry.namespace else spaces
            yield from _walk(entry, space, pattern)
