"""The files that a person names after a command: read with care, written whole or not at all."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from howff.formats.tables import Table, TableError, read_csv, read_xlsx
from howff.website.errors import Refused


def ending_of(target: Path, endings: tuple[str, ...]) -> str:
    """Give the ending that says what to write."""
    ending = target.suffix.removeprefix(".").lower()
    if ending not in endings:
        raise Refused(f"{target} should end in .{', .'.join(endings)}.")
    if not target.parent.is_dir():
        raise Refused(f"There is no folder {target.parent} to write into.")
    return ending


def read_rows(file: Path, *, blank: bool = False) -> Table:
    """Read CSV or XLSX; with `blank` rows too, where rows are told by number."""
    read = {".csv": read_csv, ".tsv": read_csv, ".xlsx": read_xlsx}.get(file.suffix.lower())
    if read is None:
        raise Refused(f"{file} should end in .csv or .xlsx.")
    try:
        return read(file.read_bytes(), blank=blank)
    except OSError as error:
        raise Refused(f"{file} cannot be opened: {error.strerror}.") from None
    except TableError as error:
        raise Refused(f"{file} cannot be read. {error}") from None


def write_whole(target: Path, content: bytes) -> None:
    """Write a file whole, or leave what was there as it was."""
    try:
        with NamedTemporaryFile(dir=target.parent, prefix=".howff-", delete=False) as unfinished:
            unfinished.write(content)
        Path(unfinished.name).chmod(0o644 & ~_mask())
        Path(unfinished.name).replace(target)
    except OSError as error:
        raise Refused(f"{target} cannot be written: {error.strerror}.") from None


def _mask() -> int:
    """What this person's new files keep from others."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
