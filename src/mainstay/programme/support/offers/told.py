"""What the office says of an offer."""

from dataclasses import asdict, dataclass

from mainstay.accounts.models import Organisation
from mainstay.programme.support.models import Offer
from mainstay.programme.support.states import Payer


@dataclass(frozen=True)
class Told:
    """An offer as it is typed. `partner`: whose people may answer; `places` None for no limit."""

    name: str
    provider: str
    partner: Organisation | None
    kind: str
    words: str
    statements: list[str]
    themes: list[str]
    domains: list[str]
    who: str
    places: int | None
    cost: str
    payer: Payer
    days: int
    contact: str


FIELDS = tuple(Told.__dataclass_fields__)


def told_of(offer: Offer) -> Told:
    """What is said of an offer now."""
    return Told(**{name: getattr(offer, name) for name in FIELDS})


def changes(before: Told, after: Told) -> dict[str, list[object]]:
    """What each changed part said before and says now, for the log."""
    old, new = _plain(before), _plain(after)
    return {name: [old[name], new[name]] for name in FIELDS if old[name] != new[name]}


def _plain(told: Told) -> dict[str, object]:
    partner = told.partner.name if told.partner else ""
    return {**asdict(told), "partner": partner, "payer": str(told.payer)}
