"""Take published files into the archive, one at a time, each wholly or not at all."""

import shutil
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import polars as pl

from mainstay.analysis import schemas
from mainstay.evidence.archive import Archive, release_id, sha256_of
from mainstay.evidence.opening import (
    UNREADABLE_KIND,
    Opened,
    PassedOver,
    open_published,
    raw_table,
    with_period,
)
from mainstay.evidence.opening_kinds import COMPANIONS
from mainstay.evidence.outcomes import (
    HELD,
    IMPORTED,
    NOT_DATA,
    UNKNOWN,
    Outcome,
    passed,
    refusal,
    shown_as,
    unknown,
)
from mainstay.sources import registry
from mainstay.sources.contract import Match, Source, check_frame, date_published, verdict
from mainstay.terms.codes import SYNTHETIC_AREA_PATTERN, SYNTHETIC_PRACTICE_PATTERN
from mainstay.terms.errors import MainstayError, SourceError
from mainstay.terms.periods import Period
from mainstay.terms.releases import Release

UNREADABLE = (SourceError, pl.exceptions.PolarsError, OSError, MemoryError, ValueError)

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Given:
    """What the person who imports says, where the files do not."""

    published: date | None = None
    period: Period | None = None


@dataclass
class Intake:
    """One run of an import: where it writes, what it was told, and what is held so far."""

    archive: Archive
    scratch: Path
    now: datetime
    given: Given
    held: list[Release]

    def of(self, publication: str) -> Iterator[Release]:
        return (one for one in self.held if one.publication == publication)


def import_paths(
    archive: Archive,
    paths: Iterable[Path],
    *,
    now: datetime,
    progress: Progress,
    given: Given = Given(),
) -> list[Outcome]:
    """Take in files and folders; one outcome for each file, whatever happened to the others."""
    found = list(files_in(paths))
    outcomes: list[Outcome] = []
    _require_writable(archive)
    with archive.writing() as scratch:
        intake = Intake(archive, scratch, now, given, list(archive.releases()))
        for number, path in enumerate(found):
            progress(number, len(found), path.name)
            outcomes.extend(_import_file(intake, path))
        progress(len(found), len(found), "")
    return outcomes


def _require_writable(archive: Archive) -> None:
    try:
        archive.incoming.mkdir(parents=True, exist_ok=True)
        (archive.root / "lock").touch()
    except OSError as error:
        raise MainstayError(
            f"Nothing can be written to {archive.home} ({error.strerror}).",
            advice="Choose a folder that you may write to, with --home.",
        ) from error


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Every file below the paths, in order; a shapefile's companions go with their .shp."""
    for path in paths:
        found = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
        yield from (one for one in found if not _passed_over(one))


def _passed_over(path: Path) -> bool:
    return path.name.startswith(".") or (
        path.suffix.lower() in COMPANIONS and path.with_suffix(".shp").exists()
    )


def _import_file(intake: Intake, path: Path) -> list[Outcome]:
    work = intake.scratch / uuid.uuid4().hex
    work.mkdir()
    outcomes: list[Outcome] = []
    try:
        for opened in open_published(path, work):
            outcomes.append(
                passed(path, opened)
                if isinstance(opened, PassedOver)
                else _import_opened(intake, path, opened, work)
            )
    except UNREADABLE as error:
        outcomes.append(refusal(path, error))
    finally:
        shutil.rmtree(work, ignore_errors=True)
    if all(one.result == NOT_DATA for one in outcomes):
        return [Outcome(path, UNKNOWN, reason="there is no table in it."), *outcomes]
    return outcomes


def _import_opened(intake: Intake, path: Path, opened: Opened, work: Path) -> Outcome:
    shown = shown_as(path, opened.member)
    try:
        if opened.sample.kind == UNREADABLE_KIND and opened.fault is not None:
            raise opened.fault
        found = registry.recognise(opened.sample)
        if found is None:
            return unknown(shown, opened)
        source, match = found
        match = _with_given(match, intake.given.period)
        held = _held(intake.of(source.PUBLICATION.id), opened.content_sha256, match)
        if held is not None:
            return Outcome(shown, HELD, held.publication, held.period.label, held.rows)
        release, table = _prepared(intake, path, opened, source, match, work)
        intake.archive.keep_original(path, release.original_sha256, work)
        intake.archive.add(release, table)
        intake.held.append(release)
    except UNREADABLE as error:
        return refusal(shown, error)
    return Outcome(
        shown,
        IMPORTED,
        release.publication,
        release.period.label,
        release.rows,
        remarks=release.remarks,
    )


def _with_given(match: Match, given: Period | None) -> Match:
    """The match with the period a person gave, unless the file says a closer one within it."""
    said = match.period
    if given is None:
        return match
    if said is None:
        return replace(match, period=given)
    if not given.start <= said.start <= said.end <= given.end:
        raise SourceError(
            f"The file, its name or its folder says that it is of {said.label}, and --period "
            f"says {given.label}.",
            advice="Leave --period out, or rename the file if its name is wrong.",
        )
    return match


def _held(releases: Iterable[Release], sha256: str, match: Match) -> Release | None:
    """The release that a file already is: the same bytes may be the table of several years.

    Where the head and the name leave the period open, the bytes alone decide: what is read from
    the whole table would be the same again.
    """
    for one in releases:
        same = (one.sha256, one.part) == (sha256, match.part)
        if same and match.period in (None, one.period):
            return one
    return None


def _prepared(
    intake: Intake, path: Path, opened: Opened, source: Source, match: Match, work: Path
) -> tuple[Release, Path]:
    """The finished table in the scratch folder, and the record that will stand beside it."""
    match = with_period(source, match, opened)
    if match.period is None:
        raise SourceError(
            "Nothing in the file or its name says which period it measures.",
            advice="Give it with --period, such as --period 2018-19.",
        )
    published, published_from = date_published(source, match, intake.given.published)
    publication = source.PUBLICATION.id
    _refuse_a_rival(intake.of(publication), match.period, match.part, published)
    table, rows, remarks = _tidied(source, match, opened, work)
    synthetic = _is_made_up(table)
    _refuse_a_mixture(intake.held, publication, synthetic)
    release = Release(
        id=release_id(publication, match.period, match.part, opened.content_sha256),
        publication=publication,
        period=match.period,
        part=match.part,
        published=published,
        published_from=published_from,
        sha256=opened.content_sha256,
        rows=rows,
        file_name=path.name,
        member=opened.member,
        original_sha256=opened.original_sha256 or sha256_of(path),
        table_sha256=sha256_of(table),
        synthetic=synthetic,
        imported_at=intake.now,
        remarks=remarks,
    )
    return release, table


def _tidied(
    source: Source, match: Match, opened: Opened, work: Path
) -> tuple[Path, int, tuple[str, ...]]:
    """Stream the tidy table to a file, then hold the source's checks against what was written."""
    table = work / f"{uuid.uuid4().hex}.parquet"
    tidy = source.tidy(raw_table(opened, match), match)
    tidy = tidy.select(
        pl.col(name).cast(kind)
        for name, kind in schemas.SCHEMAS[source.PUBLICATION.id].items()
        if name not in schemas.RELEASE
    )
    tidy.sink_parquet(table, compression="zstd", compression_level=1)
    written = pl.scan_parquet(table)
    rows = written.select(pl.len()).collect().item()
    if rows == 0:
        raise SourceError("The table has headings and no rows.", advice="Download the file again.")
    return table, rows, _remarks(source, written)


def _remarks(source: Source, written: pl.LazyFrame) -> tuple[str, ...]:
    if not source.CHECKS:
        return ()
    row = check_frame(written, source.CHECKS).collect(engine="streaming").row(0, named=True)
    return tuple(remark.sentence for remark in verdict(row, source.CHECKS))


def _is_made_up(table: Path) -> bool:
    """True when every practice or area in a table has a code that only the made-up England uses."""
    frame = pl.scan_parquet(table)
    columns = frame.collect_schema().names()
    name, pattern = next((one for one in MADE_UP_CODES if one[0] in columns), ("", ""))
    if not name:
        return False
    made_up = pl.col(name).drop_nulls().str.contains(pattern)
    some, every = frame.select(made_up.any().alias("some"), made_up.all()).collect().row(0)
    if some and not every:
        raise SourceError(
            "Made-up practices stand beside real ones in this file.",
            advice="Take the made-up rows out: real names never appear beside invented records.",
        )
    return bool(every)


def _refuse_a_mixture(held: Iterable[Release], publication: str, synthetic: bool) -> None:
    if publication in NEUTRAL:
        return
    if any(one.synthetic != synthetic for one in held if one.publication not in NEUTRAL):
        kind, other = ("made-up", "real") if synthetic else ("real", "made-up")
        raise SourceError(
            f"This file is {kind} and the home folder holds {other} data.",
            advice="Use another folder with --home: the two are never shown together.",
        )


MADE_UP_CODES = (
    ("practice_code", SYNTHETIC_PRACTICE_PATTERN),
    ("area_code", SYNTHETIC_AREA_PATTERN),
)
NEUTRAL = ("qof-indicators",)  # holds no practice and no area, so it goes with either


def _refuse_a_rival(held: Iterable[Release], period: Period, part: str, published: date) -> None:
    for one in held:
        if (one.period, one.part, one.published) == (period, part, published):
            raise SourceError(
                f"Another file for {period.label}, published on the same day, is held "
                f"('{one.file_name}').",
                advice="If this one corrects it, say when it came out with --published: then "
                "answers as known before that day stay as they were.",
            )
