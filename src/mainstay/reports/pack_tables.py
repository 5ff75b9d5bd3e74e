"""The tables of a pack. No cell is empty: each says why it has nothing to show."""

from mainstay.reports import pack_words as say
from mainstay.reports.document import Column, ColumnKind, LevelMark, Table, Words
from mainstay.terms.findings import CriterionResult, PracticeFindings

NUMBER = ColumnKind.NUMBER


def level_line(result: CriterionResult) -> Words:
    """A criterion in a list: its level, its name and why."""
    return (LevelMark(result.level), f": {say.criterion_line(result)}")


def matrix_table(findings: PracticeFindings) -> Table:
    """One row a criterion: level, what was read, when, and England beside it."""
    return Table(
        caption=f"{findings.rule_set.name}, version {findings.rule_set.version}",
        columns=(
            Column("Criterion", weight=5),
            Column("Level", weight=3),
            Column("Figure", NUMBER, 2),
            Column("England", NUMBER, 2),
            Column("Period", weight=3),
        ),
        rows=tuple(_criterion_row(one) for one in findings.row.results),
    )


def _criterion_row(result: CriterionResult) -> tuple[Words, ...]:
    name = f"{result.criterion.number}. {result.criterion.plain_name}"
    mark = (LevelMark(result.level),)
    if result.judgement is not None:
        return (name, mark, "Judged by a person", "Not applicable", say.day(result.judgement.on))
    figure = result.figure
    if figure is None:
        return (name, mark, "No data", "Not applicable", "Not known")
    england = say.amount(figure.indicator, figure.england)
    if figure.category is not None:
        england = "Not applicable"
    return (name, mark, say.shown(figure), england, say.period(figure.period) or "Not known")
