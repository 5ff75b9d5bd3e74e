"""What the evidence holds on something that one is about to ask."""

from dataclasses import dataclass
from datetime import date

from mainstay.library.findings import figure_from
from mainstay.terms.definitions import indicators
from mainstay.terms.findings import Figure
from mainstay.terms.information import Item
from mainstay.web.layout.held import known_on, releases


@dataclass(frozen=True)
class Holdings:
    """`ready`: False while the figures are not there to be looked at."""

    ready: bool
    figures: tuple[Figure, ...] = ()


def holdings(code: str, item: Item | None, today: date) -> Holdings:
    """The newest published figures of a practice that bear on an item of the catalogue."""
    if item is None or not item.indicators:
        return Holdings(ready=True)
    if not releases() or not known_on(today).ready():
        return Holdings(ready=False)
    rows = known_on(today).latest([code]).iter_rows(named=True)
    held = {one["indicator_id"]: one for one in rows if one["missing_reason"] is None}
    found = [name for name in item.indicators if name in held]
    return Holdings(True, tuple(figure_from(indicators()[name], held[name]) for name in found))
