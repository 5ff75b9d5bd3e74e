"""What may be shown of answers, as it lies in the records."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from mainstay.terms.answers import Cell, Released, Summary


def record_of(released: Released) -> dict[str, Any]:
    return asdict(released)


def released_from(record: Mapping[str, Any]) -> Released:
    return Released(
        floor=record["floor"],
        people=record["people"],
        cells=tuple(Cell(tuple(one["groups"]), one["people"]) for one in record["cells"]),
        statements={
            name: tuple(Summary(**one) for one in found)
            for name, found in record["statements"].items()
        },
        hope=Summary(**record["hope"]) if record["hope"] else None,
        words=tuple(record["words"]),
    )
