"""Which candidates a person asked for, and what is told of each beside the matrix."""

from dataclasses import dataclass

import polars as pl
from django.http import QueryDict

from mainstay.programme.cohort import queries
from mainstay.programme.cohort.hearing.queries import heard
from mainstay.programme.organisations.queries import area_of
from mainstay.web.layout.paging import Sort

SMALL = 5000  # patients: practices below this number are passed over most easily
CHOSEN, PASSED, UNSETTLED = "Chosen", "Passed over", "Not settled"
CHOICES = {"chosen": CHOSEN, "passed": PASSED, "unsettled": UNSETTLED}
OWN_REQUEST = "The practice itself"
SORTS = {
    "order": "order",
    "name": "practice_name",
    "list": "list_size",
    "high": "high",
    "to_judge": "to_judge",
    "choice": "choice",
}


@dataclass(frozen=True)
class Filters:
    """An empty text or None is no filter."""

    name: str = ""
    choice: str = ""
    said: str = ""  # referral, intelligence or note
    wave: int | None = None
    group: int | None = None
    impact: str = ""
    high: int | None = None  # at high on so many criteria or more
    small: bool = False

    @property
    def any(self) -> bool:
        return self != Filters()


def read_filters(query: QueryDict) -> Filters:
    """What cannot be read is no filter."""
    return Filters(
        name=query.get("name", "").strip()[:80],
        choice=_among(query.get("choice", ""), CHOICES),
        said=_among(query.get("said", ""), ("referral", "intelligence", "note")),
        wave=_number(query.get("wave", "")),
        group=_number(query.get("group", "")),
        impact=_among(query.get("impact", ""), ("high", "medium", "low", "none")),
        high=_number(query.get("high", "")),
        small=query.get("small") == "yes",
    )


def told(table: pl.DataFrame, programme) -> pl.DataFrame:
    """The candidates with what people settled and said of each, by code."""
    made, groups, said = queries.choices(programme), area_of(programme), heard(programme)
    rows = [
        {
            "choice": (CHOSEN if one.chosen else PASSED) if (one := made.get(code)) else UNSETTLED,
            "wave": one.wave.name if one and one.wave else "",
            "wave_id": one.wave_id if one else None,
            "group": groups[code].name if code in groups else "",
            "group_id": groups[code].pk if code in groups else None,
            "referred": code in said.referred,
            "said": "; ".join([OWN_REQUEST] * (code in said.referred) + said.sources.get(code, [])),
            "heard": code in said.sources,
            "remarks": said.remarks.get(code, 0),
        }
        for code in table["practice_code"]
    ]
    return table.hstack(pl.DataFrame(rows, schema=TOLD))


TOLD = {
    "choice": pl.String,
    "wave": pl.String,
    "wave_id": pl.Int64,
    "group": pl.String,
    "group_id": pl.Int64,
    "referred": pl.Boolean,
    "said": pl.String,
    "heard": pl.Boolean,
    "remarks": pl.Int64,
}
INNER = ("wave_id", "group_id", "referred", "heard")  # for filters alone


def filtered(table: pl.DataFrame, filters: Filters) -> pl.DataFrame:
    """The rows that meet every filter."""
    wanted = [pl.lit(True)]
    for word in filters.name.lower().split():
        text = pl.concat_str("practice_code", pl.lit(" "), "practice_name").str.to_lowercase()
        wanted.append(text.str.contains(word, literal=True))
    if filters.choice:
        wanted.append(pl.col("choice") == CHOICES[filters.choice])
    if filters.said:
        wanted.append(_SAID[filters.said])
    if filters.wave is not None:
        wanted.append(pl.col("wave_id") == filters.wave)
    if filters.group is not None:
        wanted.append(pl.col("group_id") == filters.group)
    if filters.impact:
        wanted.append(pl.col("impact") == ("" if filters.impact == "none" else filters.impact))
    if filters.high is not None:
        wanted.append(pl.col("high") >= filters.high)
    if filters.small:
        wanted.append(pl.col("list_size") < SMALL)
    return table.filter(pl.all_horizontal(wanted))


_SAID = {
    "referral": pl.col("referred"),
    "intelligence": pl.col("heard"),
    "note": pl.col("remarks") > 0,
}


def ordered(table: pl.DataFrame, sort: Sort) -> pl.DataFrame:
    """Ties stand in the order for conversations; missing values come last either way."""
    return table.sort(
        SORTS[sort.key], "order", "practice_code",
        descending=[sort.descending, False, False], nulls_last=True,
    )  # fmt: skip


def _among(text: str, known) -> str:
    return text if text in known else ""


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 8 else None
