"""The ledger of a practice's time: what it was asked for, and what it was spared.

Worked out from the rows related to a selection, all fetched before: see `engagement.queries`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from mainstay.accounts.roles import Kind
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.requests.states import ASKED, SPARED, State
from mainstay.programme.engagement.visits.states import State as Visiting
from mainstay.terms.information import counting


@dataclass(frozen=True)
class Line:
    """One thing that took time, or did not. `told`: the practice said how long it took."""

    id: str
    what: str
    minutes: int
    at: datetime
    why_spared: str = ""
    told: bool = False


@dataclass(frozen=True)
class Burden:
    """A practice's lines, and their sums in minutes."""

    asked: tuple[Line, ...]
    spared: tuple[Line, ...]

    @property
    def minutes_asked(self) -> int:
        return sum(one.minutes for one in self.asked)

    @property
    def minutes_spared(self) -> int:
        return sum(one.minutes for one in self.spared)


def burden(selection: Selection) -> Burden:
    """What one practice was asked for so far, and spared; the newest first."""
    told = {one.what: one.minutes for one in selection.times_taken.all()}
    own = (_requests, _signings, _visits, _packs)
    asked = [_told(one, told) for lines in own for one in lines(selection)]
    return Burden(_newest(asked), _newest(_spared(selection)))


def _requests(selection: Selection) -> Iterator[Line]:
    for one in selection.requests.all():
        if one.state in ASKED:
            yield Line(f"request-{one.pk}", one.what, one.minutes, one.at)


def _spared(selection: Selection) -> Iterator[Line]:
    words = {State.HELD: "We held it already.", State.BY_OFFICE: "The office answered instead."}
    for one in selection.requests.all():
        if one.state in SPARED:
            why = words[State(one.state)]
            yield Line(f"request-{one.pk}", one.what, one.minutes, one.since, why)


def _signings(selection: Selection) -> Iterator[Line]:
    for agreement in selection.agreements.all():
        for one in agreement.signatures.all():
            if one.party == Kind.PRACTICE:
                words = f"Read and sign: {agreement.get_form_display()}"
                yield Line(f"signature-{one.pk}", words, counting().signing, one.at)


def _visits(selection: Selection) -> Iterator[Line]:
    """What was held, and what the practice has said yes to."""
    for one in selection.visits.all():
        if one.state in (Visiting.CONFIRMED, Visiting.HELD) and one.starts is not None:
            yield Line(f"visit-{one.pk}", one.what.name, one.minutes, one.starts)


def _packs(selection: Selection) -> Iterator[Line]:
    """Every pack that was sent is to be read."""
    for one in selection.packs.all():
        words = f"Read the data pack, number {one.number}"
        yield Line(f"pack-{one.pk}", words, counting().pack, one.at)


def _told(line: Line, told: Mapping[str, int]) -> Line:
    if line.id not in told:
        return line
    return Line(line.id, line.what, told[line.id], line.at, told=True)


def _newest(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda one: (one.at, one.id), reverse=True))
