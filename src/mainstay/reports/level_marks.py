"""The shape of each level: told apart without colour, and alike on the page and in print.

Fill grows with scope for support: solid triangle, half-filled diamond, open circle. What is not
known is a dashed line or a dotted square. Blues, not red and green: a level asks for help, it
does not judge. Colours are the Government Analysis Function's; each has 3:1 against white.
"""

from functools import cache

from mainstay.terms.levels import Level

SIZE = 16
DARK = "#12436D"
MIDDLE = "#2073BC"
GREY = "#3D3D3D"

_SHAPES = {
    Level.HIGH: f'<path d="M8 1.5 15 14.5H1Z" fill="{DARK}"/>',
    Level.MEDIUM: (
        f'<path d="M8 1.2 14.8 8 8 14.8 1.2 8Z" fill="#fff" stroke="{MIDDLE}" stroke-width="1.8"/>'
        f'<path d="M1.2 8H14.8L8 14.8Z" fill="{MIDDLE}"/>'
    ),
    Level.LOW: f'<circle cx="8" cy="8" r="6" fill="#fff" stroke="{MIDDLE}" stroke-width="1.8"/>',
    Level.NO_DATA: f'<path d="M2 8H14" stroke="{GREY}" stroke-width="2" stroke-dasharray="3 1.5"/>',
    Level.NOT_JUDGED: (
        f'<rect x="2" y="2" width="12" height="12" fill="#fff" stroke="{GREY}" '
        'stroke-width="1.6" stroke-dasharray="2 1.6"/>'
    ),
}


def shape(level: Level) -> str:
    """The inside of a level's picture, on a square of 16 units."""
    return _SHAPES[level]


@cache
def level_svg(level: Level) -> str:
    """A level's picture alone. It is decoration: the word always stands beside it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" width="{SIZE}" '
        f'height="{SIZE}" aria-hidden="true" focusable="false">{_SHAPES[level]}</svg>'
    )
