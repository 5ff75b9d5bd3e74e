"""A guide for a visit to a practice that has a hard time, for whoever the practice invites.

It leaves the practice's house. So it holds the team's answers and what follows from them, and
nothing else of what people said alone: no group's view, no hope, nobody's words.
"""

from collections.abc import Iterator, Sequence

from mainstay.analysis import triangle
from mainstay.reports.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Space,
    Strong,
)
from mainstay.reports.team_round import TeamRound, begin, named, unsure
from mainstay.reports.triangle_picture import triangle_picture
from mainstay.terms.frameworks import Framework, Statement
from mainstay.terms.standing import LevelStanding, Standing
from mainstay.terms.support import support_kinds
from mainstay.terms.wording import long_day, uncapped

BEFORE = (
    "Ask who will be there, and who should be. One visit cannot be right for everybody.",
    "Read this paper once. Do not bring other figures that the practice has not asked for.",
    "Plan for an hour, and for less if they are busy. Patients come first.",
)
OPENING = (
    "“Thank you for asking me in. I am here to listen, and nothing is decided today.”",
    "“What would make this hour worth it for you?”",
    "“What do you not want to talk about today?”",
    "“I will write down only what you ask me to. You see it before anybody else does.”",
)
NEVER = (
    "Do not give scores or marks. There is no overall mark, and none should be made.",
    "Do not compare them with other practices, nor with your own.",
    "Do not advise before you have listened. Ask whether they want advice.",
    "Do not ask who said what.",
    "Do not promise help that you cannot bring.",
    "Do not pass this paper on. Give it back, or destroy it, when you are done.",
)
WORRIED = (
    "If somebody is not well, stop. Ask what they need today, and whom they would like to call. "
    "If patients or staff are not safe, say so to whoever leads the practice at once."
)
QUESTIONS = {
    Standing.SECURE: ("What keeps this firm?", "What could shake it?"),
    Standing.GROWING: ("What has begun to work here?", "What would help it along?"),
    Standing.NOT_YET: (
        "Which of these costs you most in a normal week?",
        "What have you tried?",
        "What would make next week easier?",
    ),
    Standing.NOT_KNOWN: ("Who would know more about this?", "What would you like to know?"),
}
IS = {
    Standing.SECURE: "The team says that this is secure.",
    Standing.GROWING: "The team says that this is growing.",
    Standing.NOT_YET: "The team says that this is not there yet.",
    Standing.NOT_KNOWN: "The team does not know yet how this is.",
}
MOST = 5  # of what is firm, so that the picture is on the first page


def conversation_guide(held: TeamRound, figures: Sequence[str] = ()) -> Document:
    """The guide to one practice. `figures`: questions from published figures, as sentences."""
    levels = triangle.levels(held.framework, held.steps)
    first = begin(held)
    return Document(
        title="A guide for a visit",
        subtitle=held.practice,
        on=held.on,
        synthetic=held.synthetic,
        blocks=(
            Note(_whose(held)),
            Heading(2, "Before you go"),
            Bullets(BEFORE),
            Heading(2, "How to open"),
            Bullets(OPENING),
            Heading(2, "First, what is firm"),
            *_firm(levels),
            triangle_picture(levels),
            Heading(2, "Level by level, from the ground up"),
            Paragraph("Stay where they want to stay. You need not reach the top."),
            *(block for one in levels for block in _level(held, one)),
            *_asked(figures),
            Heading(2, "What helps"),
            *_helps(held, first),
            Heading(2, "What not to do"),
            Bullets(NEVER),
            Note(WORRIED),
            PageBreak(),
            Heading(2, "Hope"),
            *_hope(held.framework),
            Heading(2, "Next steps"),
            Paragraph("Agree on one or two before you go. Let the practice choose them."),
            *(Space((f"{number}. What", "Who", "By when")) for number in (1, 2)),
            Space(("When we talk again",)),
        ),
    )


def _whose(held: TeamRound) -> str:
    agreed = "The team is still agreeing; this is how it stands so far."
    if held.finished and held.met:
        agreed = f"Its team met on {long_day(held.met)} and agreed what is in it."
    elif held.finished:
        agreed = "The team did not meet: the middle of what people said stands for their answers."
    return f"This paper belongs to {held.practice}, which gave it to you for one visit. {agreed}"


def _firm(levels: Sequence[LevelStanding]) -> Iterator[Block]:
    """The strongest statements, those of the ground first, in the words of the step chosen."""
    found = [one for level in levels for one in _known(level) if one[1] >= triangle.FIRM]
    if not found:
        yield Paragraph(
            "The team has put nothing down as firm yet. Ask: “What keeps you going, even now?” "
            "Wait for the answer."
        )
        return
    found.sort(key=lambda one: -one[1])
    yield Paragraph("Say what you admire before anything else. In the team's own words:")
    yield Bullets(tuple(_own(*one) for one in found[:MOST]))


def _level(held: TeamRound, level: LevelStanding) -> Iterator[Block]:
    need = level.need
    yield Heading(3, f"{need.name}: {uncapped(need.plain_name)}")
    yield Paragraph(IS[level.standing])
    behind = [one for one in _known(level) if one[1] < triangle.FIRM]
    if behind:
        yield Bullets(tuple((*_own(*one), *_why(held, one[0])) for one in behind))
    yield Paragraph((Strong("Ask"), ": ", " ".join(QUESTIONS[level.standing])))
    yield Space(("",))


def _known(level: LevelStanding) -> list[tuple[Statement, int]]:
    return [(one.statement, one.step) for one in level.answers if one.step is not None]


def _own(statement: Statement, step: int) -> tuple[str | Strong, ...]:
    return (Strong(named(statement)), f" “{statement.steps[step - 1]}”")


def _why(held: TeamRound, statement: Statement) -> Iterator[str]:
    """The team's own sentence, where it wrote one."""
    if reason := held.reasons.get(statement.id):
        yield f" They add: “{reason}”"


def _asked(figures: Sequence[str]) -> Iterator[Block]:
    if figures:
        yield Heading(2, "Published figures to ask about")
        yield Paragraph("Each is a question. The practice knows what the figure does not.")
        yield Bullets(tuple(figures))


def _helps(held: TeamRound, begin: Sequence[Statement]) -> Iterator[Block]:
    if told := unsure(held.framework, held.steps, begin):
        yield Paragraph(f"{told} Ask what would help most.")
    if not begin:
        return
    yield Paragraph("Where effort may pay most, and what has helped others. Offer it, no more.")
    kinds = support_kinds()
    for one in begin:
        yield Heading(3, named(one))
        found = [kinds[name] for name in one.support if name in kinds]
        yield Bullets(tuple((Strong(kind.name), f": {uncapped(kind.words)}") for kind in found))


def _hope(framework: Framework) -> Iterator[Block]:
    yield Paragraph("Ask this last, and leave time. Nobody has to answer.")
    yield Paragraph((Strong(framework.hope.words),))
    yield Paragraph(framework.hope.help)
