"""TOML that somebody sends in: read, or refused where reading it would take too long."""

import tomllib
from typing import Any

MOST_DOTS, MOST_DOTS_IN_TITLE = 300, 30


class TomlError(ValueError):
    """A text that is not TOML, or not of a kind that people write; the message says where."""


def read_toml(text: str) -> dict[str, Any]:
    """Read TOML.

    Raises TomlError, for lines full of dots, too: a name of many parts takes the square of their
    number to read.
    """
    for number, line in enumerate(text.split("\n"), 1):
        most = MOST_DOTS_IN_TITLE if line.lstrip().startswith("[") else MOST_DOTS
        if line.count(".") > most:
            raise TomlError(f"Line {number} has more than {most} dots: break it into shorter ones.")
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise TomlError("This is not TOML that can be read: it is nested too deeply.") from error
    except tomllib.TOMLDecodeError as error:
        raise TomlError(f"This is not TOML: {error}.") from error
