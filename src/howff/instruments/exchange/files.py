"""The files in which instruments come and go."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from howff.formats.tables import XLSX_TYPE
from howff.formats.xlsform import is_xlsform
from howff.instruments.definitions import (
    Definition,
    InstrumentError,
    from_json,
    parse_definition,
    to_json,
    to_toml,
)
from howff.instruments.exchange.spreadsheets import read_sheet, write_sheet
from howff.instruments.exchange.xlsforms import read_form, write_form

BIGGEST = 2_000_000


@dataclass(frozen=True, slots=True)
class Format:
    """A format, and what people use it for."""

    name: str
    title: Promise | str
    use: Promise
    ending: str
    content_type: str
    write: Callable[[Definition, str], bytes]


def write_file(definition: Definition, name: str, *, version: str = "1") -> bytes:
    """Write an instrument in one of `FORMATS`."""
    return FORMATS[name].write(definition, version)


def read_file(content: bytes, name: str) -> Definition:
    """Read an instrument from a file, whose name's ending tells what it is.

    Raises InstrumentError, which says what to mend and where.
    """
    if len(content) > BIGGEST:
        raise InstrumentError(str(_("This file is too large for an instrument: at most 2 MB.")))
    if name.casefold().endswith(".xlsx"):
        return read_form(content) if is_xlsform(content) else read_sheet(content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        told = _("This file is neither a workbook (.xlsx) nor text in UTF-8.")
        raise InstrumentError(str(told)) from error
    return _from_json_text(text) if name.casefold().endswith(".json") else parse_definition(text)


def _from_json_text(text: str) -> Definition:
    try:
        content: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InstrumentError(f"This is not JSON: {error}.") from error
    return from_json(content)


def _json(definition: Definition, _version: str) -> bytes:
    return json.dumps(to_json(definition), ensure_ascii=False, indent=2).encode()


FORMATS = {
    one.name: one
    for one in (
        Format(
            "xlsx",
            _("Excel workbook"),
            _("to read or change in a spreadsheet"),
            "xlsx",
            XLSX_TYPE,
            lambda definition, _version: write_sheet(definition),
        ),
        Format(
            "xlsform",
            "XLSForm",
            _("for ODK, KoBo and other survey tools"),
            "xlsform.xlsx",
            XLSX_TYPE,
            write_form,
        ),
        Format(
            "toml",
            "TOML",
            _("to keep, or to bring into another Howff"),
            "toml",
            "application/toml",
            lambda definition, _version: to_toml(definition).encode(),
        ),
        Format("json", "JSON", _("for programs"), "json", "application/json", _json),
    )
}
