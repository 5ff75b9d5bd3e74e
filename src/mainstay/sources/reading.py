"""From the text in a cell to a value, a dated value, or the reason why it is missing.

Each reader names a heading and gives a `Reading`: the value, why it is missing, and where the
text was not understood. `tidy_table` makes a table of them and stops at the first cell that
no reader understood: a text is never quietly turned into a blank.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from mainstay.sources.contract import DOWNLOAD_AGAIN, Check
from mainstay.terms.codes import PRACTICE_PATTERN
from mainstay.terms.errors import SourceError
from mainstay.terms.missing import Missing

NEVER = pl.lit(False)
GROUPED_NUMBER = r"^[-(]?£?-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?\)?$"
POUNDS = r"^[-(]?£-?[0-9]+(\.[0-9]*)?\)?$"
SPREADSHEET_FAULT = r"^(=|#REF!|#N/A|#VALUE!|#NAME\?|#DIV/0!|#NULL!|#NUM!)"
EXCEL_EPOCH = date(1899, 12, 30)
DATE_STYLES: Mapping[str, str] = {
    "dd/mm/yyyy": "%d/%m/%Y",
    "yyyymmdd": "%Y%m%d",
    "ddMONyyyy": "%d%b%Y",
    "yyyy-mm-dd": "%Y-%m-%d",
}
EXCEL_SERIAL = "excel"
YES_NO: Mapping[str, bool] = {"yes": True, "no": False, "y": True, "n": False}


@dataclass(frozen=True)
class Reading:
    """How a column is read. `fault` is true where the cell's text was not understood."""

    heading: str
    value: pl.Expr
    fault: pl.Expr = NEVER
    missing: pl.Expr | None = None


def cell(heading: str) -> pl.Expr:
    """The text of a cell without spaces at its ends; null when nothing is left."""
    stripped = pl.col(heading).str.strip_chars()
    return pl.when(stripped != "").then(stripped)


def text(heading: str, *, required: bool = False) -> Reading:
    """Words, with runs of spaces made one."""
    value = cell(heading).str.replace_all(r"\s+", " ")
    broken = value.str.contains(SPREADSHEET_FAULT)
    return Reading(heading, value, broken.fill_null(required))


def code(heading: str, pattern: str, *, optional: bool = False) -> Reading:
    """A code in capitals that must look like `pattern`."""
    value = cell(heading).str.to_uppercase()
    wrong = ~value.str.contains(pattern)
    return Reading(heading, value, wrong.fill_null(not optional))


def practice_code(heading: str) -> Reading:
    """A practice's code: a letter and five digits."""
    return code(heading, PRACTICE_PATTERN)


def choice(
    heading: str,
    meanings: Mapping[str, object],
    *,
    optional: bool = False,
    unsaid: Sequence[str] = (),
) -> Reading:
    """One of a known few words, without regard to case, and what we call it.

    `unsaid` are words such as UNKNOWN that stand for no answer: they read as null.
    """
    said = cell(heading).str.to_lowercase()
    value = _meaning(said, meanings)
    open_question = said.is_in([word.casefold() for word in unsaid]).fill_null(optional)
    return Reading(heading, value, value.is_null() & ~open_question)


def yes_no(heading: str, *, optional: bool = False) -> Reading:
    return choice(heading, YES_NO, optional=optional)


def number(heading: str, *, optional: bool = False, grouped: bool = True) -> Reading:
    """A number. `grouped` also takes thousands commas, a pound sign, (1,234) for minus."""
    said = cell(heading)
    value = _number_from(said, grouped=grouped)
    fault = said.is_not_null() & value.is_null() if optional else value.is_null()
    return Reading(heading, value, fault)


def whole_number(heading: str, *, optional: bool = False, grouped: bool = True) -> Reading:
    """A number without a fraction, as Int64."""
    read = number(heading, optional=optional, grouped=grouped)
    whole = read.value.cast(pl.Int64, strict=False)
    broken = (read.value.is_not_null() & whole.is_null()) | (read.value != read.value.round())
    return replace(read, value=whole, fault=read.fault | broken.fill_null(False))


def number_or_missing(
    heading: str, marks: Mapping[str, Missing], *, grouped: bool = True
) -> Reading:
    """A number, or the reason that its mark stands for; `""` is the mark of a blank cell.

    A mark that is itself a number (-97) is known by its value, so -97.0 is the same mark.
    """
    said = cell(heading)
    missing = _reason(said, marks)
    value = pl.when(missing.is_null()).then(_number_from(said, grouped=grouped))
    return Reading(heading, value, value.is_null() & missing.is_null(), missing)


def share(heading: str, marks: Mapping[str, Missing] | None = None, *, per: float = 1) -> Reading:
    """A share from 0 to 1. `per` is 100 where the file gives percentages (with % or without)."""
    said = cell(heading)
    missing = _reason(said, marks or {})
    # Polars divides one row and many rows by a constant in two ways, which differ in the last
    # digit; multiplied and rounded, the same cell gives the same share in any batch.
    found = _number_from(said.str.strip_chars_end(" %"), grouped=False)
    found = found if per == 1 else (found * (1 / per)).round(12)
    value = pl.when(missing.is_null()).then(found)
    outside = ~value.is_between(0, 1)
    return Reading(heading, value, outside.fill_null(missing.is_null()), missing if marks else None)


def day(heading: str, *styles: str, optional: bool = False) -> Reading:
    """A date in one of `styles`: excel, dd/mm/yyyy, yyyymmdd, ddMONyyyy, yyyy-mm-dd."""
    said = cell(heading).str.strip_suffix(" 00:00:00").str.strip_suffix("T00:00:00")
    value = pl.coalesce([_day_from(said, style) for style in styles])
    fault = said.is_not_null() & value.is_null() if optional else value.is_null()
    return Reading(heading, value, fault)


def unchanging(heading: str, said: str) -> Reading:
    """A cell that must be the same in every row: the day or period that a file is of."""
    value = cell(heading)
    return Reading(heading, value, (value != said).fill_null(True))


def absent(dtype: pl.DataType | type[pl.DataType], missing: Missing | None = None) -> Reading:
    """A column that this layout does not have."""
    reason = None if missing is None else pl.lit(missing.value)
    return Reading("", pl.lit(None, dtype), missing=reason)


def constant(value: object) -> Reading:
    """A column that is the same in every row, such as a year's maximum points."""
    return Reading("", pl.lit(value))


def tidy_table(raw: pl.LazyFrame, columns: Mapping[str, Reading]) -> pl.LazyFrame:
    """Our columns, each with `_missing` beside it where its reader gives reasons.

    Lazy. Collecting it raises SourceError at the first batch with a cell not understood.
    """
    values = [reading.value.alias(name) for name, reading in columns.items()]
    reasons = [
        reading.missing.alias(f"{name}_missing")
        for name, reading in columns.items()
        if reading.missing is not None
    ]
    needed = {name for column in (*values, *reasons) for name in column.meta.root_names()}
    narrow = raw.select(name for name in raw.collect_schema().names() if name in needed)
    return guarded(narrow, columns.values()).select(*values, *reasons)


def guarded(raw: pl.LazyFrame, readings: Iterable[Reading]) -> pl.LazyFrame:
    """The same frame, which raises SourceError when a batch has a cell not understood."""
    watched = [reading for reading in readings if reading.heading and reading.fault is not NEVER]
    counts = [reading.fault.sum().alias(str(place)) for place, reading in enumerate(watched)]

    def look(batch: pl.DataFrame) -> pl.DataFrame:
        if watched and batch.height:
            _stop_at_fault(batch, batch.select(counts).row(0), watched)
        return batch

    return raw.map_batches(
        look,
        schema=raw.collect_schema(),
        streamable=True,
        projection_pushdown=False,
        predicate_pushdown=False,
        slice_pushdown=False,
    )


def _stop_at_fault(
    batch: pl.DataFrame, counts: Sequence[int | None], watched: Sequence[Reading]
) -> None:
    for count, reading in zip(counts, watched, strict=True):
        if count:
            said = batch.filter(reading.fault)[reading.heading][0]
            shown = "an empty cell" if said is None or not said.strip() else f"'{said[:60]}'"
            raise SourceError(
                "A cell does not hold what its heading promises.",
                place=f"heading '{reading.heading}', for example {shown}",
                advice=DOWNLOAD_AGAIN,
            )


def _number_from(said: pl.Expr, *, grouped: bool) -> pl.Expr:
    plain = said.cast(pl.Float64, strict=False)
    if grouped:
        plain = pl.coalesce(plain, _grouped_number(said))
    return pl.when(plain.is_finite()).then(plain)


def _grouped_number(said: pl.Expr) -> pl.Expr:
    close = said.str.replace_all(" ", "", literal=True)
    looks = close.str.contains(GROUPED_NUMBER) | close.str.contains(POUNDS)
    bare = close.str.replace_all(r"[£,()]", "").cast(pl.Float64, strict=False)
    signed = pl.when(close.str.starts_with("(")).then(-bare).otherwise(bare)
    return pl.when(looks).then(signed)


def _meaning(folded: pl.Expr, meanings: Mapping[str, object]) -> pl.Expr:
    """A chain of comparisons: Polars' own lookup of words is not streamed, and holds the file."""
    found = pl.lit(None)
    for word, ours in meanings.items():
        found = pl.when(folded == word.casefold()).then(pl.lit(ours)).otherwise(found)
    return found if meanings else pl.lit(None, pl.String)


def _reason(said: pl.Expr, marks: Mapping[str, Missing]) -> pl.Expr:
    words = {mark: why.value for mark, why in marks.items() if mark}
    reason = _meaning(said.str.to_lowercase(), words)
    for mark, why in marks.items():
        if _is_number(mark):
            same = said.cast(pl.Float64, strict=False) == float(mark)
            reason = pl.when(same.fill_null(False)).then(pl.lit(why.value)).otherwise(reason)
    if "" in marks:
        reason = pl.when(said.is_null()).then(pl.lit(marks[""].value)).otherwise(reason)
    return reason


def _is_number(mark: str) -> bool:
    return mark.lstrip("-").replace(".", "", 1).isdigit()


def _day_from(said: pl.Expr, style: str) -> pl.Expr:
    if style == EXCEL_SERIAL:
        serial = said.cast(pl.Float64, strict=False)
        sound = serial.is_between(1, 80_000) & (serial == serial.floor())
        days = pl.when(sound).then(serial).cast(pl.Int64)
        return pl.lit(EXCEL_EPOCH) + pl.duration(days=days)
    return said.str.to_date(DATE_STYLES[style], strict=False)


def one_row_each(*keys: str) -> Check:
    """No two rows with the same keys."""
    key = pl.struct(keys)
    twice = key.is_duplicated()
    return Check(
        f"More than one row has the same {' and '.join(key.replace('_', ' ') for key in keys)}.",
        twice.sum(),
        pl.col(keys[0]).filter(twice).first(),
    )


def every_row(sentence: str, holds: pl.Expr, shown: str, *, hard: bool = True) -> Check:
    """`holds` is true, or null where there is nothing to say, in every row."""
    broken = ~holds.fill_null(True)
    return Check(sentence, broken.sum(), pl.col(shown).filter(broken).first(), hard)


def enough_rows(least: int) -> Check:
    """A remark when a national file has far fewer rows than any year's: a part, or a sample."""
    return Check(
        f"The file has fewer than {least:,} rows, so it may be only a part of England.",
        (pl.len() < least).cast(pl.Int64),
        pl.len(),
        hard=False,
    )
