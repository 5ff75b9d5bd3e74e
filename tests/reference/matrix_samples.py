"""Made-up practices, figures and rule sets for the tests of the matrix."""

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl
from hypothesis import strategies as st

from mainstay.terms import indicators as t
from mainstay.terms.levels import Level
from mainstay.terms.matrix import Criterion, CutOff, Judgement, Kind, Measure, RuleSet, Status
from tests.reference.matrix_account import Given

AS_OF = date(2019, 12, 31)
PERIOD_END = date(2019, 3, 31)
BOOK = {
    "practice_code": pl.String,
    "indicator_id": pl.String,
    "period": pl.String,
    "period_end": pl.Date,
    "value": pl.Float64,
    "category": pl.String,
    "lower": pl.Float64,
    "upper": pl.Float64,
    "numerator": pl.Float64,
    "denominator": pl.Float64,
    "england": pl.Float64,
    "area": pl.Float64,
    "similar": pl.Float64,
    "missing_reason": pl.String,
    "release": pl.String,
}


def cut_off(
    level: str,
    at: float | None = None,
    *,
    category: str | None = None,
    scale: str = "value",
    plausible: tuple[float, float] | None = None,
) -> CutOff:
    status = Status.ASSUMED if plausible else Status.ATTESTED
    return CutOff(Level(level), at, category, scale, status, "a reference", plausible)


def measure(indicator: str, concern: str, *cut_offs: CutOff, choice: str = "") -> Measure:
    return Measure(indicator, concern, choice or indicator, cut_offs)


def criterion(number: int, *measures: Measure, evidence: Sequence[str] = ()) -> Criterion:
    kind = Kind.MEASURE if measures else Kind.JUDGEMENT
    return Criterion(
        number, "A group", f"Criterion {number}", f"Plain name {number}", f"Short {number}", kind,
        measures, tuple(evidence), "Some guidance.", Status.ATTESTED, "a reference",
    )  # fmt: skip


def rule_set(*criteria: Criterion, ordering: Sequence[str] = ("high", "medium")) -> RuleSet:
    return RuleSet(
        "sample", "1.0", "Sample", "For tests.", "Nobody", AS_OF, AS_OF, (), criteria,
        tuple(ordering), "More at high come first.",
    )  # fmt: skip


EVERY_KIND = rule_set(
    criterion(
        1,
        measure(
            "rating",
            "category",
            cut_off("high", category="Inadequate"),
            cut_off("medium", category="Requires improvement", plausible=(2, 3)),
        ),
    ),
    criterion(
        2,
        measure("per_gp", "high", cut_off("high", 8, plausible=(6, 9)), cut_off("medium", 5)),
        measure(
            "per_nurse", "high", cut_off("high", 7), cut_off("medium", 4, plausible=(2, 6))
        ),
    ),
    criterion(
        3,
        measure(
            "new_survey",
            "low",
            cut_off("high", 20, scale="england_percentile", plausible=(10, 40)),
            cut_off("medium", 50, scale="england_percentile", plausible=(30, 60)),
            choice="survey",
        ),
        measure("old_survey", "low", cut_off("high", 3), cut_off("medium", 6), choice="survey"),
    ),
    criterion(4),
    criterion(
        5, measure("items", "high", cut_off("high", 75, scale="area_percentile"))
    ),
    criterion(6),
)  # fmt: skip
NUMBERS = ("per_gp", "per_nurse", "new_survey", "old_survey", "items")
RATINGS = ("Inadequate", "Requires improvement", "Good", "Outstanding")
REASONS = ("suppressed", "not published", "not applicable", "too old")


def practices(areas: Mapping[str, str | None]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "practice_code": list(areas),
            "practice_name": [f"Practice {code}" for code in areas],
            "sub_icb_code": list(areas.values()),
        },
        schema={"practice_code": pl.String, "practice_name": pl.String, "sub_icb_code": pl.String},
    )


def book(given: Mapping[tuple[str, str], Given]) -> pl.DataFrame:
    """Figures in the book's columns, one period for all."""
    rows = [
        {
            "practice_code": code,
            "indicator_id": indicator,
            "period": "2018-19",
            "period_end": PERIOD_END,
            "value": one.value,
            "category": one.category,
            "missing_reason": one.missing,
            "release": "r1",
        }
        for (code, indicator), one in given.items()
    ]
    return pl.DataFrame(rows, schema=BOOK)


@st.composite
def situations(
    draw: st.DrawFn, most: int = 8
) -> tuple[dict[str, str | None], dict[tuple[str, str], Given], tuple[Judgement, ...]]:
    """Some practices with areas, most of their figures, and a few judgements."""
    codes = [f"Z{place:05d}" for place in range(draw(st.integers(1, most)))]
    areas = {code: draw(st.sampled_from(["Z0A", "Z0A", "Z0B", None])) for code in codes}
    given = {}
    for code in codes:
        for indicator in (*NUMBERS, "rating"):
            one = draw(_figures(indicator))
            if one is not None:
                given[code, indicator] = one
    return areas, given, tuple(draw(st.lists(_judgements(codes), max_size=4)))


def _figures(indicator: str) -> st.SearchStrategy[Given | None]:
    known = (
        st.builds(Given, category=st.sampled_from(RATINGS))
        if indicator == "rating"
        else st.builds(Given, value=st.integers(0, 10).map(float))
    )
    return st.one_of(known, known, st.builds(Given, missing=st.sampled_from(REASONS)), st.none())


def _judgements(codes: Sequence[str]) -> st.SearchStrategy[Judgement]:
    levels = [Level.HIGH, Level.MEDIUM, Level.LOW, Level.NOT_JUDGED]
    return st.builds(
        Judgement,
        practice_code=st.sampled_from(codes),
        criterion=st.integers(0, 6),
        level=st.sampled_from(levels),
        reason=st.just("Seen on a visit"),
        by=st.just("A. Person"),
        on=st.dates(date(2019, 11, 1), date(2020, 1, 31)),
    )


def indicator(
    one: str, unit: t.Unit = t.Unit.SCORE, decimals: int = 1, funnel: t.Funnel = t.Funnel.NONE
) -> t.Indicator:
    """A made-up indicator whose plain name is its id with a capital."""
    return t.Indicator(
        id=one, version="1.0", name=one, plain_name=one.replace("_", " ").capitalize(),
        why_it_matters="", numerator="", denominator="", source="", publications=(),
        expression="", settings={}, direction=t.Direction.NEITHER, unit=unit,
        interval=t.Interval.NONE, comparison=t.Comparison.NONE, funnel=funnel, decimals=decimals,
        max_age_months=12, series=one, topic="", derived=False, caveats=(), author="",
        reviewed=AS_OF, next_review=AS_OF, changes=(),
    )  # fmt: skip


INDICATORS = {
    **{one: indicator(one) for one in (*NUMBERS, "outlying_indicators_count")},
    "rating": indicator("rating", t.Unit.CATEGORY),
}
