"""What every embedder is and gives."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

type Vectors = NDArray[np.float32]


class EmbeddingError(Exception):
    """Texts cannot be embedded; the message tells what to do."""


class Stopped(Exception):
    """Somebody asked that the work be given up; nothing was found."""


class Embedder(Protocol):
    """Something that embeds texts, and says which model did it.

    `name` and `digest` (sha256 of the model, hexadecimal) are kept with every result. `lasting`
    says whether the vectors may be stored and compared with later ones: not where they depend on
    the other texts that were embedded with them. `width` is how many numbers a text becomes.
    """

    @property
    def name(self) -> str: ...

    @property
    def digest(self) -> str: ...

    @property
    def lasting(self) -> bool: ...

    @property
    def width(self) -> int: ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Give a row for each text, of length 1, or all nought where a text says nothing."""
        ...
