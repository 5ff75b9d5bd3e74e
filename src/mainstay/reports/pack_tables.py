"""The tables of a pack. No cell is empty: each says why it has nothing to show."""

from collections.abc import Mapping, Sequence

from mainstay.reports import pack_words as say
from mainstay.reports.document import Column, ColumnKind, LevelMark, Table, Words, plain
from mainstay.reports.pack_sources import Sources
from mainstay.terms.findings import (
    Comparison,
    CriterionResult,
    Figure,
    PracticeFindings,
    SimilarPractice,
)

NUMBER = ColumnKind.NUMBER
PEERS_SHOWN = 15


def matrix_table(findings: PracticeFindings, cited: Sources) -> Table:
    """One row a criterion: level, what was read, England beside it, when and from where."""
    return Table(
        caption=f"{findings.rule_set.name}, version {findings.rule_set.version}",
        columns=(
            Column("Criterion", weight=12),
            Column("Level", weight=5),
            Column("Figure", NUMBER, 4),
            Column("England", NUMBER, 4),
            Column("Date", weight=6),
            Column("Source", weight=3),
        ),
        rows=tuple(_criterion_row(one, cited) for one in findings.row.results),
    )


def _criterion_row(result: CriterionResult, cited: Sources) -> tuple[Words, ...]:
    name = f"{result.criterion.number}. {result.criterion.plain_name}"
    mark = (LevelMark(result.level),)
    if result.judgement is not None:
        judged = result.judgement
        return (name, mark, "Judged", "Not applicable", say.day(judged.on), judged.by)
    figure = result.figure
    if figure is None:
        return (name, mark, "No data", "No data", "Not known", "None")
    return (
        name,
        mark,
        say.shown(figure),
        _beside(figure, figure.england),
        say.short_period(figure.period),
        cited.cite(figure),
    )


def reasons_table(findings: PracticeFindings) -> Table:
    """One row a criterion: why it is at its level, and how firm its cut-off is."""
    return Table(
        caption="Why each criterion has its level",
        columns=(
            Column("Criterion", weight=4),
            Column("Why", weight=8),
            Column("Cut-off", weight=2),
        ),
        rows=tuple(
            (
                f"{one.criterion.number}. {one.criterion.plain_name}",
                one.reason or "No reason is held.",
                _firmness(one),
            )
            for one in findings.row.results
        ),
    )


def _firmness(result: CriterionResult) -> str:
    found = {str(cut_off.status) for one in result.criterion.measures for cut_off in one.cut_offs}
    return " and ".join(sorted(found)).capitalize() or "Judged by people"


def measures_table(caption: str, comparisons: Sequence[Comparison], cited: Sources) -> Table:
    """One row a measure: the practice, what stands beside it, when and from where."""
    return _gathered(
        caption,
        (
            Column("Measure", weight=12),
            Column("This practice", NUMBER, 8),
            Column("Similar practices", NUMBER, 5),
            Column("Its area", NUMBER, 4),
            Column("England", NUMBER, 4),
            Column("Beside England", weight=5),
            *_WHENCE,
        ),
        [_measure_row(one, cited) for one in comparisons],
    )


def _measure_row(comparison: Comparison, cited: Sources) -> tuple[Words, ...]:
    figure = comparison.figure
    beside = (figure.similar, figure.area, figure.england)
    return (
        figure.indicator.plain_name,
        with_span(comparison),
        *(_beside(figure, one) for one in beside),
        say.beside(comparison.against_england),
        say.short_period(figure.period),
        cited.cite(figure),
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
        caption="Similar practices, the most similar first",
        columns=(
            Column("Practice", weight=4),
            Column("Code", weight=2),
            *(Column(name, NUMBER, 2) for name in names.values()),
        ),
        rows=tuple(
            (
                one.practice_name,
                one.practice_code,
                *(feature(name, one.features[name][1]) for name in names),
            )
            for one in similar[:PEERS_SHOWN]
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
            Column("Condition", weight=9),
            Column("Recorded", NUMBER, 4),
            Column("England", NUMBER, 4),
            Column("Recorded less expected", NUMBER, 10),
            *_WHENCE,
        ),
        [_gap_row(recorded, gap, cited) for recorded, gap in pairs],
    )


def _gap_row(recorded: Comparison | None, gap: Comparison, cited: Sources) -> tuple[Words, ...]:
    figure = gap.figure
    seen = recorded.figure if recorded else None
    return (
        say.condition(figure.indicator),
        say.shown(seen) if seen else "No data",
        say.amount(seen.indicator, seen.england) if seen else "No data",
        with_span(gap),
        say.short_period(figure.period),
        cited.cite(figure),
    )


def _beside(figure: Figure, value: float | None) -> str:
    return "Not applicable" if figure.category else say.amount(figure.indicator, value)


def _gathered(caption: str, columns: Sequence[Column], rows: Sequence[tuple[Words, ...]]) -> Table:
    """A table whose last two columns, date and source, go into its caption if they are all one."""
    ends = {row[-2:] for row in rows}
    if len(ends) == 1 and len(rows) > 1:
        when, source = (plain(one) for one in ends.pop())
        caption = f"{caption} ({when}, source {source})"
        columns, rows = columns[:-2], [row[:-2] for row in rows]
    return Table(caption, tuple(columns), tuple(rows))


_WHENCE = (Column("Date", weight=6), Column("Source", weight=3))
