"""The instruments that come with Howff."""

from functools import lru_cache
from importlib.resources import files

from howff.instruments.definitions.errors import InstrumentError
from howff.instruments.definitions.reading import parse_definition
from howff.instruments.definitions.shapes import Definition

BUILT_IN = (
    "collaborative-providers-index",
    "pulse",
    "misconceptions-check",
    "collaboration-spectrum",
)


@lru_cache(maxsize=len(BUILT_IN))
def built_in(name: str) -> Definition:
    """The instrument of this name that comes with Howff.

    Raises InstrumentError, which names those there are.
    """
    if name not in BUILT_IN:
        there = ", ".join(BUILT_IN)
        raise InstrumentError(f"There is no instrument {name!r}; there is {there}.")
    kept = files("howff.instruments").joinpath("library", "instruments", f"{name}.toml")
    return parse_definition(kept.read_text("utf-8"))
