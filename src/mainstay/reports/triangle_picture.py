"""The triangle as a picture that says the same in black and white, and in words.

Each level has its standing written on it; shade and line say it again. The ground is at the foot,
and hope lies beneath.
"""

from collections.abc import Sequence
from html import escape

from mainstay.reports.chart_parts import DARK, FONT
from mainstay.reports.document import Column, Figure, Table
from mainstay.terms.standing import LevelStanding, Standing
from mainstay.terms.wording import capital

WIDE, ROW, SLOPE, TOP = 480, 54, 32, 150  # TOP: how wide the uppermost level begins
INK, PALE = "#212b32", "#9fbfdf"
FOOT = 52  # for hope

READ = (
    "A dark level is secure, a pale one is growing and a white one is not yet. A broken line means "
    "not known. There is no overall mark"
)
# How each is filled, outlined and written on.
LOOKS = {
    Standing.SECURE: (DARK, f'stroke="{DARK}" stroke-width="2"', "#fff"),
    Standing.GROWING: (PALE, f'stroke="{DARK}" stroke-width="3.5"', INK),
    Standing.NOT_YET: ("#fff", f'stroke="{INK}" stroke-width="2"', INK),
    Standing.NOT_KNOWN: ("#fff", f'stroke="{INK}" stroke-width="2" stroke-dasharray="7 5"', INK),
}


def triangle_picture(levels: Sequence[LevelStanding], hope: str = "") -> Figure:
    """The triangle of one round. `hope`: the middle of what people said of it, where shown."""
    return Figure(
        drawing=_svg(levels),
        title="The triangle, from the ground up",
        caption=f"{READ}. Hope: {hope}" if hope else f"{READ}.",
        alternative=described(levels, hope),
        table=Table(
            "How firm each level is",
            (Column("Level"), Column("How it stands")),
            tuple((one.need.name, capital(one.standing.value)) for one in levels),
        ),
        tabled=True,  # it has no numbers: its words are all there is
    )


def described(levels: Sequence[LevelStanding], hope: str = "") -> str:
    """The triangle in a sentence, for whoever does not see it."""
    told = "; ".join(f"{one.need.name} is {one.standing.value}" for one in levels)
    beneath = f"Beneath it lies hope: {hope}" if hope else "Beneath it lies hope."
    return f"The triangle from the ground up: {told}. {beneath}"


def _svg(levels: Sequence[LevelStanding]) -> str:
    height = ROW * len(levels) + FOOT + 4
    parts = [_level(place, one) for place, one in enumerate(reversed(levels))]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{height}" '
        f'viewBox="0 0 {WIDE} {height}"><g font-family="{FONT}" text-anchor="middle">'
        f"{''.join(parts)}{_hope(ROW * len(levels))}</g></svg>"
    )


def _level(place: int, one: LevelStanding) -> str:
    """One level, counted from the top: each is wider than the one that it carries."""
    top, left = ROW * place, (WIDE - TOP) // 2 - SLOPE * place
    right, foot = WIDE - left, top + ROW - 1
    fill, line, ink = LOOKS[one.standing]
    corners = f"{left},{top + 4} {right},{top + 4} {right + SLOPE},{foot} {left - SLOPE},{foot}"
    return f'<polygon points="{corners}" fill="{fill}" {line}/>' + _written(
        top, ink, one.need.name, capital(one.standing.value)
    )


def _written(top: int, ink: str, name: str, standing: str) -> str:
    middle = WIDE // 2
    return (
        f'<text x="{middle}" y="{top + 26}" font-size="17px" font-weight="bold" '
        f'fill="{ink}">{escape(name)}</text>'
        f'<text x="{middle}" y="{top + 44}" font-size="15px" fill="{ink}">{standing}</text>'
    )


def _hope(top: int) -> str:
    return (
        f'<rect x="4" y="{top + 8}" width="{WIDE - 8}" height="{FOOT - 10}" fill="#fff" '
        f'stroke="{INK}" stroke-width="1"/>'
        f'<text x="{WIDE // 2}" y="{top + 34}" font-size="17px" fill="{INK}">Hope</text>'
    )
