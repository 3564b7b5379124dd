"""What languages are called."""

from django.conf.locale import LANG_INFO

from howff.instruments.definitions import Definition


def languages_of(definition: Definition) -> list[tuple[str, str]]:
    """The languages of an instrument, its own first, by what their speakers call them."""
    translated = [(one.language, one.name) for one in definition.translations]
    return [(definition.language, name_of(definition.language)), *translated]


def name_of(code: str) -> str:
    """What a language is called by those who speak it."""
    known = LANG_INFO.get(code) or LANG_INFO.get(code.partition("-")[0]) or {}
    return str(known.get("name_local", code)).replace("(", "").replace(")", "")
