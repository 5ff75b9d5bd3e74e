"""A file of the made-up England, planned and then written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Planned:
    """A file that can be written when it is wanted: its place, its date, how to make it."""

    path: str
    publications: tuple[str, ...]
    published: date
    write: Callable[[], bytes]


@dataclass(frozen=True)
class SyntheticFile:
    """One file as its publisher would give it. `path` is relative, with the publisher's folders.

    `published` is the day a publisher would have put it out.
    """

    path: str
    content: bytes
    publications: tuple[str, ...]
    published: date
