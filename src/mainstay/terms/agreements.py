"""What an agreement says: its template, and the exact words that two or three parties sign."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Any

from mainstay.terms.indicators import Change
from mainstay.terms.matrix import Status

BULLET = "- "
WORD = re.compile(r"{([^{}]*)}")
# What a template may leave open. Lists stand on a line of their own and become several lines.
OPEN_WORDS = frozenset(
    {
        "practice", "practice_code", "office", "support_unit", "programme", "starts", "ends", "fee",
        "practice_lead", "change_manager", "strategic_lead", "operational_lead",
    }
)  # fmt: skip
OPEN_LISTS = frozenset({"objectives", "commitments"})


class Evidence(StrEnum):
    """What shows, without anybody's word, that a commitment is kept."""

    LEAD_NAMED = "lead named"
    PACK_READ = "pack read"
    NONE = "none"


@dataclass(frozen=True)
class Clause:
    """A heading and its lines. A line that begins with a dash is one of a list."""

    heading: str
    lines: tuple[str, ...]

    def blocks(self) -> list[str | tuple[str, ...]]:
        """Paragraphs, and lists as the lines that stand together without their dashes."""
        made: list[str | tuple[str, ...]] = []
        for in_list, lines in groupby(self.lines, key=lambda one: one.startswith(BULLET)):
            if in_list:
                made.append(tuple(one.removeprefix(BULLET) for one in lines))
            else:
                made.extend(lines)
        return made


@dataclass(frozen=True)
class Party:
    """Who agrees: `part` is what it is to the others, such as the operational partner."""

    kind: str
    name: str
    part: str


@dataclass(frozen=True)
class AgreementTemplate:
    """The words of an agreement with its parties left open.

    `parts`: what each kind of party is called. `fee`: pounds, where something is paid.
    `objectives`: those of a programme that has set itself none.
    """

    id: str
    version: str
    title: str
    parts: Mapping[str, str]
    clauses: tuple[Clause, ...]
    status: Status
    reference: str
    fee: int | None
    objectives: tuple[str, ...]
    author: str
    reviewed: date
    next_review: date
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Commitment:
    """One of the nine things that a practice promises.

    `shown_by` says what shows that it is kept, and `due` by when, each in a sentence.
    """

    number: int
    name: str
    words: str
    shown_by: str
    due: str
    evidence: Evidence


@dataclass(frozen=True)
class Worded:
    """The exact words of an agreement: what is read, signed and never changed."""

    title: str
    version: str
    about: str
    parties: tuple[Party, ...]
    clauses: tuple[Clause, ...]

    def data(self) -> dict[str, Any]:
        """The words as they are kept."""
        return json.loads(self._written())

    @property
    def digest(self) -> str:
        """The SHA-256 of the words: one letter changed gives another."""
        return hashlib.sha256(self._written().encode()).hexdigest()

    def _written(self) -> str:
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def worded(data: Mapping[str, Any]) -> Worded:
    """The words again, from how they are kept."""
    return Worded(
        title=data["title"],
        version=data["version"],
        about=data["about"],
        parties=tuple(Party(**one) for one in data["parties"]),
        clauses=clauses_from(data["clauses"]),
    )


def clauses_from(records: Sequence[Mapping[str, Any]]) -> tuple[Clause, ...]:
    return tuple(Clause(one["heading"], tuple(one["lines"])) for one in records)


def require_known_words(clauses: Sequence[Clause]) -> None:
    """Raises ValueError for a word in braces that nobody fills in, or a list inside a line."""
    for clause in clauses:
        for line in (clause.heading, *clause.lines):
            for word in WORD.findall(line):
                whole = line == f"{{{word}}}"
                if word not in OPEN_WORDS and not (word in OPEN_LISTS and whole):
                    raise ValueError(f"nothing fills in {{{word}}} in '{line[:60]}'")


def filled(
    clauses: Sequence[Clause], words: Mapping[str, str], lists: Mapping[str, Sequence[str]]
) -> tuple[Clause, ...]:
    """The clauses with what they leave open; a clause that is left with no line is left out."""
    made = (
        Clause(
            _filled(one.heading, words),
            tuple(line for given in one.lines for line in _lines(given, words, lists)),
        )
        for one in clauses
    )
    return tuple(one for one in made if one.lines)


def _lines(
    line: str, words: Mapping[str, str], lists: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    found = WORD.fullmatch(line)
    if found and found.group(1) in lists:
        return tuple(lists[found.group(1)])
    return (_filled(line, words),)


def _filled(line: str, words: Mapping[str, str]) -> str:
    """In one go, so that braces in a name that is filled in stay as they are."""
    return WORD.sub(lambda found: words[found.group(1)], line)
