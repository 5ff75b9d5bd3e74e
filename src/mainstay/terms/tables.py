"""A table of records that leaves the house: what each column means goes with it."""

from dataclasses import dataclass

Cell = str | int | float | bool | None


@dataclass(frozen=True)
class Field:
    """A column: its name for programs, its heading for people, its kind and what it means.

    `kind` is a datatype of CSVW: string, integer, boolean, date or dateTime.
    """

    name: str
    title: str
    means: str
    kind: str = "string"


@dataclass(frozen=True)
class Records:
    """Rows of one kind of record. None is a value that there is not."""

    name: str
    title: str
    means: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.fields):
                raise ValueError(f"'{self.name}': a row has {len(row)} cells: {row}")


@dataclass(frozen=True)
class Collection:
    """Several tables that belong together. `on` is the day that they tell of, as 2026-11-02."""

    title: str
    about: str
    on: str
    synthetic: bool
    tables: tuple[Records, ...]
