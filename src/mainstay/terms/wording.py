"""How numbers, and lists of words, are written for a person."""

from collections.abc import Sequence
from datetime import date

from mainstay.terms.indicators import Unit

MOST_DECIMALS = {Unit.SHARE: 1, Unit.PATIENTS: 0, Unit.POUNDS: 2}
PENCE_BELOW = 1000  # pounds of this size or more are written without pence


def spoken(value: float, unit: Unit, decimals: int) -> str:
    """A value as a sentence would write it: 91.2%, 1,866, £142.31.

    `value` is in the indicator's own unit (shares 0 to 1). A share has at most one decimal and a
    number of patients none; pounds have pence only below £1,000. A value that rounds to nought is
    written without a sign.
    """
    places = min(decimals, MOST_DECIMALS.get(unit, decimals))
    if unit is Unit.SHARE:
        return f"{_number(value * 100, places)}%"
    if unit is Unit.POUNDS:
        return _pounds(value, places)
    return _number(value, places)


def _pounds(value: float, places: int) -> str:
    if abs(value) >= PENCE_BELOW:
        places = 0
    text = _number(abs(value), 2 if places else 0)
    return f"-£{text}" if value < 0 and text.strip("0.,") else f"£{text}"


def _number(value: float, places: int) -> str:
    text = f"{value:,.{places}f}"
    return text.removeprefix("-") if not text.strip("-0.,") else text


def short(value: float, unit: Unit, decimals: int) -> str:
    """As `spoken`, without decimals that are all noughts: 85% and not 85.0%."""
    text = spoken(value, unit, decimals)
    number = text.removesuffix("%")
    if "." not in number:
        return text
    return number.rstrip("0").rstrip(".") + text[len(number) :]


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 criterion, 3 criteria."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: Sequence[str], joined_by: str = "and") -> str:
    """Words as a list in a sentence: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joined_by} {words[-1]}"


def capital(text: str) -> str:
    """The first letter large and the rest as it is."""
    return text[:1].upper() + text[1:]


def uncapped(words: str) -> str:
    """Words as they stand inside a sentence: `Rated inadequate` small, `GP time` as it is."""
    first = words.split(" ", 1)[0]
    return words if first[1:] != first[1:].lower() else words[:1].lower() + words[1:]


def long_day(value: date) -> str:
    """As in "1 June 2026"."""
    return f"{value.day} {value:%B %Y}"


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th, 1,021st."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10)
    return f"{number:,}{ending or 'th'}"
