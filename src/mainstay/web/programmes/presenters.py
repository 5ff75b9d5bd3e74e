"""A programme's practices in order, and what is judged of one of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from mainstay.library import Known
from mainstay.library.questions import MatrixTable
from mainstay.programme.cohort import queries
from mainstay.terms.findings import CriterionResult, MatrixRow
from mainstay.terms.levels import Level
from mainstay.terms.matrix import Criterion, Judgement, Kind, RuleSet
from mainstay.web.areas.filters import level_slug

IMPACT = 0


@dataclass(frozen=True)
class Candidate:
    code: str
    name: str
    list_size: int | None
    order: int
    order_low: int
    order_high: int
    high: int
    to_judge: int
    impact: str
    choice: str
    wave: str
    group: str
    said: list[str]
    remarks: int


@dataclass(frozen=True)
class ToJudge:
    """A criterion as the judging page shows it; `held` is the judgement that counts."""

    number: int
    name: str
    guidance: str
    result: CriterionResult | None
    held: object | None

    @property
    def level(self) -> str:
        """The level that counts: a moderator's own takes the place of the first."""
        if self.held is None or self.held.withdrawn:
            return Level.NOT_JUDGED.value
        second = getattr(self.held, "moderation", None)
        return (second.level if second else "") or self.held.level


def matrix(known: Known, programme, judged: tuple[Judgement, ...]) -> MatrixTable:
    """The figures of the programme's day, and every judgement until the last."""
    until = max((one.on for one in judged), default=None)
    return known.matrix(programme.area_code, programme.rules, judged, until)


def in_order(known: Known, programme) -> pl.DataFrame:
    """The area's matrix on the programme's judgements, with list sizes and what is not judged."""
    judged = queries.as_evidence(programme)
    frame = matrix(known, programme, judged).frame()
    levels = [name for name in frame.columns if name.endswith("_level")]
    waiting = level_slug(Level.NOT_JUDGED)
    impact = {
        one.practice_code: one.level.value
        for one in judged
        if one.criterion == IMPACT and one.level.known
    }
    sizes = known.practices().select("practice_code", "list_size")
    return (
        frame.with_columns(
            to_judge=pl.sum_horizontal(pl.col(name) == waiting for name in levels),
            impact=pl.col("practice_code").replace_strict(
                impact, default="", return_dtype=pl.String
            ),
        )
        .join(sizes, on="practice_code", how="left")
        .sort("order", "practice_code")
    )


def settled_on(table: pl.DataFrame) -> list[dict[str, object]]:
    """What a frozen list keeps of the candidates: places, counts and levels."""
    return table.drop("impact").to_dicts()


def lines(table: pl.DataFrame) -> Iterator[Candidate]:
    """One line a practice, of a table that `candidates.told` has filled in."""
    for row in table.iter_rows(named=True):
        yield Candidate(
            row["practice_code"],
            row["practice_name"],
            row["list_size"],
            row["order"],
            row["order_low"],
            row["order_high"],
            row["high"],
            row["to_judge"],
            row["impact"],
            row["choice"],
            row["wave"],
            row["group"],
            row["said"].split("; ") if row["said"] else [],
            row["remarks"],
        )


def row_of(known: Known, programme, code: str) -> MatrixRow:
    """The practice in the matrix of the programme's area."""
    judged = queries.as_evidence(programme)
    return matrix(known, programme, judged).rows([code])[0]


def held(programme, code: str) -> dict[int, object]:
    """The judgements of a practice that count, by criterion."""
    return {one.criterion: one for one in queries.newest(programme, code)}


def judging(row: MatrixRow, rules: RuleSet, held: Mapping[int, object]) -> list[ToJudge]:
    """What people judge of a practice: the criteria of judgement, then the impact of support."""
    results = {one.criterion.number: one for one in row.results}
    asked = [one for one in rules.criteria if one.kind is Kind.JUDGEMENT]
    return [
        *(_to_judge(one, results[one.number], held.get(one.number)) for one in asked),
        ToJudge(
            IMPACT,
            "Impact of support: would help change anything here?",
            "High: what the practice lacks can be given by the programme. "
            "Low: what holds it back lies elsewhere.",
            None,
            held.get(IMPACT),
        ),
    ]


def measured(row: MatrixRow, held: Mapping[int, object]) -> list[ToJudge]:
    """The criteria read from published figures, each with the judgement that stands over it."""
    return [
        _to_judge(one.criterion, one, held.get(one.criterion.number))
        for one in row.results
        if one.measured is not None
    ]


def numbers(rules: RuleSet, kind: Kind) -> set[int]:
    """The criteria that people judge, impact among them, or those that are measured."""
    impact = {IMPACT} if kind is Kind.JUDGEMENT else set()
    return impact | {one.number for one in rules.criteria if one.kind is kind}


def criterion_name(rules: RuleSet, number: int) -> str:
    if number == IMPACT:
        return "Impact of support"
    return next(one.plain_name for one in rules.criteria if one.number == number)


def _to_judge(one: Criterion, result: CriterionResult, held: object | None) -> ToJudge:
    return ToJudge(one.number, f"{one.number}. {one.plain_name}", one.guidance, result, held)
