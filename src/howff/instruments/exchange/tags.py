"""Tags of languages in an XLSForm: survey tools know `en`, but neither `en-gb` nor easy read."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from howff.formats.xlsform import Row, XLSForm
from howff.instruments.exchange.columns import EASY, EASY_NAME, SPOKEN

LANGUAGES = "howff_languages"
DEFAULT = "default_language"


def with_short_tags(form: XLSForm) -> XLSForm:
    """The form with tags that survey tools know; its settings keep the whole ones, in order."""
    spoken = list(dict.fromkeys(_spoken(form)))
    short = [f"{name} ({code.partition('-')[0]})" for name, code in spoken]
    plain = [one for one in spoken if not one[1].endswith(EASY)]
    if len(set(short)) < len(short) or any(name.endswith(EASY_NAME) for name, _code in plain):
        return form
    settings = {**form.settings, LANGUAGES: " ".join(code for _name, code in plain)}
    return _renamed(
        replace(form, settings=settings), lambda name, code: (name, code.partition("-")[0])
    )


def with_whole_tags(form: XLSForm) -> XLSForm:
    """The form with the tags that were shortened, and with one for easy words."""
    spoken = dict.fromkeys(_spoken(form))
    tags = {name: code for name, code in spoken if not name.endswith(EASY_NAME)}
    kept = form.settings.get(LANGUAGES, "").split()
    if len(kept) == len(tags):
        tags = dict(zip(tags, kept, strict=True))

    def whole(name: str, code: str) -> tuple[str, str]:
        owner = name.removesuffix(EASY_NAME)
        if owner != name and owner in tags:
            return name, f"{tags[owner]}{EASY}"
        return name, tags.get(name, code)

    return _renamed(form, whole)


def _spoken(form: XLSForm) -> Iterator[tuple[str, str]]:
    """The name and the tag of each column's language, in order."""
    for row in (*form.survey, *form.choices):
        for column in row:
            if found := SPOKEN.fullmatch(column):
                yield found[2], found[3].casefold()


def _renamed(form: XLSForm, rename: Callable[[str, str], tuple[str, str]]) -> XLSForm:
    def column(told: str) -> str:
        if found := SPOKEN.fullmatch(told):
            name, code = rename(found[2], found[3].casefold())
            return f"{found[1]}::{name} ({code})"
        return told

    def row(given: Row) -> Row:
        return {column(name): text for name, text in given.items()}

    settings = dict(form.settings)
    if told := settings.get(DEFAULT):
        settings[DEFAULT] = column(f"label::{told}").removeprefix("label::")
    return XLSForm(tuple(map(row, form.survey)), tuple(map(row, form.choices)), settings)
