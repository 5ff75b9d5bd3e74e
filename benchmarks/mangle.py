"""Thousands of published files, each spoilt in one way, against the importer.

`python -m benchmarks.mangle --cases 10000 --seed 1`: every case is made from a seed, so a
failure can be made again with `--only N`. A case fails when the importer lets an error through,
stores a row that the sound file does not have, or does not read a file that is only saved another
way. Files are those of a small made-up England, in the publishers' own layouts.
"""

import argparse
import gzip
import io
import multiprocessing
import random
import resource
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath

import polars as pl

from benchmarks.manglings import Sound, Spoilt, spoil
from mainstay.evidence.archive import Archive
from mainstay.evidence.importing import IMPORTED, Given, import_paths
from mainstay.synthetic import synthesise

NOW = datetime(2026, 11, 1, tzinfo=UTC)
GIVEN = Given(published=date(2026, 10, 1))
LARGEST = 3_000_000  # bytes of text of a file that is spoilt
BATCH = 50
KINDS = (".csv", ".xlsx", ".ods", ".geojson", ".parquet")

Rows = list[list[str]]


def sound_files(practices: int = 20, seed: int = 5) -> list[Sound]:
    """One early and one late file of each kind, as plain files, with the rows that they give."""
    kinds: dict[tuple[str, str], list[Sound]] = {}
    for file in synthesise(practices=practices, seed=seed):
        for one in _plain(file.path, file.content):
            kinds.setdefault(_kind(one), []).append(one)
    chosen = [one for found in kinds.values() for one in (found[:1] + found[1:][-1:])]
    return [known for one in chosen if (known := _with_tables(one)).tables]


def _plain(path: str | PurePosixPath, content: bytes) -> Iterator[Sound]:
    """A file unpacked; a zip's files one by one, keeping its name as their folder."""
    path = PurePosixPath(path)
    folder = path.parent.name
    if path.suffix == ".gz":
        content, path = gzip.decompress(content), path.with_suffix("")
    if path.suffix == ".zip":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from _plain(PurePosixPath(folder, path.stem, name), archive.read(name))
    elif path.suffix in KINDS and len(content) < LARGEST:
        yield Sound(folder, path.name, content)


def _kind(one: Sound) -> tuple[str, str]:
    if one.is_csv:
        return one.content[:200].decode("utf-8", "replace").split("\n")[0], ""
    return one.name.translate(str.maketrans("", "", "0123456789")), one.folder[:0]


def _with_tables(one: Sound) -> Sound:
    with tempfile.TemporaryDirectory() as place:
        found = take_in(Path(place), one.folder, one.name, one.content)
    tables = {publication: table for publication, _, table in found.stored}
    periods = frozenset(period for _, period, _ in found.stored)
    return Sound(one.folder, one.name, one.content, tables, periods)


@dataclass(frozen=True)
class Taken:
    """What the importer said and stored."""

    results: tuple[str, ...]
    stored: tuple[tuple[str, str, pl.DataFrame], ...]


def take_in(place: Path, folder: str, name: str, content: bytes) -> Taken:
    """Import one file into a home folder of its own."""
    path = place / "files" / (folder or "x") / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    archive = Archive(place / "home")
    outcomes = import_paths(archive, [path], now=NOW, progress=lambda *_: None, given=GIVEN)
    stored = tuple(
        (one.publication, one.period.label, pl.read_parquet(archive.table(one)))
        for one in archive.releases()
    )
    return Taken(tuple(one.result for one in outcomes), stored)


def strange_rows(found: pl.DataFrame, sound: pl.DataFrame, *, partial: bool = False) -> int:
    """Rows of `found` that `sound` does not have, or not so often.

    `partial` leaves out of account the columns that are wholly blank, and why they are.
    """
    columns = sound.columns
    if found.columns != columns:
        return found.height
    if partial:
        blank = [name for name in columns if found[name].null_count() == found.height]
        reasons = [f"{name}_missing" for name in blank]
        columns = [name for name in columns if name not in (*blank, *reasons)]
    counted = found.group_by(columns).len("times")
    known = sound.group_by(columns).len("known")
    both = counted.join(known, on=columns, how="left", nulls_equal=True)
    return both.filter(pl.col("times") > pl.col("known").fill_null(0)).height


def judged(one: Sound, spoilt: Spoilt, taken: Taken) -> str:
    """What is wrong with the outcome, or nothing."""
    source = spoilt.other or one
    for publication, period, table in taken.stored:
        if publication not in source.tables:
            return f"stored as {publication}"
        strange = strange_rows(table, source.tables[publication], partial=spoilt.partial)
        if strange:
            return f"stored {strange} wrong rows of {publication}"
        if spoilt.other is None and period not in one.periods:
            return f"stored under {period}"
    if spoilt.same and taken.results != (IMPORTED,):
        return f"not read: {taken.results}"
    if spoilt.same and taken.stored[0][2].height != one.tables[taken.stored[0][0]].height:
        return "read in part"
    return ""


@dataclass(frozen=True)
class Case:
    number: int
    file: str
    kind: str
    result: str
    failure: str
    seconds: float


def run_case(number: int, seed: int, files: Sequence[Sound]) -> Case:
    rng = random.Random(f"{seed}-{number}")
    one = rng.choice(files)
    kind, spoilt = spoil(one, files, rng)
    started = time.perf_counter()
    result, failure = "", ""
    with tempfile.TemporaryDirectory() as place:
        try:
            taken = take_in(Path(place), one.folder, spoilt.name, spoilt.content)
            result = "; ".join(sorted(set(taken.results)))
            failure = judged(one, spoilt, taken)
        except Exception:  # whatever gets past the importer is what we are looking for
            failure = traceback.format_exc(limit=-3)
    return Case(number, one.name, kind, result, failure, time.perf_counter() - started)


_files: list[Sound] = []


def _start(files: list[Sound]) -> None:
    _files.extend(files)


def _run_batch(given: tuple[int, Sequence[int]]) -> tuple[list[Case], float]:
    seed, numbers = given
    cases = [run_case(number, seed, _files) for number in numbers]
    return cases, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(numbers: Sequence[int], seed: int, processes: int) -> tuple[list[Case], float]:
    """Every case and the most memory that any worker used, in megabytes."""
    files = sound_files()
    batches = [(seed, numbers[at : at + BATCH]) for at in range(0, len(numbers), BATCH)]
    context = multiprocessing.get_context("spawn")
    cases: list[Case] = []
    memory = 0.0
    with context.Pool(processes, _start, (files,), maxtasksperchild=20) as pool:
        for found, used in pool.imap_unordered(_run_batch, batches):
            cases += found
            memory = max(memory, used)
    return cases, memory


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="run this case alone")
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    numbers = range(given.cases) if given.only is None else [given.only]
    cases, memory = run(numbers, given.seed, given.processes)
    for (kind, result), count in sorted(Counter((c.kind, c.result) for c in cases).items()):
        print(f"{count:6}  {kind}: {result or 'failed'}")
    failures = [case for case in cases if case.failure]
    for case in sorted(failures, key=lambda case: case.number):
        print(f"\ncase {case.number}, {case.kind}, {case.file}:\n{case.failure}")
    slowest = max(cases, key=lambda case: case.seconds)
    print(f"\n{len(cases)} cases, {len(failures)} failures; slowest {slowest.seconds:.1f} s "
          f"({slowest.kind}, case {slowest.number}); most memory {memory:.0f} MB")  # fmt: skip
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
