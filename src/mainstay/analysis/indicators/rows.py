"""The one shape that every indicator returns, and the choice of a row where several offer one."""

import narwhals as nw

from mainstay.analysis.arithmetic import (
    Table,
    chosen,
    joined,
    no_number,
    no_text,
    number,
    on,
    totals,
)
from mainstay.analysis.schemas import RESULT
from mainstay.terms.missing import Missing
from mainstay.terms.periods import Period

IDENTITY = ("practice_code", "period", "period_end", "published", "release")
_ORDER = (
    "_known", "_rank", "published", "release",
    "value", "category", "numerator", "denominator", "missing_reason",
)  # fmt: skip


def measured(
    table: Table,
    *,
    value: nw.Expr | None = None,
    category: nw.Expr | None = None,
    numerator: nw.Expr | None = None,
    denominator: nw.Expr | None = None,
    missing: nw.Expr | None = None,
    keep: tuple[str, ...] = (),
) -> Table:
    """A table's rows in the result's columns; `missing` says why there is no value.

    Without a reason, a row that has neither value nor category is "not published". `keep` names
    further columns that a model needs after collection.
    """
    first = table.select(
        *IDENTITY,
        *keep,
        value=no_number() if value is None else value,
        category=no_text() if category is None else category,
        numerator=no_number() if numerator is None else numerator,
        denominator=no_number() if denominator is None else denominator,
        missing_reason=no_text() if missing is None else missing,
    )
    known = ~nw.col("value").is_null() | ~nw.col("category").is_null()
    reason = nw.coalesce("missing_reason", nw.lit(Missing.NOT_PUBLISHED.value))
    return first.with_columns(missing_reason=nw.when(~known).then(reason))


def preferred(*parts: Table) -> Table:
    """One row for a practice and a period from tables of `measured`, the first preferred.

    A row with a value goes before the reason for having none; then the order of the tables, the
    later publication date, the release's id and at last the larger value decide.
    """
    ranked = [
        part.with_columns(
            _rank=number(-place),
            _known=nw.when(nw.col("missing_reason").is_null()).then(number(1)).otherwise(number(0)),
        )
        for place, part in enumerate(parts)
    ]
    kept = [
        name
        for name in ranked[0].collect_schema().names()
        if name not in {*RESULT, "published", "_rank", "_known"}
    ]
    one = chosen(nw.concat(ranked), ("practice_code", "period"), (*_ORDER, *kept))
    return one.select(*RESULT, *kept)


def summed(table: Table, *names: str) -> Table:
    """Sums over the rows of a practice and period, which several releases may hold between them.

    A sum with a missing part is null. The releases are named together.
    """
    keys = ["practice_code", "period", "period_end"]
    came = {
        "published": nw.col("published").max(),
        "_first": nw.col("release").min(),
        "_last": nw.col("release").max(),
    }
    both = totals(table, keys, names, also=came)
    return both.with_columns(release=joined("_first", "_last")).select(*IDENTITY, *names)


def measuring(table: Table, period: str) -> Table:
    """A table whose rows measure another period than that of the release they came in."""
    return table.with_columns(period=nw.lit(period), period_end=on(Period.parse(period).end))


def undefined(denominator: nw.Expr, reason: nw.Expr | None = None) -> nw.Expr:
    """ "not applicable" where the denominator is known and not over zero, else `reason`."""
    nothing = nw.when(denominator <= number(0)).then(nw.lit(Missing.NOT_APPLICABLE.value))
    return nothing if reason is None else nw.coalesce(reason, nothing)
