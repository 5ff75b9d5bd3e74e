"""What a publisher puts out, and one file of it."""

from dataclasses import dataclass, field
from datetime import date, datetime

from mainstay.terms.periods import Period

OGL = "Open Government Licence v3.0"


@dataclass(frozen=True)
class Publication:
    """A series of files from one publisher. `derived_by` names a third party that merged it."""

    id: str
    name: str
    publisher: str
    licence: str = OGL
    derived_by: str | None = None


@dataclass(frozen=True)
class Release:
    """One publisher file, as held: what it measures, when it came out, and what it is made of.

    `part` tells files apart that together make one period of a publication: a region, a kind of
    area, an indicator. It is empty where one file holds the period whole.
    """

    id: str
    publication: str
    period: Period
    part: str
    published: date
    published_from: str  # file, calendar or given
    sha256: str
    rows: int
    file_name: str
    member: str | None
    original_sha256: str
    table_sha256: str
    synthetic: bool
    imported_at: datetime
    remarks: tuple[str, ...] = field(default=())

    @property
    def title(self) -> str:
        return f"{self.publication}, {self.period.label}"
