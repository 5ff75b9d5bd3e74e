"""Questionnaires: what is asked, in which order and of whom. They are data, each with a version."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from mainstay.terms.errors import DefinitionError

Record = Mapping[str, Any]
ROWS = 5


class Kind(StrEnum):
    """What an answer is."""

    TEXT = "text"
    DAY = "day"
    CHOICE = "choice"


class Writer(StrEnum):
    """Who writes an answer down."""

    ANYBODY = "anybody"  # whoever leads the conversation
    PRACTICE = "practice"


@dataclass(frozen=True)
class Question:
    """`needed`: without an answer the questionnaire is not complete."""

    id: str
    kind: Kind
    text: str
    help: str
    options: Mapping[str, str]
    needed: bool
    by: Writer
    rows: int

    def shown(self, words: str) -> str:
        """An answer as a reader sees it."""
        return self.options.get(words, words)

    def fault(self, words: str) -> str:
        """What is wrong with an answer, as a sentence; nothing when it can be kept."""
        if words and self.kind is Kind.CHOICE and words not in self.options:
            return "Choose one of the answers"
        if words and self.kind is Kind.DAY and _day_or_none(words) is None:
            return "Enter a day"
        return ""


@dataclass(frozen=True)
class Questionnaire:
    id: str
    version: str
    title: str
    purpose: str
    reference: str
    author: str
    reviewed: date
    next_review: date
    changes: tuple[str, ...]
    questions: tuple[Question, ...]

    def question(self, name: str) -> Question | None:
        return next((one for one in self.questions if one.id == name), None)

    def asked_of(self, writer: Writer) -> tuple[Question, ...]:
        return tuple(one for one in self.questions if one.by is writer)


@cache
def questionnaires() -> Mapping[str, Questionnaire]:
    """Every questionnaire that ships with Mainstay, by id."""
    folder = files("mainstay.definitions") / "questionnaires"
    names = sorted(one.name for one in folder.iterdir() if one.name.endswith(".yaml"))
    read = [_read(name, (folder / name).read_text(encoding="utf-8")) for name in names]
    return {one.id: one for one in read}


def questionnaire_from(record: Record) -> Questionnaire:
    """One from its record. Raises KeyError or ValueError for a faulty one."""
    questions = tuple(_question(one) for one in record["questions"])
    if len({one.id for one in questions}) != len(questions):
        raise ValueError("two questions have the same id")
    return Questionnaire(
        id=record["id"],
        version=str(record["version"]),
        title=record["title"],
        purpose=record["purpose"],
        reference=record["reference"],
        author=record["author"],
        reviewed=record["reviewed"],
        next_review=record["next_review"],
        changes=tuple(str(one["what"]) for one in record["changes"]),
        questions=questions,
    )


def _question(record: Record) -> Question:
    kind, options = Kind(record["kind"]), dict(record.get("options") or {})
    if (kind is Kind.CHOICE) != bool(options):
        raise ValueError(f"the question '{record['id']}' has options where it should not, or none")
    return Question(
        id=record["id"],
        kind=kind,
        text=record["text"],
        help=record.get("help", ""),
        options=options,
        needed=bool(record.get("needed", False)),
        by=Writer(record.get("by", Writer.ANYBODY)),
        rows=int(record.get("rows", ROWS)),
    )


def _read(name: str, text: str) -> Questionnaire:
    try:
        return questionnaire_from(yaml.safe_load(text))
    except KeyError as error:
        raise DefinitionError(f"questionnaires/{name}: the key {error} is missing.") from error
    except ValueError as error:
        raise DefinitionError(f"questionnaires/{name}: {error}.") from error


def _day_or_none(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
