"""Where published figures and what a team says of itself point different ways: as questions.

Neither is taken to be right. A figure is of the past and of what is counted; a team sees today and
what is not. So nothing here changes what the team agreed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mainstay.analysis.matrix_words import period_of
from mainstay.analysis.triangle import FIRM
from mainstay.terms.findings import Comparison, Figure, Verdict
from mainstay.terms.frameworks import Framework, Statement
from mainstay.terms.wording import listed, spoken, uncapped


@dataclass(frozen=True)
class Differing:
    """A statement, the figures that point the other way, and what to ask."""

    statement: Statement
    comparisons: tuple[Comparison, ...]
    question: str


def differing(
    framework: Framework, agreed: Mapping[str, int | None], comparisons: Iterable[Comparison]
) -> tuple[Differing, ...]:
    """The statements at "mostly" or further with figures that are worse, and those below it with
    figures that are better, than at similar practices; than in England where none are similar.

    Only differences that are not down to chance: a verdict allows for the interval of the figure.
    """
    held = {one.figure.indicator.id: one for one in comparisons if one.figure.known}
    found = []
    for statement in framework.statements:
        step = agreed.get(statement.id)
        if step is None:
            continue
        other = Verdict.WORSE if step >= FIRM else Verdict.BETTER
        figures = [held[name] for name in statement.indicators if name in held]
        against = tuple(one for one in figures if _verdict(one) is other)
        if against:
            found.append(Differing(statement, against, _question(other, against)))
    return tuple(found)


def _verdict(one: Comparison) -> Verdict:
    if one.against_similar is not Verdict.UNKNOWN:
        return one.against_similar
    return one.against_england


def _question(verdict: Verdict, against: Sequence[Comparison]) -> str:
    said = "you do well here" if verdict is Verdict.WORSE else "you have some way to go here"
    figures = listed([_named(one) for one in against])
    are = "figure is" if len(against) == 1 else "figures are"
    return (
        f"You say that {said}. The published {are} {verdict.value} than elsewhere: {figures}. "
        "What do you make of it?"
    )


def _named(one: Comparison) -> str:
    whose = "similar practices" if one.against_similar is not Verdict.UNKNOWN else "England"
    figure = one.figure
    name = uncapped(figure.indicator.plain_name)
    return f"{name} ({_value(figure)}, {period_of(figure)}; beside {whose})"


def _value(figure: Figure) -> str:
    if figure.value is None:
        return figure.category or ""
    return spoken(figure.value, figure.indicator.unit, figure.indicator.decimals)
