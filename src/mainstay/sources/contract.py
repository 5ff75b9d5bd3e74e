"""What every source agrees on: the head of a file in, a match out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period

DEFAULT_SHEET = ""


@dataclass(frozen=True)
class Sample:
    """The head of a file, enough to say whose it is.

    `kind` is csv, workbook, geojson, shapefile or parquet. `sheets` maps a sheet's name to its
    first rows as text, cells cleaned of line breaks; a CSV has one sheet named `""`. `folder`
    is the name of the folder that held it, used only to settle a period that the file leaves open.
    """

    name: str
    kind: str
    sheets: Mapping[str, Sequence[Sequence[str]]]
    folder: str = ""

    def rows(self, sheet: str = DEFAULT_SHEET) -> Sequence[Sequence[str]]:
        return self.sheets.get(sheet, ())

    def heading(self, sheet: str = DEFAULT_SHEET, row: int = 0) -> tuple[str, ...]:
        rows = self.rows(sheet)
        return tuple(rows[row]) if len(rows) > row else ()


@dataclass(frozen=True)
class Match:
    """A file recognised: where its table is and what it measures.

    `header_row` is the row of headings counted from 0, or None where the file has none; then
    `columns` names them. `period` or `published` is None where the file does not say. `facts`
    carries what `tidy` needs to know besides (a year's maximum points, a wide or long layout).
    `part` tells apart files that together make one period: a region, a kind of area, an indicator.
    """

    period: Period | None
    published: date | None = None
    sheet: str = DEFAULT_SHEET
    header_row: int | None = 0
    columns: tuple[str, ...] = ()
    layout: str = ""
    part: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Remark:
    """Something a person should know about a file that was taken in, as a sentence."""

    sentence: str


def columns_for(
    found: Iterable[str],
    headings: Mapping[str, Sequence[str]],
    *,
    optional: Iterable[str] = (),
    ignored: Iterable[str] = (),
) -> dict[str, str]:
    """Map our column names to the file's headings; name what is missing or unknown.

    Headings are matched without regard to case. `ignored` are headings that are known and not
    read. Raises SourceError for the first heading that is missing or that nobody has met before.
    """
    names = list(found)
    by_fold = {name.casefold(): name for name in names}
    if len(by_fold) != len(names):
        raise SourceError("Two columns have the same heading.", place=_repeated(names))
    matched = {
        ours: by_fold[spelling.casefold()]
        for ours, spellings in headings.items()
        for spelling in spellings
        if spelling.casefold() in by_fold
    }
    _require(matched, headings, set(optional))
    known = {heading.casefold() for heading in matched.values()}
    known |= {heading.casefold() for heading in ignored}
    for name in names:
        if name.casefold() not in known:
            raise SourceError(
                "A heading is not one that Mainstay knows.",
                place=f"heading '{name}'",
                advice="If the publisher changed the layout, add the heading to the source's "
                "table of headings; otherwise download the file again.",
            )
    return matched


def _require(
    matched: Mapping[str, str], headings: Mapping[str, Sequence[str]], optional: set[str]
) -> None:
    for ours, spellings in headings.items():
        if ours not in matched and ours not in optional:
            raise SourceError(
                "A heading that Mainstay needs is not there.",
                place=f"heading '{spellings[0]}'",
                advice="Download the file again from its publisher; if the heading has been "
                "renamed, add the new spelling to the source's table of headings.",
            )


def _repeated(names: Sequence[str]) -> str:
    folded = [name.casefold() for name in names]
    return next(f"heading '{name}'" for name in names if folded.count(name.casefold()) > 1)
