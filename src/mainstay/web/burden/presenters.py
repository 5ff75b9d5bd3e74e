"""A programme's ledger of time, practice by practice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mainstay.programme.engagement.burden.queries import Burden, burden
from mainstay.terms.sizes import band, band_names
from mainstay.web.layout.held import known_on, releases


@dataclass(frozen=True)
class Row:
    """A practice in the programme's ledger."""

    selection: object
    band: str
    asked: int
    spared: int


@dataclass(frozen=True)
class Bar:
    """One line of the picture: shares of the longest bar, 0 to 100."""

    name: str
    asked: int
    spared: int
    asked_wide: float
    spared_wide: float


def rows(selections: Iterable, sizes: Mapping[str, float | None]) -> list[Row]:
    """Every practice with its minutes, the most asked first."""
    found = [(one, burden(one)) for one in selections]
    made = [
        Row(
            one,
            band(sizes.get(one.practice.code)),
            held.minutes_asked,
            held.minutes_spared,
        )
        for one, held in found
    ]
    return sorted(made, key=lambda one: (-one.asked, one.selection.practice.name))


def by_band(found: Iterable[Row]) -> list[tuple[str, int, int, int]]:
    """Each band of sizes: its name, how many practices, and the mean minutes asked and spared."""
    groups = [(name, [one for one in found if one.band == name]) for name in band_names()]
    return [
        (
            name,
            len(held),
            round(sum(one.asked for one in held) / len(held)),
            round(sum(one.spared for one in held) / len(held)),
        )
        for name, held in groups
        if held
    ]


def bars(lines: Iterable[tuple[str, int, int]]) -> list[Bar]:
    """Lines of a picture, from names with minutes asked and spared."""
    found = list(lines)
    longest = max((max(asked, spared) for _, asked, spared in found), default=0) or 1
    return [
        Bar(name, asked, spared, 100 * asked / longest, 100 * spared / longest)
        for name, asked, spared in found
    ]


def own_bar(held: Burden) -> list[Bar]:
    return bars([("", held.minutes_asked, held.minutes_spared)])


def list_sizes(day: date) -> dict[str, float | None]:
    """The patients of each practice, by code; nothing while the figures are not there."""
    if not releases() or not known_on(day).ready():
        return {}
    return dict(known_on(day).practices().select("practice_code", "list_size").iter_rows())
