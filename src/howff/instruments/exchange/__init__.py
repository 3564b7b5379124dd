"""Instruments as files: TOML, JSON, a readable workbook, and XLSForm."""

from howff.instruments.exchange.files import BIGGEST, FORMATS, read_file, write_file
from howff.instruments.exchange.languages import languages_of

__all__ = ["BIGGEST", "FORMATS", "languages_of", "read_file", "write_file"]
