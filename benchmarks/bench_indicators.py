"""National indicators: ours, pandas and hand-written DuckDB SQL side by side, as ratios.

6,300 practices, 60 months and 40 measures, 15 million rows of made-up counts: rates with Wilson's
or Byar's limits, England and the integrated care board pooled, percentiles within both, funnels
with overdispersion, and XmR charts with screening. Half of the measures are shares and half rates.
All three read the same Parquet file, a measure at a time, and must agree to 1e-6 on every row.

The four XmR rules are found by each. The numbers are made so that no count is under ten: SQL has
no exact Poisson limits.
"""

import argparse
import datetime as dt
import gc
import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import duckdb
import narwhals as nw
import numpy as np
import pandas as pd
import polars as pl

from mainstay.stats import funnel, intervals, ranks, xmr

PRACTICES, MONTHS, MEASURES = 6300, 60, 40
BOARDS = 42
REACHES = {"low_95": -1.959964, "high_95": 1.959964, "low_998": -3.090232, "high_998": 3.090232}
AT_ONCE = 2
ROUNDED = 1e-4
Z = 1.959963984540054
COLUMNS = (
    "value", "lower", "upper", "england", "area", "percentile", "area_percentile",
    "z", "low_95", "high_95", "low_998", "high_998", "mean", "chart_low", "chart_high", "rule",
)  # fmt: skip


Work = Callable[[Path, int], object]


def is_share(measure: int) -> bool:
    return measure % 2 == 0


def made_up(measure: int) -> pl.DataFrame:
    """Counts of one measure, practices within months of the calendar."""
    random = np.random.default_rng(measure)
    people = np.repeat(random.integers(1500, 20000, PRACTICES).astype(float), MONTHS)
    level = np.repeat(random.beta(30, 70, PRACTICES), MONTHS)
    events = np.minimum(random.poisson(people * level) + 10, people).astype(float)
    codes = [f"Z{place:05d}" for place in range(PRACTICES)]
    boards = [f"ZQ{place % BOARDS:02d}" for place in range(PRACTICES)]
    months = [dt.date(2020 + month // 12, month % 12 + 1, 1) for month in range(MONTHS)]
    return pl.DataFrame(
        {
            "measure": np.full(PRACTICES * MONTHS, measure, dtype=np.int32),
            "practice_code": np.repeat(codes, MONTHS),
            "icb_code": np.repeat(boards, MONTHS),
            "month": np.tile(np.array(months, dtype="datetime64[D]"), PRACTICES),
            "numerator": events,
            "denominator": people,
        }
    )


def write(path: Path, measures: int) -> None:
    tables = [made_up(measure) for measure in range(measures)]
    pl.concat(tables).write_parquet(path, row_group_size=PRACTICES * MONTHS)


def ours(path: Path, measure: int) -> dict[str, np.ndarray]:
    """Narwhals on Polars reads and puts in order; `stats` works on a table of practices by months.

    This is what the book of figures does past the engine.
    """
    table = nw.from_native(pl.scan_parquet(path)).filter(nw.col("measure") == measure)
    held = table.collect().sort("practice_code", "month").to_native()
    shape = (PRACTICES, MONTHS)
    x, n = (held[name].to_numpy().reshape(shape) for name in ("numerator", "denominator"))
    boards = held["icb_code"].gather_every(MONTHS).to_numpy()
    limits = (intervals.wilson if is_share(measure) else intervals.rate)(x, n)
    england = np.broadcast_to(x.sum(axis=0) / n.sum(axis=0), shape)
    drawn = (
        funnel.fit("PR", x.T, n.T)
        if is_share(measure)
        else funnel.fit("SR-CQC", x.T, (n * england).T)
    )
    chart = xmr.charts(limits.value)
    area, area_percentile = _within(boards, x, n, limits.value)
    found = {
        "value": limits.value,
        "lower": limits.lower,
        "upper": limits.upper,
        "england": england,
        "area": area,
        "percentile": ranks.percentile(np.ascontiguousarray(limits.value.T)).T,
        "area_percentile": area_percentile,
        "z": drawn.z_adjusted.T,
        "low_95": drawn.limits.lower_95.T,
        "high_95": drawn.limits.upper_95.T,
        "low_998": drawn.limits.lower_998.T,
        "high_998": drawn.limits.upper_998.T,
        "mean": chart.mean,
        "chart_low": chart.lower,
        "chart_high": chart.upper,
        "rule": chart.rule,
    }
    return {name: one.ravel() for name, one in found.items()}


def _within(
    boards: np.ndarray, x: np.ndarray, n: np.ndarray, value: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Each practice's board pooled, and its percentile there: months by practices."""
    order = np.argsort(boards, kind="stable")
    starts = np.flatnonzero(np.r_[True, boards[order][1:] != boards[order][:-1]])
    sizes = np.diff(np.r_[starts, len(boards)])
    pooled = [np.add.reduceat(one[order], starts, axis=0) for one in (x, n)]
    area, place = np.empty(value.shape[::-1]), np.empty(value.shape[::-1])
    area[:, order] = np.repeat(pooled[0] / pooled[1], sizes, axis=0).T
    ordered = np.ascontiguousarray(value[order].T)
    parts = [ranks.percentile(ordered[:, a : a + k]) for a, k in zip(starts, sizes, strict=True)]
    place[:, order] = np.hstack(parts)
    return area.T, place.T


def with_pandas(path: Path, measure: int) -> dict[str, np.ndarray]:
    """The same by pandas' own grouped operations, whole columns at a time."""
    table = pd.read_parquet(path, filters=[("measure", "==", measure)])
    table = table.sort_values(["practice_code", "month"], ignore_index=True)
    x, n = table["numerator"], table["denominator"]
    table["value"] = x / n
    table["lower"], table["upper"] = (_wilson if is_share(measure) else _byar)(x, n)
    by_month = table.groupby("month")
    by_area = table.groupby(["icb_code", "month"])
    table["england"] = by_month["numerator"].transform("sum") / by_month["denominator"].transform(
        "sum"
    )
    table["area"] = by_area["numerator"].transform("sum") / by_area["denominator"].transform("sum")
    for name, groups in (("percentile", by_month), ("area_percentile", by_area)):
        place, count = groups["value"].rank(), groups["value"].transform("count")
        table[name] = (place - 0.5) / count
    _pandas_funnel(table, share=is_share(measure))
    _pandas_xmr(table)
    return {name: table[name].to_numpy() for name in COLUMNS}


def _wilson(x: pd.Series, n: pd.Series) -> tuple[pd.Series, pd.Series]:
    middle = (2 * x + Z**2) / (2 * (n + Z**2))
    reach = Z * np.sqrt(Z**2 + 4 * x * (1 - x / n)) / (2 * (n + Z**2))
    return middle - reach, middle + reach


def _byar(x: pd.Series, n: pd.Series) -> tuple[pd.Series, pd.Series]:
    low = x * (1 - 1 / (9 * x) - Z / (3 * np.sqrt(x))) ** 3
    more = x + 1
    high = more * (1 - 1 / (9 * more) + Z / (3 * np.sqrt(more))) ** 3
    return low / n, high / n


def _pandas_funnel(table: pd.DataFrame, *, share: bool) -> None:
    x, n, england = table["numerator"], table["denominator"], table["england"]
    size = n if share else n * england
    forward = (lambda one: np.arcsin(np.sqrt(one))) if share else np.sqrt
    error = 1 / (2 * np.sqrt(size))
    middle = forward(england) if share else 1.0
    away = forward(x / size) - middle
    z = pd.Series(away / error)
    months = z.groupby(table["month"])
    clipped = z.clip(
        table["month"].map(months.quantile(0.1)), table["month"].map(months.quantile(0.9))
    )
    parts = pd.DataFrame(
        {"month": table["month"], "z2": clipped**2, "w": 1 / error**2, "w2": 1 / error**4}
    )
    sums = parts.groupby("month").agg(
        phi=("z2", "mean"), k=("z2", "count"), w=("w", "sum"), w2=("w2", "sum")
    )
    surplus = (sums.k * sums.phi - (sums.k - 1)) / (sums.w - sums.w2 / sums.w)
    width = np.sqrt(error**2 + table["month"].map(surplus.clip(lower=0)))
    table["z"] = away / width
    for name, reach in REACHES.items():
        at = middle + reach * width
        bounded = np.sin(np.clip(at, 0, np.pi / 2)) ** 2 if share else np.maximum(at, 0) ** 2
        table[name] = bounded


def _pandas_xmr(table: pd.DataFrame) -> None:
    practices = table.groupby("practice_code")
    step = practices["value"].diff()
    moved = step.abs()
    width = moved.groupby(table["practice_code"]).transform("mean")
    kept = moved.where(moved < 3.267 * width)
    width = kept.groupby(table["practice_code"]).transform("mean")
    table["mean"] = practices["value"].transform("mean")
    table["chart_low"] = table["mean"] - 2.66 * width
    table["chart_high"] = table["mean"] + 2.66 * width
    away = table["value"] - table["mean"]
    outside = away.abs() > 2.66 * width
    near = (away.abs() > 2.66 * 2 / 3 * width) & ~outside
    side, code = np.sign(away), table["practice_code"]
    shift = (_run_sizes(side, code) >= 7) & (side != 0)
    rising = (_run_sizes(np.sign(step), code) >= 6) & (step != 0) & step.notna()
    trend = rising | (rising.shift(-1, fill_value=False) & (code == code.shift(-1)))
    whole = (
        (
            near.astype(int) + near.shift(-1, fill_value=False) + near.shift(-2, fill_value=False)
            >= 2
        )
        & (side == side.shift(-1))
        & (side == side.shift(-2))
        & (code == code.shift(-2))
    )
    two = near & (whole | whole.shift(1, fill_value=False) | whole.shift(2, fill_value=False))
    table["rule"] = np.select([outside, trend, two, shift], [1, 2, 3, 4], 0)


def _run_sizes(kind: pd.Series, code: pd.Series) -> pd.Series:
    """How long the run is that each point is in."""
    run = ((kind != kind.shift()) | (code != code.shift())).cumsum()
    return run.groupby(run).transform("size")


def _sql(path: Path, measure: int) -> str:
    share = is_share(measure)
    size = "n" if share else "n * england"
    forward = "asin(sqrt({}))" if share else "sqrt({})"
    middle = forward.format("england") if share else "1e0"
    back = (
        "pow(sin(least(greatest({}, 0e0), pi() / 2)), 2)" if share else "pow(greatest({}, 0e0), 2)"
    )
    z2 = f"{Z * Z!r}e0"
    limits = (
        f"""(2 * x + {z2}) / (2 * (n + {z2})) - {Z!r}e0 * sqrt({z2} + 4 * x * (1 - x / n))
            / (2 * (n + {z2})) as lower,
        (2 * x + {z2}) / (2 * (n + {z2})) + {Z!r}e0 * sqrt({z2} + 4 * x * (1 - x / n))
            / (2 * (n + {z2})) as upper"""
        if share
        else f"""x * pow(1 - 1 / (9 * x) - {Z!r}e0 / (3 * sqrt(x)), 3) / n as lower,
        (x + 1) * pow(1 - 1 / (9 * (x + 1)) + {Z!r}e0 / (3 * sqrt(x + 1)), 3) / n as upper"""
    )
    limits_of_funnel = ", ".join(
        f"{back.format(f'middle + {reach}e0 * sqrt(pow(error, 2) + tau2)')} as {name}"
        for name, reach in REACHES.items()
    )
    return f"""
    with counts as (
        select practice_code, icb_code, month, numerator as x, denominator as n,
            numerator / denominator as value
        from read_parquet('{path}') where measure = {measure}
    ), months as (
        select month, sum(x) / sum(n) as england, count(*)::double as k from counts group by month
    ), areas as (
        select icb_code, month, sum(x) / sum(n) as area, count(*)::double as k
        from counts group by icb_code, month
    ), compared as (
        select counts.*, england, area, {limits},
            (rank() over m - 1 + cume_dist() over m * months.k) / (2e0 * months.k) as percentile,
            (rank() over a - 1 + cume_dist() over a * areas.k) / (2e0 * areas.k)
                as area_percentile,
            value - lag(value) over (partition by practice_code order by month) as step,
            abs(step) as moved
        from counts join months using (month) join areas using (icb_code, month)
        window m as (partition by month order by value),
            a as (partition by icb_code, month order by value)
    ), screened as (
        select *, 1 / (2 * sqrt({size})) as error, {middle} as middle,
            {forward.format(f"x / ({size})")} - {middle} as away
        from compared
    ), widths as (
        select practice_code, avg(value) as mean, avg(moved) as width
        from compared group by practice_code
    ), charts as (
        select practice_code, any_value(mean) as mean, avg(moved) as kept
        from compared join widths using (practice_code)
        where moved < 3.267e0 * width group by practice_code
    ), points as (
        select practice_code, month, value - mean as off, sign(value - mean) as side,
            sign(step) as way, abs(value - mean) > 2.66e0 * kept as outside,
            abs(value - mean) > 2.66e0 * 2 / 3 * kept and not outside as near
        from compared join charts using (practice_code)
    ), turns as (
        select *, (side is distinct from lag(side) over p)::int as new_side,
            (way is distinct from lag(way) over p)::int as new_way,
            near::int + (lead(near, 1, false) over p)::int + (lead(near, 2, false) over p)::int >= 2
                and side = lead(side, 1) over p and side = lead(side, 2) over p as whole
        from points window p as (partition by practice_code order by month)
    ), runs as (
        select *, sum(new_side) over p as side_run, sum(new_way) over p as way_run,
            near and (coalesce(whole, false) or coalesce(lag(whole, 1) over p, false)
                or coalesce(lag(whole, 2) over p, false)) as two
        from turns window p as (partition by practice_code order by month)
    ), sized as (
        select *, count(*) over (partition by practice_code, side_run) >= 7 and side <> 0 as shift,
            coalesce(count(*) over (partition by practice_code, way_run) >= 6 and way <> 0, false)
                as rising
        from runs
    ), rules as (
        select practice_code, month, case when outside then 1
            when rising or coalesce(lead(rising) over p, false) then 2
            when two then 3 when shift then 4 else 0 end as rule
        from sized window p as (partition by practice_code order by month)
    ), bounds as (
        select month, quantile_cont(away / error, [0.1, 0.9]) as ends from screened group by month
    ), spreads as (
        select month, avg(pow(least(greatest(away / error, ends[1]), ends[2]), 2)) as phi,
            count(*) as k, sum(1 / pow(error, 2)) as w, sum(1 / pow(error, 4)) as w2
        from screened join bounds using (month) group by month
    ), between_units as (
        select month, greatest(0e0, (k * phi - (k - 1)) / (w - w2 / w)) as tau2 from spreads
    )
    select value, lower, upper, england, area, percentile, area_percentile,
        away / sqrt(pow(error, 2) + tau2) as z,
        {limits_of_funnel},
        mean, mean - 2.66e0 * kept as chart_low, mean + 2.66e0 * kept as chart_high, rule
    from screened join charts using (practice_code) join between_units using (month)
        join rules using (practice_code, month)
    order by practice_code, month
    """


def with_duckdb(path: Path, measure: int) -> dict[str, np.ndarray]:
    """The same as one query."""
    return dict(duckdb.sql(_sql(path, measure)).fetchnumpy())


def agree(path: Path) -> None:
    """All three give the same figures, for a share and for a rate."""
    for measure in (0, 1):
        wanted = ours(path, measure)
        for other in (with_pandas, with_duckdb):
            found = other(path, measure)
            for name in COLUMNS[:-1]:
                np.testing.assert_allclose(
                    np.asarray(found[name]), wanted[name], rtol=1e-6, atol=1e-9, err_msg=name
                )
            # A point on the mean to the last bit of a sum may fall to either side of it.
            apart = (np.asarray(found["rule"]) != wanted["rule"]).mean()
            assert apart < ROUNDED, f"{other.__name__}: {apart:.5%} of the points differ in rule"


def timed(works: Mapping[str, Work], path: Path, measures: int) -> dict[str, tuple[float, float]]:
    """Seconds on the clock and of the cores' work.

    Turn about, so that all meet the same load. Ours and pandas take two measures at a time on two
    threads; DuckDB shares a query between the cores by itself.
    """
    taken = dict.fromkeys(works, (0.0, 0.0))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for first in range(0, measures, AT_ONCE):
            some = range(first, min(first + AT_ONCE, measures))
            for name, work in works.items():
                gc.collect()
                clock, cores = time.perf_counter(), time.process_time()
                if name == "DuckDB SQL":
                    for measure in some:
                        work(path, measure)
                else:
                    list(pool.map(partial(work, path), some))
                taken[name] = (
                    taken[name][0] + time.perf_counter() - clock,
                    taken[name][1] + time.process_time() - cores,
                )
    return taken


def with_phstatsmethods(rows: int) -> tuple[float, float]:
    """Wilson and Byar for one sample: seconds by phstatsmethods, and by ours."""
    import PHStatsMethods as phs  # noqa: N813  GPL-3, for comparison only: never a dependency

    sample = made_up(1).head(rows).select("numerator", "denominator").to_pandas()
    started = time.perf_counter()
    phs.ph_proportion(sample, "numerator", "denominator")
    phs.ph_rate(sample, "numerator", "denominator")
    theirs = time.perf_counter() - started
    x, n = sample["numerator"].to_numpy(), sample["denominator"].to_numpy()
    started = time.perf_counter()
    intervals.wilson(x, n)
    intervals.rate(x, n, 100_000)
    return theirs, time.perf_counter() - started


def report(path: Path, measures: int) -> None:
    agree(path)
    rows = PRACTICES * MONTHS * measures
    print(f"{rows:,} rows, {measures} measures. All three agree to 1e-6.\n")
    works = {"ours": ours, "DuckDB SQL": with_duckdb, "pandas": with_pandas}
    taken = timed(works, path, measures)
    clock, cores = taken["ours"]
    print("| way | seconds | times ours | seconds of cores | times ours |")
    print("|---|---|---|---|---|")
    for name, (one, both) in taken.items():
        print(f"| {name} | {one:.1f} | {one / clock:.1f} | {both:.1f} | {both / cores:.1f} |")


def report_phstatsmethods(rows: int = 5000) -> None:
    theirs, own = with_phstatsmethods(rows)
    print(f"\nWilson and Byar only, on a sample of {rows:,} rows:")
    print(
        f"phstatsmethods {theirs / rows * 1e6:.1f} µs a row, ours {own / rows * 1e6:.2f} µs a row:"
    )
    print(
        f"{theirs / own:,.0f} times; scaled to 15 million rows, {theirs / rows * 15.12e6:,.0f} s."
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--measures", type=int, default=MEASURES)
    chosen, _ = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "counts.parquet"
        write(path, chosen.measures)
        report(path, chosen.measures)
    report_phstatsmethods()


if __name__ == "__main__":
    main()
