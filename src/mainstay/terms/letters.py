"""A letter's text with its parties left open, read from its definition."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from mainstay.terms.errors import DefinitionError

BULLET = "- "


@dataclass(frozen=True)
class Part:
    """A heading and what stands under it. A line that begins with a dash is one of a list.

    `reason` and `figures` introduce the office's own reason and the measures that it saw; `after`
    follows them.
    """

    heading: str
    lines: tuple[str, ...]
    reason: str
    figures: str
    after: tuple[str, ...]


@dataclass(frozen=True)
class LetterTemplate:
    id: str
    version: str
    title: str
    author: str
    reviewed: date
    next_review: date
    salutation: str
    begins: tuple[str, ...]
    asked: str  # told to a practice that asked for support itself
    wave: str  # told where a wave is settled
    parts: tuple[Part, ...]
    closing: str


@cache
def letters() -> Mapping[str, LetterTemplate]:
    """Every letter that ships with Mainstay, by id."""
    folder = files("mainstay.definitions") / "letters"
    found = {}
    for item in sorted(folder.iterdir(), key=lambda one: one.name):
        if item.name.endswith(".yaml"):
            made = _letter(item.name, yaml.safe_load(item.read_text(encoding="utf-8")))
            found[made.id] = made
    return found


def filled(text: str, words: Mapping[str, str]) -> str:
    """The text with its words in braces filled in. Raises DefinitionError for one that is none."""
    try:
        return text.format_map(words)
    except (KeyError, ValueError, IndexError) as error:
        raise DefinitionError(f"The letter asks for {error}, which is not given.") from error


def _letter(name: str, record: Mapping[str, Any]) -> LetterTemplate:
    try:
        return LetterTemplate(
            id=record["id"],
            version=str(record["version"]),
            title=record["title"],
            author=record["author"],
            reviewed=record["reviewed"],
            next_review=record["next_review"],
            salutation=record["salutation"],
            begins=tuple(record["begins"]),
            asked=record["asked"],
            wave=record["wave"],
            parts=tuple(_part(one) for one in record["parts"]),
            closing=record["closing"],
        )
    except KeyError as error:
        raise DefinitionError(f"letters/{name}: the key {error} is missing.") from error


def _part(record: Mapping[str, Any]) -> Part:
    return Part(
        heading=record["heading"],
        lines=tuple(record["lines"]),
        reason=record.get("reason", ""),
        figures=record.get("figures", ""),
        after=tuple(record.get("after", ())),
    )
