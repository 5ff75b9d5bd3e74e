"""An installation: the folder that holds its data."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from mainstay.evidence import joins, verify
from mainstay.evidence.archive import Archive
from mainstay.evidence.importing import Given, Progress, import_paths
from mainstay.evidence.known import known_on
from mainstay.evidence.outcomes import Outcome
from mainstay.sources import registry
from mainstay.terms.errors import MainstayError
from mainstay.terms.periods import Period
from mainstay.terms.releases import Publication, Release

if TYPE_CHECKING:
    from mainstay.library.known import Known


class Home:
    """The data of one installation. Every question to it can be asked as known on any day."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.archive = Archive(path)

    def releases(self) -> tuple[Release, ...]:
        """Every release held, superseded ones too."""
        return self.archive.releases()

    @property
    def synthetic(self) -> bool:
        """True when what is held is made up: a home holds one kind only."""
        return any(one.synthetic for one in self.releases())

    def publications(self) -> dict[str, Publication]:
        """Every publication that Mainstay reads, by id."""
        return {one.PUBLICATION.id: one.PUBLICATION for one in registry.sources()}

    def known(self, as_of: date | None = None) -> "Known":
        """What was known at the end of a day; today, unless you say."""
        from mainstay.library.known import Known  # statistics are slow to load: only here

        day = as_of or datetime.now(tz=UTC).date()
        return Known(self.archive, day, known_on(self.releases(), day))

    def take_in(
        self,
        paths: Iterable[Path],
        *,
        now: datetime,
        progress: Progress = lambda *_: None,
        published: date | None = None,
        period: str | None = None,
    ) -> list[Outcome]:
        """Import files and folders; one outcome for each file.

        Raises MainstayError for a `period` that is none, or a folder that cannot be written to.
        """
        given = Given(published=published, period=_stretch(period))
        return import_paths(self.archive, paths, now=now, progress=progress, given=given)

    def faults(self, progress: Callable[[int, int], None] = lambda *_: None) -> list[str]:
        """What does not match when everything held is hashed again."""
        return verify.faults(self.archive, progress)

    def lost_joins(self, as_of: date | None = None) -> list[str]:
        """For each publication, a sentence on the practice codes that found no partner.

        Of the releases known at the end of a day; today, unless you say.
        """
        day = as_of or datetime.now(tz=UTC).date()
        return joins.sentences(joins.lost(self.archive, known_on(self.releases(), day)))

    def releases_table(self) -> pl.DataFrame:
        """One row a release: what it is, when it came out, how many rows, and its hash."""
        made_up = self.synthetic
        return pl.DataFrame(
            [
                {
                    "publication": one.publication,
                    "period": one.period.label,
                    "part": one.part or None,
                    "published": one.published,
                    "published_from": one.published_from,
                    "rows": one.rows,
                    "made_up": made_up,
                    "file": one.file_name,
                    "sha256": one.sha256,
                }
                for one in self.releases()
            ],
            schema=RELEASES_SCHEMA,
        )


def _stretch(label: str | None) -> Period | None:
    try:
        return Period.parse(label) if label else None
    except ValueError as error:
        raise MainstayError(
            f"'{label}' is not a period.", advice="Write it as 2018-19, 2019, 2016-Q1 or 2026-07."
        ) from error


RELEASES_SCHEMA = {
    "publication": pl.String,
    "period": pl.String,
    "part": pl.String,
    "published": pl.Date,
    "published_from": pl.String,
    "rows": pl.Int64,
    "made_up": pl.Boolean,
    "file": pl.String,
    "sha256": pl.String,
}
