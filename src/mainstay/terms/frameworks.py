"""Frameworks that a team holds itself against: levels of need, with what a team can say of each.

A framework is data, with a version. Every version stays, so that answers are read under the one
that they were given to; a newer one says which of its statements it took over from the last.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import groupby, pairwise
from typing import Any

import yaml

from mainstay.terms.errors import DefinitionError

Record = Mapping[str, Any]
FOLDER = "frameworks"
STEPS = 4  # from "not yet" to "this is how we work"
NAME = re.compile(r"[a-z]+(-[a-z]+)*")  # kept with answers, and in addresses: short and stable
OFFICE = "office-"  # what begins the ids of statements that an office adds, and of no others


class Ability(StrEnum):
    """What a resilient team is able to do (Hollnagel's four potentials)."""

    RESPOND = "respond"
    LEARN = "learn"
    MONITOR = "monitor"
    ANTICIPATE = "anticipate"


@dataclass(frozen=True)
class Need:
    """One level of the triangle. The first is the ground on which the others stand."""

    id: str
    name: str
    plain_name: str
    words: str  # what it is about, in a sentence


@dataclass(frozen=True)
class Statement:
    """Something that a team can say of itself, and what each step towards it looks like."""

    id: str
    need: str
    theme: str
    words: str
    why: str
    steps: tuple[str, ...]  # four, from "not yet" to "this is how we work": what a colleague sees
    ability: Ability
    indicators: tuple[str, ...]  # published indicators that bear on it
    support: tuple[str, ...]  # kinds of support that help
    maturity: str  # the area of the PCN maturity matrix; empty where none fits
    line: str  # the line of the source that it comes from; empty for one of our own
    carries: str  # the statement of the version before that it goes on from; empty for a new one
    office: str = ""  # whose own it is; empty for one that ships

    @property
    def asked(self) -> tuple[str, ...]:
        """All that somebody who answers must read."""
        return (self.words, *self.steps)


@dataclass(frozen=True)
class Hope:
    """What is asked gently at the end, and never set against anybody."""

    words: str
    help: str
    steps: tuple[str, ...]


@dataclass(frozen=True)
class Framework:
    id: str
    version: str
    title: str
    purpose: str
    reference: str
    author: str
    reviewed: date
    next_review: date
    changes: tuple[str, ...]
    scale: tuple[str, ...]  # the names of the four steps
    needs: tuple[Need, ...]  # from the ground upwards
    themes: Mapping[str, str]
    abilities: Mapping[Ability, str]
    maturity: Mapping[str, str]
    statements: tuple[Statement, ...]  # in the order in which they are asked
    hope: Hope
    splits: tuple[str, ...] = ()  # statements of the version before that are asked in parts now

    def statement(self, name: str) -> Statement | None:
        return next((one for one in self.statements if one.id == name), None)

    def of_need(self, need: str) -> tuple[Statement, ...]:
        return tuple(one for one in self.statements if one.need == need)

    @property
    def from_the_ground(self) -> tuple[Statement, ...]:
        """All statements, level by level upwards; those of a level in the order of asking."""
        return tuple(one for need in self.needs for one in self.of_need(need.id))

    def of_ability(self, ability: Ability) -> tuple[Statement, ...]:
        return tuple(one for one in self.statements if one.ability is ability)

    def origin(self, later: Statement) -> Statement | None:
        """Which of these statements one of the next version goes on from; None for a new one."""
        return self.statement(later.carries or later.id)


@cache
def frameworks() -> Mapping[tuple[str, str], Framework]:
    """Every version of every framework that ships with Mainstay, the oldest first."""
    folder = files("mainstay.definitions") / FOLDER
    names = sorted(one.name for one in folder.iterdir() if one.name.endswith(".yaml"))
    read = [_read(name, (folder / name).read_text(encoding="utf-8")) for name in names]
    ordered = sorted(read, key=lambda one: (one.id, _number(one.version)))
    for _, versions in groupby(ordered, key=lambda one: one.id):
        check_versions(list(versions))
    return {(one.id, one.version): one for one in ordered}


def newest(name: str, held: Mapping[tuple[str, str], Framework] | None = None) -> Framework:
    """The version of a framework that new rounds are asked under. Raises KeyError for no such."""
    found = [one for one in (held or frameworks()).values() if one.id == name]
    if not found:
        raise KeyError(name)
    return max(found, key=lambda one: _number(one.version))


def framework_from(record: Record) -> Framework:
    """One from its record. Raises KeyError or ValueError for a faulty one."""
    found = Framework(
        id=record["id"],
        version=str(record["version"]),
        title=record["title"],
        purpose=record["purpose"],
        reference=record["reference"],
        author=record["author"],
        reviewed=record["reviewed"],
        next_review=record["next_review"],
        changes=tuple(str(one["what"]) for one in record["changes"]),
        scale=_four(record["scale"], "the scale"),
        needs=tuple(_need(one) for one in record["needs"]),
        themes=dict(record["themes"]),
        abilities={_ability(one): words for one, words in record["abilities"].items()},
        maturity=dict(record["maturity"]),
        statements=tuple(statement_from(one) for one in record["statements"]),
        hope=_hope(record["hope"]),
        splits=tuple(record.get("splits") or ()),
    )
    _check(found)
    return found


def _need(record: Record) -> Need:
    return Need(record["id"], record["name"], record["plain_name"], record["words"])


def statement_from(record: Record) -> Statement:
    name = record["id"]
    return Statement(
        id=name,
        need=record["need"],
        theme=record["theme"],
        words=record["words"],
        why=record["why"],
        steps=_four(record["steps"], f"the statement '{name}'"),
        ability=_ability(record["ability"]),
        indicators=tuple(record.get("indicators") or ()),
        support=tuple(record.get("support") or ()),
        maturity=record.get("maturity") or "",
        line=record.get("line") or "",
        carries=record.get("carries") or "",
        office=record.get("office") or "",
    )


def _hope(record: Record) -> Hope:
    return Hope(record["words"], record["help"], _four(record["steps"], "hope"))


def _ability(name: str) -> Ability:
    if name not in list(Ability):
        raise ValueError(f"there is no ability '{name}'")
    return Ability(name)


def _four(words: Sequence[str], whose: str) -> tuple[str, ...]:
    """Four different steps. One that YAML took for something else, such as a bare No, is none."""
    if len(words) != STEPS:
        raise ValueError(f"{whose} has {len(words)} steps, not {STEPS}")
    if not all(isinstance(one, str) and one.strip() for one in words):
        raise ValueError(f"{whose} has a step without words")
    if len(set(words)) != STEPS:
        raise ValueError(f"{whose} has the same step twice")
    return tuple(words)


def _check(one: Framework) -> None:
    """Whether the parts fit together. Raises ValueError."""
    _check_names([each.id for each in one.needs], "level")
    _check_names([each.id for each in one.statements], "statement")
    for each in one.statements:
        if each.id.startswith(OFFICE):
            raise ValueError(f"'{each.id}' begins as the ids of an office's own statements do")
        check_statement(each, one)
    if empty := [each.id for each in one.needs if not one.of_need(each.id)]:
        raise ValueError(f"the level '{empty[0]}' has no statements")
    if lost := [each.value for each in Ability if each not in one.abilities]:
        raise ValueError(f"the ability '{lost[0]}' has no words")
    if one.reviewed >= one.next_review:
        raise ValueError("the next review is not after the last")


def _check_names(names: Sequence[str], what: str) -> None:
    for name in names:
        if not NAME.fullmatch(name):
            raise ValueError(f"'{name}' is no id: use small letters, with hyphens between words")
        if names.count(name) > 1:
            raise ValueError(f"two {what}s have the id '{name}'")


def check_statement(each: Statement, one: Framework) -> None:
    """Whether a statement fits into a framework. Raises ValueError."""
    if not each.words.strip() or not each.why.strip():
        raise ValueError(f"the statement '{each.id}' has no words, or does not say why")
    known = each.need in {need.id for need in one.needs} and each.theme in one.themes
    if not known or (each.maturity and each.maturity not in one.maturity):
        raise ValueError(f"the statement '{each.id}' names a level, theme or area unknown here")


def check_versions(versions: Sequence[Framework]) -> None:
    """Whether each version says soundly what it took over. Raises DefinitionError."""
    first = versions[0]
    lost = [each.carries for each in first.statements if each.carries]
    if lost or first.splits:
        raise DefinitionError(f"{FOLDER}: the first version of '{first.id}' carries nothing over.")
    for before, after in pairwise(versions):
        try:
            _check_carried(before, after)
        except ValueError as error:
            name = f"{FOLDER}: '{after.id}' {after.version}"
            raise DefinitionError(f"{name}: {error}.") from error


def _check_carried(before: Framework, after: Framework) -> None:
    """Each goes on from one that there was, and no two from the same unless that is split."""
    for each in after.statements:
        if each.carries and before.statement(each.carries) is None:
            raise ValueError(f"'{each.id}' carries '{each.carries}', which {before.version} lacks")
        if each.carries not in ("", each.id) and before.statement(each.id):
            raise ValueError(f"'{each.id}' has an id of {before.version}, and carries another")
    origins = Counter(one.id for one in map(before.origin, after.statements) if one)
    twice = {name for name, times in origins.items() if times > 1}
    if unsaid := sorted(twice - set(after.splits)):
        raise ValueError(f"'{unsaid[0]}' is carried twice, and not said to be split")
    for name in after.splits:
        if name not in twice or after.statement(name):
            raise ValueError(f"'{name}' is split only into two or more with ids of their own")


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _read(name: str, text: str) -> Framework:
    try:
        return framework_from(yaml.safe_load(text))
    except KeyError as error:
        raise DefinitionError(f"{FOLDER}/{name}: the key {error} is missing.") from error
    except (TypeError, ValueError) as error:
        raise DefinitionError(f"{FOLDER}/{name}: {error}.") from error
