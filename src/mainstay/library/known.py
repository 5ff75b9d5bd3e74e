"""What was known on one day: practices, areas, figures, the matrix and one practice's findings."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from mainstay.analysis import matrix as matrices
from mainstay.evidence import book, outlines, places
from mainstay.evidence.archive import Archive
from mainstay.library import findings as practice_findings
from mainstay.library import packs
from mainstay.library.questions import (
    DEFAULT_RULES,
    MatrixTable,
    Question,
    judged,
    not_used,
    rule_set,
)
from mainstay.reports.document import Document
from mainstay.terms import definitions
from mainstay.terms.errors import MainstayError
from mainstay.terms.findings import PracticeFindings
from mainstay.terms.matrix import Judgement
from mainstay.terms.releases import Release

MATRICES_KEPT = 24  # scored by other rules, on other judgements or for other areas
AREA_KINDS = ("pcn", "sub_icb", "icb", "region")
CSV_COLUMNS = (
    "practice_code",
    "indicator_id",
    "period",
    "value",
    "lower",
    "upper",
    "numerator",
    "denominator",
    "england",
    "area",
    "similar",
    "missing_reason",
    "release",
)

Progress = Callable[[int, int, str], None]


class Known:
    """Everything that Mainstay can say as known on one day. Nothing in it ever changes."""

    def __init__(self, archive: Archive, as_of: date, releases: tuple[Release, ...]) -> None:
        self.archive = archive
        self.as_of = as_of
        self.releases = releases
        self.book = book.Book(archive, releases)
        self._matrices: OrderedDict[tuple[Question, str], matrices.Matrix] = OrderedDict()

    @property
    def fingerprint(self) -> str:
        return self.book.fingerprint

    @property
    def address(self) -> tuple[Path, str]:
        """Enough for another process to open the same."""
        return self.archive.home, self.as_of.isoformat()

    @property
    def synthetic(self) -> bool:
        return any(one.synthetic for one in self.releases)

    @property
    def empty(self) -> bool:
        return not self.releases

    def ready(self) -> bool:
        """True when the book of figures has been worked out."""
        return self.book.ready()

    def build(self, progress: Progress = lambda *_: None) -> None:
        """Work out the book of figures, unless it is there."""
        self.book.build(progress)

    def progress(self) -> tuple[int, int, str]:
        """How far a build that another process runs has come: done, total, what."""
        return self.book.progress()

    @cached_property
    def _practices(self) -> pl.DataFrame:
        return places.practices(self.book, self.as_of)

    def practices(self) -> pl.DataFrame:
        """One row a practice that exists on the day: name, postcode, areas, place, list size."""
        return self._practices

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of each practice, by code."""
        return dict(self._practices.select("practice_code", "practice_name").iter_rows())

    @cached_property
    def features(self) -> dict[str, dict[str, float | None]]:
        """What similar practices were matched on, by practice's code and feature."""
        table = self.book.features
        names = [name for name in table.columns if name != "practice_code"]
        return {
            code: dict(zip(names, values, strict=True))
            for code, *values in table.select("practice_code", *names).iter_rows()
        }

    @cached_property
    def _areas(self) -> pl.DataFrame:
        return places.areas(self._practices)

    def areas(self) -> pl.DataFrame:
        """One row an area: code, name, type, parent's code, and how many practices it has."""
        return self._areas

    def area_name(self, area: str) -> str:
        """An area's name and code; its code alone where nobody gives a name."""
        name = self._areas.filter(pl.col("area_code") == area)["area_name"][0]
        return area if name == area else f"{name} ({area})"

    def area_codes(self, area: str) -> list[str]:
        """The practices of a PCN, sub-ICB, ICB or region. Raises MainstayError if there is none."""
        within = pl.any_horizontal(pl.col(f"{kind}_code") == area for kind in AREA_KINDS)
        codes = self._practices.filter(within)["practice_code"].to_list()
        if not codes:
            raise MainstayError(
                f"No area with the code '{area}' is known on {self.as_of}.",
                advice="The areas are in the columns pcn_code, sub_icb_code, icb_code and "
                "region_code of the practices' list.",
            )
        return codes

    def figures(
        self, practice: str | None = None, indicator: str | None = None, latest: bool = False
    ) -> pl.DataFrame:
        """The book's rows; with `latest`, the newest of each practice and indicator only.

        Raises MainstayError for an indicator that nobody has defined.
        """
        if indicator is not None and indicator not in definitions.indicators():
            raise MainstayError(
                f"There is no indicator '{indicator}'.",
                advice="The Definitions page lists them: `mainstay serve` shows it.",
            )
        if latest:
            return _narrowed(self._latest, practice, indicator)
        return self.book.figures(practice=practice, indicator=indicator)

    def latest(self, codes: Sequence[str]) -> pl.DataFrame:
        """The newest row of each indicator for these practices."""
        return self._latest.filter(pl.col("practice_code").is_in(codes))

    def indicator_table(self, practice: str | None, indicator: str | None) -> pl.DataFrame:
        """The columns of `mainstay indicators`, as text where a rating stands as the value."""
        figures = self.figures(practice=practice, indicator=indicator)
        if practice is not None and figures.is_empty():
            self._require([practice])
        if figures["category"].null_count() < figures.height:
            figures = figures.with_columns(
                value=pl.coalesce(pl.col("value").cast(pl.String), "category")
            )
        return figures.select(CSV_COLUMNS)

    @cached_property
    def _latest(self) -> pl.DataFrame:
        return matrices.latest(self.book.newest(), definitions.indicators(), self.as_of)

    def matrix(
        self,
        area: str | None = None,
        rules: str = DEFAULT_RULES,
        judgements: Path | Sequence[Judgement] | None = None,
        judged_until: date | None = None,
    ) -> MatrixTable:
        """The support matrix of England or of an area, in order within it.

        A programme goes on judging after the day whose figures it reads: `judged_until` is then
        the last day whose judgements count.
        """
        return MatrixTable(self._scored(Question(rules, judged(judgements), judged_until), area))

    def judgements_not_used(self, given: Path | Sequence[Judgement], rules: str) -> list[str]:
        """Sentences on judgements that change nothing, or that stand over a measured figure."""
        codes = self._practices["practice_code"].to_list()
        return not_used(judged(given), rule_set(rules), codes, self.as_of)

    @cached_property
    def _percentiles(self) -> pl.DataFrame:
        """Each latest figure's place among England's practices, 0 to 100; ties share theirs."""
        known = self._latest.filter(pl.col("value").is_not_null())
        place = pl.col("value").rank("average") - 0.5
        return known.select(
            "practice_code",
            "indicator_id",
            percentile=(100 * place / pl.len()).over("indicator_id"),
        )

    def percentiles(self, codes: Sequence[str]) -> pl.DataFrame:
        """practice_code, indicator_id, percentile: of the latest figures of these practices."""
        return self._percentiles.filter(pl.col("practice_code").is_in(codes))

    def _scored(self, question: Question, area: str | None = None) -> matrices.Matrix:
        """Kept for a while: with each new judgement comes a new matrix."""
        key = (question, area or "")
        found = self._matrices.get(key) or self._score(question, area)
        self._matrices[key] = found
        with suppress(KeyError):  # another thread may have needed the room
            self._matrices.move_to_end(key)  # the last that was asked for is the last to go
        while len(self._matrices) > MATRICES_KEPT:
            self._matrices.popitem(last=False)
        return found

    def _score(self, question: Question, area: str | None) -> matrices.Matrix:
        if area is not None and question.judgements:
            unjudged = self._scored(Question(question.rules), area)
            return matrices.judged_again(unjudged, question.judgements, question.judged_until)
        if area is not None:
            return matrices.among(self._scored(question), self.area_codes(area))
        return matrices.score(
            self._latest,
            self._practices,
            rule_set(question.rules),
            question.judgements,
            self.as_of,
            judged_until=question.judged_until,
        )

    def findings(
        self,
        practice_code: str,
        rules: str = DEFAULT_RULES,
        judgements: Path | Sequence[Judgement] | None = None,
    ) -> PracticeFindings:
        """Everything that one practice's page and pack show. Raises MainstayError if unknown."""
        question = Question(rules, judged(judgements))
        return next(self.findings_of([practice_code], question))

    def findings_of(
        self, codes: Sequence[str], question: Question, series: Sequence[str] | None = None
    ) -> Iterator[PracticeFindings]:
        """The findings of several practices; `series` narrows the indicators followed in time."""
        matrix = MatrixTable(self._scored(question))
        return practice_findings.assemble(self, codes, matrix, series)

    def write_packs(
        self,
        codes: Sequence[str] = (),
        area: str | None = None,
        rules: str = DEFAULT_RULES,
        judgements: Path | Sequence[Judgement] | None = None,
        out: Path | str = ".",
        progress: Progress = lambda *_: None,
    ) -> list[Path]:
        """Write CODE.html and CODE.pdf for practices by code, and for an area and its practices."""
        within = self.area_codes(area) if area else []
        chosen = [*codes, *within]
        self._require(chosen)
        question = Question(rules, judged(judgements))
        written = packs.write_packs(self, chosen, question, Path(out), progress)
        if area:
            written += packs.write_area_pack(self, area, within, question, Path(out))
        return written

    def area_pack(self, area: str, rules: str = DEFAULT_RULES) -> Document:
        """The pack of an area: its practices side by side. Raises MainstayError if unknown."""
        return packs.area_document(self, area, self.area_codes(area), Question(rules))

    def outlines(self, area_type: str) -> list[tuple[str, str, Mapping[str, Any]]]:
        """The borders of areas as GeoJSON geometries in longitude and latitude."""
        return outlines.drawn(self.archive, self.releases, area_type)

    def closings(self, codes: Sequence[str]) -> dict[str, date | None]:
        """The day on which each of these practices closed, of those that the ODS calls closed."""
        return places.closings(self.book, codes)

    def _require(self, codes: Sequence[str]) -> None:
        known = set(self._practices["practice_code"])
        strangers = [code for code in codes if code not in known]
        if strangers:
            raise MainstayError(
                f"No practice with the code {', '.join(strangers[:5])} is known on {self.as_of}.",
                advice="Check the code, or ask as known on another day.",
            )


def _narrowed(table: pl.DataFrame, practice: str | None, indicator: str | None) -> pl.DataFrame:
    for name, wanted in (("practice_code", practice), ("indicator_id", indicator)):
        if wanted is not None:
            table = table.filter(pl.col(name) == wanted)
    return table
