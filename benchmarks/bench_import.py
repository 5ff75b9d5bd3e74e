"""Ten million appointment rows to a release, against DuckDB's own CSV to Parquet.

Each runs in a process of its own, so that its peak of memory can be read. Ours recognises, checks,
hashes, keeps the original and flushes to the disk; DuckDB only copies.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import polars as pl

ROWS = 10_000_000
RUNS = 3
COLUMNS = (
    "APPOINTMENT_MONTH_START_DATE", "GP_CODE", "GP_NAME", "SUPPLIER", "PCN_CODE", "PCN_NAME",
    "SUB_ICB_LOCATION_CODE", "SUB_ICB_LOCATION_NAME", "HCP_TYPE", "APPT_MODE",
    "NATIONAL_CATEGORY", "TIME_BETWEEN_BOOK_AND_APPT", "COUNT_OF_APPOINTMENTS", "APPT_STATUS",
)  # fmt: skip
CHOICES = {
    "HCP_TYPE": ("GP", "Other Practice staff", "Unknown"),
    "APPT_MODE": ("Face-to-Face", "Telephone", "Home Visit", "Video/Online", "Unknown"),
    "NATIONAL_CATEGORY": (
        "General Consultation Acute", "General Consultation Routine", "Planned Clinics",
        "Planned Clinical Procedure", "Clinical Triage", "Home Visit", "Walk-in",
    ),
    "TIME_BETWEEN_BOOK_AND_APPT": (
        "Same Day", "1 Day", "2 to 7 Days", "8  to 14 Days", "15  to 21 Days", "22  to 28 Days",
        "More than 28 Days", "Unknown / Data Quality",
    ),
    "APPT_STATUS": ("Attended", "DNA", "Unknown"),
}  # fmt: skip


def write_rows(path: Path, rows: int) -> None:
    """A crosstab of made-up practices, without a row twice."""
    sizes = [len(one) for one in CHOICES.values()]
    cells = int(np.prod(sizes))
    index = np.arange(rows)
    practice = index // cells
    places = np.unravel_index(index % cells, sizes)
    made = {
        "APPOINTMENT_MONTH_START_DATE": pl.lit("01JUN2026"),
        "GP_CODE": pl.lit("Z") + (10_000 + pl.Series(practice)).cast(pl.String),
        "GP_NAME": pl.lit("A MADE-UP SURGERY"),
        "SUPPLIER": pl.lit("MADE UP"),
        "PCN_CODE": pl.lit("ZN00001"),
        "PCN_NAME": pl.lit("MADE-UP PCN"),
        "SUB_ICB_LOCATION_CODE": pl.lit("Z0A"),
        "SUB_ICB_LOCATION_NAME": pl.lit("A made-up place"),
        "COUNT_OF_APPOINTMENTS": pl.Series(index % 97 + 1),
    } | {
        name: pl.Series(np.array(choices)[place])
        for (name, choices), place in zip(CHOICES.items(), places, strict=True)
    }
    pl.select(**made).select(COLUMNS).write_csv(path, line_terminator="\r\n")


def ours(path: Path, folder: Path) -> None:
    import mainstay

    outcomes = mainstay.open_home(folder / "home").take_in(
        [path], now=datetime(2026, 11, 1, tzinfo=UTC), published=date(2026, 7, 30)
    )
    assert [one.result for one in outcomes] == ["imported"], outcomes
    assert outcomes[0].rows == ROWS


def theirs(path: Path, folder: Path) -> None:
    import duckdb

    target = folder / "table.parquet"
    duckdb.sql(f"COPY (FROM read_csv('{path}')) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")


def run_one(name: str, path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        {"ours": ours, "theirs": theirs}[name](path, Path(folder))
        seconds = time.perf_counter() - started
    print(seconds, peak_megabytes())


def peak_megabytes() -> float:
    """This process's own peak. (`ru_maxrss` would begin at that of the process that started it.)"""
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def measured(name: str, path: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of one run in its own process."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.bench_import", "--one", name, "--csv", str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, memory = done.stdout.split()[-2:]
    return float(seconds), float(memory)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Practice_Level_Crosstab_Jun_26.csv"
        write_rows(path, ROWS)
        runs = [(measured("ours", path), measured("theirs", path)) for _ in range(RUNS)]
    ratio = statistics.median(mine[0] / other[0] for mine, other in runs)
    memory = max(mine[1] for mine, _ in runs)
    for label, place in (("Mainstay import", 0), ("DuckDB COPY", 1)):
        print(f"{label}: {statistics.median(run[place][0] for run in runs):.1f} s")
    print(f"ratio {ratio:.2f} (at most 1.3), peak memory {memory:.0f} MB (at most 1,024)")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--one", choices=("ours", "theirs"))
    parser.add_argument("--csv", type=Path)
    given = parser.parse_args()
    run_one(given.one, given.csv) if given.one else main()
