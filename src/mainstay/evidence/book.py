"""The book of figures: every indicator for every practice and period, as known on a day.

A book belongs to a set of releases and a version of the definitions, both in its fingerprint. It
is written aside and renamed like a release, and can be deleted at any time. `shelf` deletes those
that have not been used for longest, after each new one.
"""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl

from mainstay.analysis import areas, expected, figures, similar
from mainstay.analysis import indicators as expressions
from mainstay.evidence import known, shelf
from mainstay.evidence.archive import Archive
from mainstay.evidence.engine import asked, collect, collect_together
from mainstay.terms import definitions
from mainstay.terms.indicators import Indicator, Interval
from mainstay.terms.releases import Release

EDITION = "1"  # raise it when the arithmetic changes, so that old books are not read

Progress = Callable[[int, int, str], None]


class Book:
    """The figures of one set of releases, worked out once and then read from disk."""

    def __init__(self, archive: Archive, releases: tuple[Release, ...]) -> None:
        self.archive = archive
        self.releases = releases
        self.fingerprint = known.fingerprint(releases, EDITION, _definitions_digest())
        self.folder = archive.home / "derived" / self.fingerprint

    @cached_property
    def tables(self) -> Mapping[str, nw.LazyFrame[Any]]:
        """One lazy frame for each publication, as known."""
        return known.frames(self.archive, self.releases)

    def ready(self) -> bool:
        """True when the book is there; it then counts as used now."""
        shelf.mark_used(self.folder)
        return (self.folder / "figures.parquet").exists()

    def progress(self) -> tuple[int, int, str]:
        """How far a build has come, by whichever process runs it: done, total, what."""
        try:
            done, total, what = json.loads(self._progress_file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return 0, 1, "Starting"
        return done, total, what

    def build(self, progress: Progress) -> None:
        """Work the figures out unless they are there. Two builds of one book wait in line."""
        if self.ready():
            return
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        with shelf.in_line(self.folder):
            if not self.ready():
                self._build(self._told(progress))
        self._progress_file.unlink(missing_ok=True)
        shelf.tidy(self.folder.parent, time.time())

    def figures(
        self,
        practice: str | Sequence[str] | None = None,
        indicator: str | Sequence[str] | None = None,
    ) -> pl.DataFrame:
        """Rows of the book, by practice, indicator and period; all of them without a choice."""
        table = self._scan("figures")
        for name, wanted in (("practice_code", practice), ("indicator_id", indicator)):
            table = _chosen(table, name, wanted)
        return table.collect()

    def newest(self) -> pl.DataFrame:
        """The last row of each practice and indicator.

        The book is in order, so the last of a run of rows is the newest: sorting would take longer.
        """
        table = self._scan("figures")
        run = ("practice_code", "indicator_id")
        last = pl.any_horizontal(pl.col(one).ne_missing(pl.col(one).shift(-1)) for one in run)
        return table.filter(pl.col("period_end").is_not_null()).filter(last).collect()

    def peers(self, practice: str | Sequence[str] | None = None) -> pl.DataFrame:
        """practice_code, peer_code, distance; the features of each are in `features`."""
        return _chosen(self._scan("peers"), "practice_code", practice).collect()

    @cached_property
    def features(self) -> pl.DataFrame:
        """What similar practices were matched on: practice_code, then a column a feature."""
        return self._scan("features").collect()

    def areas(self) -> pl.DataFrame:
        """The areas that each practice was compared within."""
        return self._scan("areas").collect()

    def _scan(self, name: str) -> pl.LazyFrame:
        shelf.mark_used(self.folder)
        return pl.scan_parquet(self.folder / f"{name}.parquet")

    def _build(self, progress: Progress) -> None:
        aside = self.folder.with_suffix(f".{os.getpid()}")
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        try:
            for name, table in self._worked_out(progress):
                table.write_parquet(aside / f"{name}.parquet", row_group_size=20_000)
            shelf.mark_used(aside)
            aside.rename(self.folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def _worked_out(self, progress: Progress) -> Iterator[tuple[str, pl.DataFrame]]:
        wanted = definitions.indicators()
        raw = dict(self._asked(wanted, progress))
        belongs = collect(asked(areas.practice_areas, self.tables))
        yield "areas", belongs
        features = similar.features(raw)
        yield "features", features
        peers = similar.peers(features)
        yield "peers", peers
        progress(len(wanted), len(wanted) + 2, "Comparisons")
        finished = [
            figures.finish(_modelled(table, wanted[name]), wanted[name], areas=belongs, peers=peers)
            for name, table in raw.items()
        ]
        order = ("practice_code", "indicator_id", "period_end", "period")
        yield "figures", pl.concat(finished).sort(order)

    def _asked(
        self, wanted: Mapping[str, Indicator], progress: Progress
    ) -> Iterator[tuple[str, pl.DataFrame]]:
        """Each indicator's rows, those of one expression together: they read the same tables."""
        done = 0
        for name, family in groupby(wanted.values(), key=lambda one: one.expression):
            members = list(family)
            progress(done, len(wanted) + 2, members[0].name)
            expression = getattr(expressions, name)
            found = collect_together(
                [
                    expression(*(self.tables[each] for each in one.publications), **one.settings)
                    for one in members
                ]
            )
            done += len(members)
            for one, rows in zip(members, found, strict=True):
                # An engine gives rows in any order, and sums of floats depend on it.
                yield one.id, rows.sort("practice_code", "period_end", "period")

    @property
    def _progress_file(self) -> Path:
        return self.folder.with_suffix(".progress")

    def _told(self, progress: Progress) -> Progress:
        def tell(done: int, total: int, what: str) -> None:
            self._progress_file.write_text(json.dumps([done, total, what]), encoding="utf-8")
            progress(done, total, what)

        return tell


def _modelled(table: pl.DataFrame, indicator: Indicator) -> pl.DataFrame:
    """A measure against what a national model expects; any other measure as it is."""
    return expected.gaps(table, indicator) if indicator.interval is Interval.MODEL else table


@cache
def _definitions_digest() -> str:
    """A hash of every definition that the figures are worked out by."""
    folder = files("mainstay.definitions")
    parts = [folder / "similar.yaml", *(folder / "indicators").iterdir()]
    digest = hashlib.sha256()
    for item in sorted(parts, key=lambda one: one.name):
        digest.update(item.name.encode() + item.read_bytes())
    return digest.hexdigest()


def _chosen(table: pl.LazyFrame, name: str, wanted: str | Sequence[str] | None) -> pl.LazyFrame:
    """The rows that have one of the values wanted; all of them without a choice."""
    if wanted is None:
        return table
    if isinstance(wanted, str):
        return table.filter(pl.col(name) == wanted)
    return table.filter(pl.col(name).is_in(list(wanted)))
