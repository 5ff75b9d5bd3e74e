"""The sixteen criteria at a glance: a row for each group, a shape for each criterion.

Shapes in cells are not a plot of numbers, so this picture is written as SVG directly, from the
same shapes that the tables use.
"""

from collections.abc import Sequence
from html import escape
from itertools import groupby

from mainstay.reports.chart_parts import FONT, TEXT_SIZE, WIDTH
from mainstay.reports.document import Column, Figure, LevelMark, Table, level_word
from mainstay.reports.level_marks import shape
from mainstay.terms.findings import CriterionResult, MatrixRow
from mainstay.terms.levels import Level
from mainstay.terms.matrix import RuleSet
from mainstay.terms.wording import counted, listed

ROW, LEFT, CELL = 26, 176, 46
KEY_AT = (0, 58, 136, 190, 268)


def level_strip(row: MatrixRow, rules: RuleSet) -> Figure:
    """One practice's criteria as shapes, group by group."""
    high = row.counts.get(Level.HIGH, 0)
    amount = counted(high, "criterion", "criteria") if high else "No criterion"
    return Figure(
        drawing=_svg(row.results),
        title=f"{amount} with high scope for support",
        caption=f"{rules.name}, version {rules.version}. {row.practice_name}. "
        "Each number is a criterion of the table that follows.",
        alternative=" ".join(_told(level, row.results) for level in Level),
        table=Table(
            caption=f"{row.practice_name}: the level of each criterion",
            columns=(Column("Criterion", weight=4), Column("Level")),
            rows=tuple((_name(one), (LevelMark(one.level),)) for one in row.results),
        ),
        tabled=True,
    )


def _svg(results: Sequence[CriterionResult]) -> str:
    groups = [list(one) for _, one in groupby(results, key=lambda one: one.criterion.group)]
    height = ROW * len(groups) + 34
    inside = "".join(_group(place, group) for place, group in enumerate(groups))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {WIDTH} {height}">'
        f'<g font-family="{FONT}" font-size="{TEXT_SIZE}px" fill="#212b32">'
        f"{inside}{_key(height - 12)}</g></svg>"
    )


def _group(place: int, results: Sequence[CriterionResult]) -> str:
    up = ROW * place + 17
    name = escape(results[0].criterion.group)
    cells = "".join(_cell(LEFT + CELL * at, up, one) for at, one in enumerate(results))
    rule = f'<path d="M0 {up + 8}H{WIDTH}" stroke="#d8dde0"/>'
    return f'<text x="0" y="{up}">{name}</text>{cells}{rule}'


def _cell(x: int, y: int, result: CriterionResult) -> str:
    number = result.criterion.number
    return f'<text x="{x + 14}" y="{y}" text-anchor="end">{number}</text>' + _shape(
        x + 19, y - 13, result.level
    )


def _key(y: int) -> str:
    return "".join(
        f'{_shape(x, y - 13, level)}<text x="{x + 21}" y="{y}">{level_word(level)}</text>'
        for x, level in zip(KEY_AT, Level, strict=True)
    )


def _shape(x: int, y: int, level: Level) -> str:
    return f'<g transform="translate({x},{y})">{shape(level)}</g>'


def _name(result: CriterionResult) -> str:
    return f"{result.criterion.number}. {result.criterion.plain_name}"


def _told(level: Level, results: Sequence[CriterionResult]) -> str:
    names = [_name(one) for one in results if one.level is level]
    return f"{level_word(level)}: {listed(names) if names else 'none'}."
