"""The days that each practice of a programme has waited for each step of help."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime

from django.db.models import prefetch_related_objects
from django.utils.timezone import localtime

from mainstay.analysis.waits import Wait
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.lists import listed
from mainstay.programme.engagement.queries import last_step
from mainstay.programme.engagement.requests.states import ASKED
from mainstay.programme.engagement.stages import ENDED, Stage
from mainstay.programme.engagement.visits.states import State
from mainstay.programme.organisations.models import Programme
from mainstay.programme.support.asking.queries import firsts
from mainstay.programme.support.states import Deed
from mainstay.terms.sizes import band

DECIDED = (Stage.READY, Stage.NOT_NOW)


def identified(selection: Selection) -> datetime:
    """When the practice asked for support itself, or was chosen, whichever came first."""
    asked = (
        one.at
        for one in selection.practice.referrals.all()
        if one.programme_id == selection.programme_id
    )
    return min([selection.at, *asked])


def agreed(selection: Selection) -> datetime | None:
    return _first(one.at for one in selection.steps.all() if one.end == Stage.AGREED)


def decided(selection: Selection) -> datetime | None:
    return _first(one.at for one in selection.steps.all() if one.end in DECIDED)


def offered(selection: Selection) -> datetime | None:
    return _first(one.at for one in selection.agreements.all())


def issued(selection: Selection) -> datetime | None:
    return _first(one.at for one in selection.packs.all())


def asked(selection: Selection) -> datetime | None:
    """When it was first asked for something that only it had."""
    return _first(one.at for one in selection.requests.all() if one.state in ASKED)


def visited(selection: Selection) -> datetime | None:
    """When a visit first took place; a time that was only offered is no help yet."""
    return _first(one.starts for one in selection.visits.all() if one.state == State.HELD)


def talked(selection: Selection) -> datetime | None:
    return _first(one.at for one in selection.responses.all())


# What reached a practice: the first of them is the first contact.
CONTACTS: tuple[Callable[[Selection], datetime | None], ...] = (
    offered,
    issued,
    asked,
    visited,
    talked,
    agreed,
    decided,
)


def contacted(selection: Selection) -> datetime | None:
    found = (contact(selection) for contact in CONTACTS)
    return _first(one for one in found if one is not None)


MILESTONES: dict[str, Callable[[Selection], datetime | None]] = {
    "contact": contacted,
    "agreement": agreed,
    "pack": issued,
    "decision": decided,
}

# What became of the support that it asked for: read at once for all practices.
SUPPORT: dict[str, Deed] = {
    "support-asked": Deed.ASK,
    "support-started": Deed.START,
    "support-finished": Deed.FINISH,
}


def sizes(programme: Programme) -> dict[str, int]:
    """Registered patients by practice's code, as the cohort was settled on them."""
    frozen = getattr(programme, "frozen", None)
    rows = frozen.rows if frozen else ()
    return {
        str(one["practice_code"]): int(one["list_size"])
        for one in rows
        if one.get("list_size") is not None
    }


def practices(programme: Programme) -> list[Selection]:
    """The practices of a programme with all that waits are worked out from, by name."""
    found = listed(Selection.objects.filter(programme=programme))
    prefetch_related_objects(found, "practice__referrals")
    return found


def waits(programme: Programme, today: date) -> list[Wait]:
    """A wait for each practice and milestone, by the practice's name."""
    return waits_of(programme, practices(programme), today)


def waits_of(programme: Programme, found: Iterable[Selection], today: date) -> list[Wait]:
    """The same for `practices` that were fetched already."""
    held, helped = sizes(programme), firsts(programme)
    return [
        wait
        for one in found
        for wait in _waits(one, _reached(one, helped.get(one.pk, {})), held, today)
    ]


def _reached(selection: Selection, helped: Mapping[Deed, datetime]) -> dict[str, datetime | None]:
    """When a practice came to each milestone; None for one that it waits for."""
    own = {name: milestone(selection) for name, milestone in MILESTONES.items()}
    return {**own, **{name: helped.get(deed) for name, deed in SUPPORT.items()}}


def _waits(
    selection: Selection,
    reached: Mapping[str, datetime | None],
    held: Mapping[str, int],
    today: date,
) -> Iterator[Wait]:
    start = _day(identified(selection))
    until = _left(selection) or today
    code = selection.practice.code
    for name, moment in reached.items():
        end = _day(moment) if moment else until
        yield Wait(
            practice_code=code,
            practice_name=selection.practice.name,
            band=band(held.get(code)),
            milestone=name,
            days=max(0, (end - start).days),
            over=moment is not None,
        )


def _left(selection: Selection) -> date | None:
    """The day on which a practice's journey ended: it waited until then."""
    last = last_step(selection)
    return _day(last.at) if last and last.end in ENDED else None


def _first(moments: Iterable[datetime]) -> datetime | None:
    return min(moments, default=None)


def _day(moment: datetime) -> date:
    return localtime(moment).date()
