"""The tables of a pack. No cell is empty: each says why it has nothing to show."""

from collections.abc import Mapping, Sequence

from mainstay.reports import pack_words as say
from mainstay.reports.document import (
    Bullets,
    Column,
    ColumnKind,
    LevelMark,
    Strong,
    Table,
    Words,
    plain,
)
from mainstay.reports.pack_sources import Sources
from mainstay.terms.findings import (
    Comparison,
    CriterionResult,
    Figure,
    PracticeFindings,
    SimilarPractice,
)
from mainstay.terms.levels import Level

NUMBER = ColumnKind.NUMBER
NEAREST = 5


def matrix_table(findings: PracticeFindings, cited: Sources) -> Table:
    """One row a criterion: level, what was read, England beside it, when and from where."""
    return Table(
        caption=f"{findings.rule_set.name}, version {findings.rule_set.version}",
        columns=(
            Column("Criterion", weight=26),
            Column("Level", weight=16),
            Column("Figure", NUMBER, 19),
            Column("England", NUMBER, 14),
            Column("Date and source", weight=23),
        ),
        rows=tuple(_criterion_row(one, cited) for one in findings.row.results),
    )


def _criterion_row(result: CriterionResult, cited: Sources) -> tuple[Words, ...]:
    name = f"{result.criterion.number}. {result.criterion.short_name}"
    mark = (LevelMark(result.level),)
    if result.judgement is not None:
        judged = result.judgement
        who = "the office" if result.criterion.confidential else judged.by
        return (name, mark, "Judged", "Not applicable", f"{say.day(judged.on)}, {who}")
    figure = result.figure
    if figure is None:
        return (name, mark, "No data", "No data", "None")
    return (
        name,
        mark,
        say.shown(figure),
        _beside(figure, figure.england),
        _whence(figure, cited),
    )


def _criterion(result: CriterionResult) -> str:
    return f"{result.criterion.number}. {result.criterion.plain_name}"


def reasons(findings: PracticeFindings) -> Bullets:
    """Why each criterion that was read or judged has its level."""
    read = [one for one in findings.row.results if one.level is not Level.NOT_JUDGED]
    return Bullets(tuple(_reason(one) for one in read))


def _reason(result: CriterionResult) -> Words:
    return Strong(f"{_criterion(result)}."), f" {say.why(result)}"


def measures_table(caption: str, comparisons: Sequence[Comparison], cited: Sources) -> Table:
    """One row a measure that has a figure: the practice, what stands beside it, when, whence."""
    return _gathered(
        caption,
        (
            Column("Measure", weight=27),
            Column("This practice", NUMBER, 19),
            Column("Similar", NUMBER, 7),
            Column("Its area", NUMBER, 8),
            Column("England", NUMBER, 8),
            Column("Beside England", weight=14),
            _WHENCE,
        ),
        [_measure_row(one, cited) for one in comparisons if one.figure.known],
    )


def _measure_row(comparison: Comparison, cited: Sources) -> tuple[Words, ...]:
    figure = comparison.figure
    beside = (figure.similar, figure.area, figure.england)
    return (
        figure.indicator.plain_name,
        with_span(comparison),
        *(_beside(figure, one) for one in beside),
        say.beside(comparison.against_england),
        _whence(figure, cited),
    )


def with_span(comparison: Comparison) -> str:
    """A figure with its 95% interval in brackets, where it has one."""
    figure = comparison.figure
    if not figure.known or figure.lower is None or figure.upper is None:
        return say.shown(figure)
    return f"{say.shown(figure)} ({say.span(figure)})"


def similar_table(similar: Sequence[SimilarPractice], names: Mapping[str, str]) -> Table:
    """One row a similar practice, with its features. `names`: a feature and its name."""
    return Table(
        caption="The most similar practices, the nearest first",
        columns=(
            Column("Practice", weight=25),
            *(Column(name, NUMBER, 8) for name in names.values()),
        ),
        rows=tuple(
            (
                f"{one.practice_name} ({one.practice_code})",
                *(feature(name, one.features[name][1]) for name in names),
            )
            for one in similar[:NEAREST]
        ),
    )


def feature(name: str, value: float | None) -> str:
    """A feature's value as it is held: a share as a percentage, anything else as a number."""
    if value is None:
        return "No data"
    if name.endswith("_share"):
        return f"{value * 100:,.1f}%"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.1f}"


def gap_table(pairs: Sequence[tuple[Comparison | None, Comparison]], cited: Sources) -> Table:
    """One row a condition: patients recorded, and how far that is from what is expected."""
    return _gathered(
        "Patients recorded with each condition, beside what is expected",
        (
            Column("Condition", weight=20),
            Column("Recorded", NUMBER, 8),
            Column("Expected", NUMBER, 8),
            Column("Recorded less expected", NUMBER, 16),
            _WHENCE,
        ),
        [_gap_row(recorded, gap, cited) for recorded, gap in pairs],
    )


def _gap_row(recorded: Comparison | None, gap: Comparison, cited: Sources) -> tuple[Words, ...]:
    figure = gap.figure
    seen = recorded.figure if recorded else None
    expected = None
    if seen is not None and seen.value is not None and figure.value is not None:
        expected = seen.value - figure.value
    return (
        say.condition(figure.indicator),
        say.shown(seen) if seen else "No data",
        say.amount(figure.indicator, expected),
        with_span(gap),
        _whence(figure, cited),
    )


def _beside(figure: Figure, value: float | None) -> str:
    return "Not applicable" if figure.category else say.amount(figure.indicator, value)


def _whence(figure: Figure, cited: Sources) -> str:
    return f"{say.short_period(figure.period)}, {cited.cite(figure)}"


def _gathered(caption: str, columns: Sequence[Column], rows: Sequence[tuple[Words, ...]]) -> Table:
    """A table whose last column, date and source, goes into its caption if it is all one."""
    ends = {row[-1] for row in rows}
    if len(ends) == 1 and len(rows) > 1:
        caption = f"{caption} ({plain(ends.pop())})"
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    return Table(caption, tuple(columns), tuple(rows))


_WHENCE = Column("Date and source", weight=17)
