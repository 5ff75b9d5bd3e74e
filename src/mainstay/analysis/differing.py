"""Where published figures and what a team says of itself point different ways: as questions.

Neither is taken to be right. A figure is of the past and of what is counted; a team sees today and
what is not. So nothing here changes what the team agreed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mainstay.analysis.matrix_words import period_of
from mainstay.analysis.triangle import FIRM
from mainstay.terms.findings import Comparison, Figure, Verdict
from mainstay.terms.frameworks import Framework, Statement
from mainstay.terms.wording import spoken, uncapped


@dataclass(frozen=True)
class Differing:
    """A statement, the figure that points the other way, and what to ask."""

    statement: Statement
    comparison: Comparison
    question: str


def differing(
    framework: Framework, agreed: Mapping[str, int | None], comparisons: Iterable[Comparison]
) -> tuple[Differing, ...]:
    """The statements at "mostly" or further with a figure that is worse, and those below it with
    one that is better, than at similar practices; than in England where none are similar.

    Only differences that are not down to chance: a verdict allows for the interval of the figure.
    """
    held = {one.figure.indicator.id: one for one in comparisons if one.figure.known}
    return tuple(
        Differing(statement, one, question)
        for statement in framework.statements
        for one in _figures(statement, held)
        if (question := _question(agreed.get(statement.id), one))
    )


def _figures(statement: Statement, held: Mapping[str, Comparison]) -> Iterator[Comparison]:
    return (held[name] for name in statement.indicators if name in held)


def _question(step: int | None, one: Comparison) -> str:
    """Empty where the two do not point different ways."""
    verdict, whose = _verdict(one)
    if step is None or verdict not in (Verdict.BETTER, Verdict.WORSE):
        return ""
    if (step >= FIRM) == (verdict is Verdict.BETTER):
        return ""
    figure = one.figure
    said = "you do well here" if step >= FIRM else "you have some way to go here"
    name = uncapped(figure.indicator.plain_name)
    said_so = f"({_value(figure)}, {period_of(figure)}) is {verdict.value} than {whose}"
    return (
        f"You say that {said}. The published figure for {name} {said_so}. What do you make of it?"
    )


def _value(figure: Figure) -> str:
    if figure.value is None:
        return figure.category or ""
    return spoken(figure.value, figure.indicator.unit, figure.indicator.decimals)


def _verdict(one: Comparison) -> tuple[Verdict, str]:
    if one.against_similar is not Verdict.UNKNOWN:
        return one.against_similar, "at similar practices"
    return one.against_england, "in England"
