"""A guide for the meeting at which a team agrees its answers: 90 minutes, from its own round.

It knows what may be shown of the round and what was agreed, and nothing else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mainstay.analysis import triangle
from mainstay.analysis.shown_answers import apart, by_difference
from mainstay.reports.document import (
    Block,
    Bullets,
    Column,
    ColumnKind,
    Document,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Space,
    Strong,
    Table,
)
from mainstay.reports.team_round import TeamRound, begin, named, said, spoken_step, unsure
from mainstay.terms.answers import Summary
from mainstay.terms.frameworks import Statement
from mainstay.terms.wording import counted, uncapped


@dataclass(frozen=True)
class Part:
    """One part of the meeting."""

    name: str
    minutes: int
    what: str


WELCOME = Part("Welcome", 10, "How we talk today.")
GOOD = Part("What we are good at", 10, "Each says one thing that works.")
DIFFER = Part("Where we differ most", 45, "Hear each other out before you look for an answer.")
AGREE = Part("Agree", 15, "Write down your answers, and why.")
BEGIN = Part("Begin", 10, "Choose two or three things: who does what, by when.")
PARTS = (WELCOME, GOOD, DIFFER, AGREE, BEGIN)
FEWEST, MOST = 3, 5  # statements to talk about

RULES = (
    "What is said here stays here.",
    "Nobody asks who answered what, and nobody has to say.",
    "Each view is true for somebody. Ask what they see, and do not argue.",
    "Those who speak least speak first. Whoever leads the practice speaks last.",
    "We look at how we work, and blame nobody.",
)
AGREEING = (
    "Take the statements above first. Then go through the rest on the page of the meeting.",
    "Where people are mostly alike, say the answer aloud and ask who sees it differently.",
    "Choose the step that a new colleague would see in a normal week, not the best week.",
    "“We do not know” is a full answer.",
    "If you cannot agree, take the lower step and write down both views.",
)
ORDER = "Where people differ most comes first: of those that differ as much, the lower level first."
BY_GROUP = "What does each group see in a week that the others do not?"
BY_PERSON = "When was it like this, and when was it not?"
FURTHER = "What would a colleague see if we were one step further?"


def session_guide(held: TeamRound) -> Document:
    """The guide of one round: its parts and times, and the statements to talk about."""
    talked = to_talk(held)
    return Document(
        title="Our meeting: 90 minutes",
        subtitle=held.practice,
        on=held.on,
        synthetic=held.synthetic,
        blocks=(
            Note(_made_from(held)),
            _times(),
            *_opened(WELCOME, "Read these aloud. Ask whether everybody can work with them."),
            Bullets(RULES),
            *_opened(GOOD, "Go round once. Each says one thing that works well here, and why."),
            *_good(held),
            Space(("", "")),
            PageBreak(),
            *_opened(DIFFER, _how_to_talk(held, talked)),
            *(block for one in talked for block in _statement(held, one)),
            PageBreak(),
            *_opened(AGREE, "Somebody writes the answers down on the page of the meeting."),
            Bullets(AGREEING),
            *_opened(BEGIN, "Two or three are enough. Small and soon is better than big and late."),
            *_begin(held),
            *(Space((f"{number}. What", "Who", "By when")) for number in (1, 2, 3)),
        ),
    )


def to_talk(held: TeamRound) -> tuple[Statement, ...]:
    """Three to five statements: those on which people differ most.

    Where fewer than three differ, the furthest behind of those shown join them. Where nothing may
    be shown, the first five from the ground up.
    """
    shown = _shown(held)
    if not shown:
        return held.framework.from_the_ground[:MOST]
    differ = [name for name, found in shown.items() if _differs(found)]
    alike = sorted((one for one in shown if one not in differ), key=lambda one: _lowest(shown[one]))
    names = [*differ, *alike][: max(FEWEST, min(MOST, len(differ)))]
    found = (held.framework.statement(name) for name in names)
    return tuple(one for one in found if one is not None)


def _shown(held: TeamRound) -> dict[str, Sequence[Summary]]:
    """What may be shown, by statement, in the order in which it is talked about."""
    if held.released is None or not held.released.statements:
        return {}
    found = held.released.statements
    ground = [one.id for one in held.framework.from_the_ground]
    return {name: found[name] for name in by_difference(held.released, ground) if found[name]}


def _differs(found: Sequence[Summary]) -> bool:
    return apart(found) >= 1 or not all(one.close for one in found)


def _lowest(found: Sequence[Summary]) -> int:
    return min(one.low for one in found)


def _made_from(held: TeamRound) -> str:
    if held.released is None:
        return "You answer together today. This guide is for whoever leads the meeting."
    people = counted(held.released.people, "person", "people")
    if not held.released.cells:
        return (
            f"Answers came from {people}. That is too few to show anything of them safely, "
            "so you answer together today."
        )
    return (
        f"Made from what {people} said together. Nobody's own answer is in it, and nobody knows "
        "who said what. It is for whoever leads the meeting."
    )


def _times() -> Table:
    starts = [sum(one.minutes for one in PARTS[:place]) for place in range(len(PARTS))]
    return Table(
        "The parts, and how long each takes",
        (
            Column("Part", weight=3),
            Column("What you do", weight=5),
            Column("Minutes", ColumnKind.NUMBER),
            Column("Begins after", ColumnKind.NUMBER),
        ),
        tuple(
            (f"{place}. {one.name}", one.what, str(one.minutes), str(after))
            for place, (one, after) in enumerate(zip(PARTS, starts, strict=True), start=1)
        ),
    )


def _opened(part: Part, words: str) -> tuple[Block, ...]:
    place = PARTS.index(part) + 1
    return Heading(2, f"{place}. {part.name} ({part.minutes} minutes)"), Paragraph(words)


def _good(held: TeamRound) -> Iterator[Block]:
    """What was agreed to be firm; before that, what every group put at "mostly" or further."""
    agreed = triangle.strengths(held.framework, held.steps)
    shown = {name: _lowest(found) for name, found in _shown(held).items() if not _differs(found)}
    firm = [one for one in held.framework.statements if shown.get(one.id, 0) >= triangle.FIRM]
    firm.sort(key=lambda one: -shown[one.id])
    if agreed:
        yield Paragraph("This is how you work, as you agreed:")
        yield Bullets(tuple(named(one) for one in agreed[:MOST]))
    elif firm:
        yield Paragraph("These are firm, and you see them much alike:")
        yield Bullets(tuple(named(one) for one in firm[:MOST]))


def _how_to_talk(held: TeamRound, talked: Sequence[Statement]) -> str:
    each = (
        f"There are {len(talked)} statements: about {DIFFER.minutes // len(talked)} minutes each."
    )
    if not _shown(held):
        return (
            f"{each} They are the first from the ground up. Read the four steps aloud. Each thinks "
            "of one alone, then says it if they like. Talk about those that lie far apart."
        )
    if not any(_differs(found) for found in _shown(held).values()):
        return f"{each} You see most things alike. These are the furthest behind."
    return f"{each} {ORDER} Ask first, and listen. Look for an answer later."


def _statement(held: TeamRound, one: Statement) -> Iterator[Block]:
    yield Heading(3, named(one))
    yield Paragraph(one.why)
    lines = tuple(said(held, one))
    if lines:
        yield Bullets(lines)
    yield _steps(held, one)
    yield Paragraph((Strong("Ask"), ": ", " ".join(_questions(held, one))))
    if held.steps.get(one.id):
        agreed = uncapped(spoken_step(held.framework, held.steps[one.id]))
        yield Paragraph((Strong("Agreed so far"), ": ", agreed))
    yield Space(("What we agree", "Why, in a sentence"))


def _steps(held: TeamRound, one: Statement) -> Table:
    return Table(
        "The four steps, and what a colleague could see",
        (Column("Step"), Column("What a colleague could see", weight=5)),
        tuple(zip(held.framework.scale, one.steps, strict=True)),
    )


def _questions(held: TeamRound, one: Statement) -> Iterator[str]:
    found = _shown(held).get(one.id, ())
    if apart(found) >= 1:
        yield BY_GROUP
    if not found or not all(each.close for each in found):
        yield BY_PERSON
    yield FURTHER


def _begin(held: TeamRound) -> Iterator[Block]:
    """By its own choice, else by the rule, from what is agreed so far."""
    found = begin(held)
    own = [one for one in found if one.id in held.chosen]
    if own:
        yield Paragraph("You chose to begin here:")
        yield Bullets(tuple(named(one) for one in own))
    elif found:
        yield Paragraph("From what is agreed so far, effort may pay most here:")
        yield Bullets(tuple(named(one) for one in found))
    if told := unsure(held.framework, held.steps, found):
        yield Paragraph(told)
    if not found:
        yield Paragraph("The page of the triangle has more once you have agreed. You choose.")
