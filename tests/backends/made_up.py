"""Small tidy tables for Hypothesis: nulls, zeros, ties and the same practice twice."""

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random
from typing import Any

import polars as pl
from hypothesis import strategies as st

from mainstay.analysis.schemas import SCHEMAS
from mainstay.terms.missing import Missing

PRACTICES = ("Z00001", "Z00002", "Z00003")
PERIODS = (
    ("2018-19", date(2019, 3, 31)),
    ("2019-20", date(2020, 3, 31)),
    ("2020-03", date(2020, 3, 31)),
    ("2021-03", date(2021, 3, 31)),
    ("2023-03", date(2023, 3, 31)),
)
DAYS = (date(2020, 3, 1), date(2020, 4, 1), date(2021, 3, 1))
TEXTS: Mapping[str, tuple[str, ...]] = {
    "domain": ("overall", "well-led"),
    "rating": ("Good", "Inadequate", "Outstanding"),
    "status": ("active", "closed", "attended", "did not attend"),
    "prescribing_setting": ("4", "10"),
    "national_grouping_code": ("Y54", "W00"),
    "sex": ("male", "female"),
    "sub_icb_code": ("Z0A", "Z1B"),
    "wait": ("same day", "1 day", "unknown"),
    "measure": ("ACHIEVED_POINTS", "Achieved points", "REGISTER"),
    "domain_code": ("CL", "PH"),
    "condition_code": ("AF", "AST", "OST"),
    "list_type": ("TOTAL", "50OV"),
    "icb_code": ("ZQA", "ZQB"),
}
BY_KIND: Mapping[Any, Sequence[Any]] = {
    pl.String: ("a", "b"),
    pl.Float64: (0.0, 0.25, 0.5, 1.0, 3.0, 40.0),
    pl.Int64: (0, 1, 2, 40),
    pl.Date: DAYS,
    pl.Boolean: (True, False),
}
WHOLE: Mapping[str, tuple[int, ...]] = {
    "fingertips_id": (93553, 94240),
    "age_low": (0, 5, 15, 65, 75, 85),
    "age_high": (4, 14, 64, 74, 84),
}
NEVER_NULL = frozenset({"practice_code", "location_id", "age_low"})
REASONS = (None, None, Missing.SUPPRESSED.value, Missing.NOT_COLLECTED.value)
NULL_SHARE = 0.2


def _value(name: str, kind: Any, random: Random) -> Any:
    if name == "practice_code":
        return random.choice(PRACTICES)
    if name.endswith("_missing"):
        return random.choice(REASONS)
    if name not in NEVER_NULL and random.random() < NULL_SHARE:
        return None
    return random.choice(TEXTS.get(name) or WHOLE.get(name) or BY_KIND[kind])


def _row(publication: str, random: Random) -> dict[str, Any]:
    label, end = random.choice(PERIODS)
    row = {name: _value(name, kind, random) for name, kind in SCHEMAS[publication].items()}
    came = {"published": random.choice(DAYS), "release": random.choice(("first", "second"))}
    return {**row, "period": label, "period_end": end, **came}


@st.composite
def rows(draw: st.DrawFn, publication: str, most: int = 9) -> list[dict[str, Any]]:
    """A few rows of one publication. Hypothesis picks how many, and the seed of their values:

    drawing each of forty columns one by one would take most of a test's time.
    """
    count = draw(st.integers(0, most))
    random = Random(draw(st.integers(0, 2**32)))
    return [_row(publication, random) for _ in range(count)]


def tables(publications: tuple[str, ...]) -> st.SearchStrategy[list[list[dict[str, Any]]]]:
    """Rows for each of several publications, in order."""
    return st.tuples(*(rows(one) for one in publications)).map(list)
