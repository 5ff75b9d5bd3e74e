"""The publishers' headings, exactly as they write them, from headings.yaml."""

from functools import cache
from importlib.resources import files
from typing import Any

import polars as pl
import yaml


@cache
def _headings() -> dict[str, Any]:
    text = files(__package__).joinpath("headings.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(text, Loader=loader)


def headings(publication: str, year: str = "") -> list[str]:
    """The headings of a publication, for one of its years where they change."""
    held = _headings()[publication]
    return list(held[year] if year else held)


NEW_IN_2021 = (
    ("VI001", 18, "VI", "Vaccination and immunisation", "PH", "Public Health", "TOTAL"),
    ("VI002", 18, "VI", "Vaccination and immunisation", "PH", "Public Health", "TOTAL"),
    ("VI003", 18, "VI", "Vaccination and immunisation", "PH", "Public Health", "TOTAL"),
    ("VI004", 10, "VI", "Vaccination and immunisation", "PH", "Public Health", "TOTAL"),
    ("MH011", 4, "MH", "Mental health", "CL", "Clinical", "TOTAL"),
)
NEW_IN_2025 = ("CHOL003", 3, "CHOL", "Cholesterol", "CL", "Clinical", "TOTAL")


def indicators(year: str) -> list[tuple[str, int, str, str, str, str, str]]:
    """QOF indicators: code, points, group, group name, domain, domain name, kind of list.

    Two years' lists are held; that of 2021-22 and after is the one of 2020-21 with what brought
    its 567 points to 635; that of 2025-26 is without quality improvement, and has 564.
    """
    held = _headings()["qof_indicators"]
    later = [tuple(row) for row in held["2020-21"]] + list(NEW_IN_2021)
    if year == "2021-22":
        return later
    if year == "2025-26":
        return [row for row in later if row[4] != "QI"] + [NEW_IN_2025]
    return [tuple(row) for row in held[year]]


def laid_out(columns: list[pl.Series | pl.Expr], names: list[str], rows: int) -> pl.DataFrame:
    """A table with these columns under these headings, in order."""
    frame = pl.DataFrame({"row": pl.arange(0, rows, eager=True)})
    return frame.select(
        (pl.lit(column) if isinstance(column, pl.Series) else column).alias(name)
        for column, name in zip(columns, names, strict=True)
    )
