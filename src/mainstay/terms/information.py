"""What a practice may be asked for, where it may be held already, and how time is counted."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from mainstay.terms.errors import DefinitionError


@dataclass(frozen=True)
class Item:
    """One thing that can be asked. `indicators`: published figures that may answer it already."""

    id: str
    name: str
    why: str
    minutes: int
    indicators: tuple[str, ...]
    office: str


@dataclass(frozen=True)
class Counting:
    """The minutes that are counted for signing and for reading a pack."""

    signing: int
    pack: int


@cache
def catalogue() -> dict[str, Item]:
    """Everything in the catalogue of what can be asked, by id. Raises DefinitionError."""
    record = _read("information.yaml")
    try:
        items = [_item(one) for one in record["items"]]
    except (KeyError, ValueError) as error:
        raise DefinitionError(f"information.yaml: {error}.") from error
    return {one.id: one for one in items}


@cache
def counting() -> Counting:
    """How a practice's time is counted. Raises DefinitionError."""
    record = _read("burden.yaml")
    try:
        minutes = record["minutes"]
        return Counting(int(minutes["signing"]), int(minutes["pack"]))
    except (KeyError, ValueError) as error:
        raise DefinitionError(f"burden.yaml: {error}.") from error


def _item(record: dict[str, Any]) -> Item:
    return Item(
        id=record["id"],
        name=record["name"],
        why=record["why"],
        minutes=int(record["minutes"]),
        indicators=tuple(record["indicators"]),
        office=record["office"],
    )


def _read(name: str) -> dict[str, Any]:
    text = (files("mainstay.definitions") / name).read_text(encoding="utf-8")
    record: dict[str, Any] = yaml.safe_load(text)
    return record
