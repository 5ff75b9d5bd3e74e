"""One seed, many independent streams of chance, so that no file depends on another's order."""

from zlib import crc32

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def stream(seed: int, *topic: str | int) -> np.random.Generator:
    """A generator for one topic: the same seed and topic always give the same draws."""
    words = "/".join(str(part) for part in topic)
    return np.random.default_rng(np.random.SeedSequence([seed, crc32(words.encode())]))
