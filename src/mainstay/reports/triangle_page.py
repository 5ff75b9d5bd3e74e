"""What came of a round, on one sheet of paper: for the wall, or to take along."""

from collections.abc import Iterator

from mainstay.analysis import triangle
from mainstay.reports.document import (
    Block,
    Bullets,
    Column,
    ColumnKind,
    Document,
    Heading,
    Paragraph,
    Table,
)
from mainstay.reports.team_round import TeamRound, begin, came_about, named, unsure
from mainstay.reports.triangle_picture import triangle_picture
from mainstay.terms.frameworks import Framework, Statement
from mainstay.terms.standing import AbilityStanding
from mainstay.terms.wording import capital

MOST = 6  # strengths, so that everything has room on one page


def triangle_page(held: TeamRound) -> Document:
    """The triangle, what the team is good at, where to begin, and what it is able to do."""
    levels = triangle.levels(held.framework, held.steps)
    return Document(
        title="Our triangle",
        subtitle=held.practice,
        on=held.on,
        synthetic=held.synthetic,
        blocks=(
            Paragraph(came_about(held)),
            triangle_picture(levels, _hope(held)),
            Heading(2, "What we are good at"),
            *_good_at(held),
            Heading(2, "Where to begin"),
            *_begin(held),
            Heading(2, "What we are able to do"),
            _abilities(held.framework, triangle.abilities(held.framework, held.steps)),
        ),
    )


def _hope(held: TeamRound) -> str:
    """The middle of what people answered on hope, where it may be shown; never of a group."""
    if held.released is None or held.released.hope is None:
        return ""
    return held.framework.hope.steps[held.released.hope.low - 1]


def _good_at(held: TeamRound) -> Iterator[Block]:
    found = triangle.strengths(held.framework, held.steps)
    if not found:
        yield Paragraph(f"No statement is at “{held.framework.scale[-1]}” yet.")
        return
    yield _listed(found[:MOST])
    if len(found) > MOST:
        yield Paragraph(f"And {len(found) - MOST} more: the page of the round has them all.")


def _begin(held: TeamRound) -> Iterator[Block]:
    found = begin(held)
    if found:
        yield _listed(found)
    if told := unsure(held.framework, held.steps, found):
        yield Paragraph(told)


def _listed(found: tuple[Statement, ...]) -> Bullets:
    return Bullets(tuple(named(one) for one in found))


def _abilities(framework: Framework, found: tuple[AbilityStanding, ...]) -> Table:
    return Table(
        f"How many statements are at “{framework.scale[triangle.FIRM - 1]}” or further",
        (
            Column("Ability"),
            Column("What it is", weight=4),
            Column("Firm", ColumnKind.NUMBER),
            Column("Known", ColumnKind.NUMBER),
        ),
        tuple(
            (
                capital(one.ability.value),
                framework.abilities[one.ability],
                str(one.firm),
                f"{one.known} of {one.of}",
            )
            for one in found
        ),
    )
