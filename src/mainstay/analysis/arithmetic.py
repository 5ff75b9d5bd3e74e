"""Arithmetic that means the same on every engine.

Engines differ on division by zero, on sums in which a part is missing, on whole-number sums that
come back as decimals, on dates that come back as times, and on how null values are ordered. The
expressions here settle each of these once. Tidy tables hold null for a missing number, never NaN.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import narwhals as nw

Table = nw.LazyFrame[Any]


def number(value: float) -> nw.Expr:
    """A constant as a float: an engine would otherwise read 0.05 as an exact decimal."""
    return nw.lit(float(value), dtype=nw.Float64)


def real(name: str) -> nw.Expr:
    """A column as floats, whatever whole-number or decimal type it has."""
    return nw.col(name).cast(nw.Float64)


def flag(condition: nw.Expr) -> nw.Expr:
    """1.0 where true, 0.0 where false, null where not known: it can then be added up."""
    return condition.cast(nw.Int64).cast(nw.Float64)


def no_text() -> nw.Expr:
    return nw.lit(None, dtype=nw.String)


def no_number() -> nw.Expr:
    return nw.lit(None, dtype=nw.Float64)


def day(moment: nw.Expr) -> nw.Expr:
    """A day as a date: moving a date gives a time of day on some engines."""
    return moment.cast(nw.Date)


def on(value: date) -> nw.Expr:
    return nw.lit(value, dtype=nw.Date)


def month_number(name: str) -> nw.Expr:
    """A date's month counted from year 0: two dates a year apart differ by 12."""
    year, month = nw.col(name).dt.year().cast(nw.Int64), nw.col(name).dt.month().cast(nw.Int64)
    return year * nw.lit(12) + month


def ratio(numerator: nw.Expr, denominator: nw.Expr, per: float = 1.0) -> nw.Expr:
    """`numerator / denominator * per`; null where either is null or the denominator is not over 0.

    Divided by zero, floats give infinity on one engine and null on another.
    """
    return nw.when(denominator > number(0)).then(numerator / denominator * number(per))


def total_of(*parts: nw.Expr) -> nw.Expr:
    """The sum across columns; null where any part is null, so that a hidden part hides the sum."""
    found = parts[0]
    for part in parts[1:]:
        found = found + part
    return found


def or_zero(name: str) -> nw.Expr:
    """A column in which null is known to mean "none", such as a payment not made that year."""
    return nw.coalesce(real(name), number(0))


def joined(first: str, second: str) -> nw.Expr:
    """Two releases as `first + second`; the one that is known if only one is."""
    both = nw.concat_str(nw.col(first), nw.lit(" + "), nw.col(second))
    return (
        nw.when(nw.col(first) == nw.col(second))
        .then(first)
        .otherwise(nw.coalesce(both, nw.col(first), nw.col(second)))
    )


def totals(
    table: Table,
    keys: Sequence[str],
    names: Sequence[str],
    also: Mapping[str, nw.Expr] | None = None,
) -> Table:
    """Sums of `names` by `keys`: null where any row's part is null, so a hidden part hides all.

    `<name>_missing` gives the reason, if the table has that column: the first in alphabetical
    order among the missing parts, else null. `also` are further aggregates of the same groups.
    """
    more = dict(also or {})
    held = set(table.collect_schema().names())
    reasons = [f"{name}_missing" for name in names if f"{name}_missing" in held]
    sums = [real(name).sum().alias(name) for name in names]
    gaps = [flag(nw.col(name).is_null()).max().alias(f"_{name}_gap") for name in names]
    grouped = table.group_by(*keys).agg(
        *sums, *gaps, *(nw.col(one).min() for one in reasons), **more
    )
    whole = [
        nw.when(nw.col(f"_{name}_gap") == number(0)).then(nw.col(name)).alias(name)
        for name in names
    ]
    return grouped.with_columns(*whole).select(*keys, *names, *reasons, *more)


def percentile(name: str, *groups: str) -> nw.Expr:
    """The place of each value among those of its group, 0 to 100; ties share their mean place.

    Half a place is taken off, so that the middle value of any group stands at 50.
    """
    place = nw.col(name).rank("average").over(*groups).cast(nw.Float64)
    count = nw.col(name).count().over(*groups).cast(nw.Float64)
    return ratio(place - number(0.5), count, per=100)


def chosen(table: Table, keys: Sequence[str], order: Sequence[str]) -> Table:
    """One row for each of `keys`: the last in `order`, with nulls first in each column of it."""
    return table.unique(subset=list(keys), keep="last", order_by=list(order))
