"""Statements that an office adds to a framework: their ids, and what each must have."""

import re
import unicodedata
from collections.abc import Container, Iterator
from itertools import count

from mainstay.terms.definitions import indicators
from mainstay.terms.frameworks import (
    OFFICE,
    Framework,
    Record,
    Statement,
    check_statement,
    statement_from,
)
from mainstay.terms.reading import grade, sentences_of
from mainstay.terms.support import support_kinds

MOST = 5  # of one office: the questions take a quarter of an hour without them
EASY = 6  # the grade up to which somebody of 11 can read a text
YOUNGEST = 5  # years older than the grade is the reader
LONGEST = 35  # letters of an id, after what it begins with


def name_for(words: str, taken: Container[str]) -> str:
    """An id made from a statement's words, which nothing else has. It stays when they change."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    found = "-".join(re.findall(r"[a-z]+", plain.replace("'", ""))) or "statement"
    if len(found) > LONGEST:
        found = found[: LONGEST + 1].rpartition("-")[0] or found[:LONGEST]
    found = OFFICE + found
    if found not in taken:
        return found
    return next(name for end in _letters() if (name := f"{found}-{end}") not in taken)


def own_statement(record: Record, framework: Framework) -> Statement:
    """One from its record. Raises KeyError or ValueError where it does not fit the framework."""
    found = statement_from(record)
    check_statement(found, framework)
    if not found.office:
        raise ValueError("it does not say whose it is")
    lost = [*set(found.indicators).difference(indicators())]
    lost += set(found.support).difference(support_kinds())
    if lost:
        raise ValueError(f"there is no indicator or kind of support '{min(lost)}'")
    return found


def hard_to_read(one: Statement) -> int:
    """The age that somebody should have to read a statement; nought where it reads easily."""
    found = [part for text in one.asked for part in sentences_of(text)]
    hard = grade(found) if found else 0
    return round(hard) + YOUNGEST if hard > EASY else 0


def _letters() -> Iterator[str]:
    """b to z, then bb, cc and so on."""
    for times in count(1):
        yield from (chr(one) * times for one in range(ord("b"), ord("z") + 1))
