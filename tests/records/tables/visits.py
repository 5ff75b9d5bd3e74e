"""Visits, and the days on which there is time for them."""

from datetime import date, timedelta

from mainstay.accounts.models import Person
from mainstay.accounts.roles import Role
from mainstay.programme.engagement.models import Visit
from mainstay.programme.engagement.visits import actions
from mainstay.programme.engagement.visits.keeping import actions as keeping
from mainstay.programme.engagement.visits.searching import actions as searching
from mainstay.programme.engagement.visits.states import Part
from tests.records.conftest import NOW
from tests.records.tables import (
    EVERYBODY,
    LOOKS_ON,
    MANAGERS,
    OFFICE,
    PRACTICE,
    SEE_JOURNEY,
    SUPPORT,
    Act,
    Page,
)  # fmt: skip
from tests.records.world import Side

SEES_PROGRAMME = OFFICE | LOOKS_ON | {Role.PROGRAMME_MANAGER, Role.ANALYST}
BOOKS = SUPPORT | {Role.OFFICE_LEAD}
DEADLINE = date(2027, 1, 29)


def arrange(side: Side) -> None:
    """A visit that wants a time, one that is proposed and one that is offered."""
    by = side.people[Role.PROGRAMME_MANAGER]
    for name, kind, days in (("proposed", "diagnostic", 40), ("offered", "readiness", 30)):
        made = want(side, by, kind)
        side.more[name] = timed(made, by, days).pk
    actions.offer_visit(visit=visit(side, "offered"), seen=seen(side, "offered"), by=by, now=NOW)
    side.more["wanted"] = want(side, by, "options").pk


def want(side: Side, by: Person, kind: str = "planning") -> Visit:
    return actions.want_visit(
        selection=side.selection, kind=kind, deadline=DEADLINE, by=by, now=NOW
    )


def timed(made: Visit, by: Person, days: int) -> Visit:
    when = NOW + timedelta(days=days)
    return actions.move_visit(visit=made, starts=when, words="", seen=made.seen, by=by, now=NOW)


def visit(side: Side, name: str) -> Visit:
    return Visit.objects.get(pk=side.more[name])


def seen(side: Side, name: str) -> str:
    return visit(side, name).seen


def to(name: str):
    return lambda side: [side.selection.pk, side.more[name]]


def press(way: str, name: str, **more: str):
    return lambda side: {
        f"{way}-seen": seen(side, name), f"{way}-words": "So it is.",
        **{f"{way}-{key}": value for key, value in more.items()},
    }  # fmt: skip


def _programme(side: Side) -> list[object]:
    return [side.programme.pk]


WEEK = {f"day{number}": "day" for number in range(5)}
OFF = {"first": "2026-12-21", "last": "2026-12-31", "part": "day"}

PAGES = {
    "visits": Page(SEE_JOURNEY),
    "visit": Page(SEE_JOURNEY, to("offered")),
    "visit-offer": Page(BOOKS, to("proposed"), "post", press("offer", "proposed")),
    "visit-move": Page(
        BOOKS, to("proposed"), "post", press("move", "proposed", starts="2099-01-04T10:00")
    ),
    "visit-confirm": Page(PRACTICE, to("offered"), "post", press("confirm", "offered")),
    "visit-decline": Page(PRACTICE, to("offered"), "post", press("decline", "offered")),
    "visit-cancel": Page(BOOKS, to("offered"), "post", press("cancel", "offered")),
    "visit-held": Page(BOOKS, to("offered"), "post", press("held", "offered")),
    "practice-days": Page(SEE_JOURNEY),
    "practice-off": Page(BOOKS | PRACTICE, method="post", data=lambda side: OFF),
    "bookings": Page(SEES_PROGRAMME, _programme),
    "bookings-propose": Page(MANAGERS, _programme, "post"),
    "bookings-search": Page(SEES_PROGRAMME, _programme),
    "bookings-offer": Page(MANAGERS, _programme, "post"),
    "calendar": Page(EVERYBODY, lambda side: [], anybody=True),
    "calendar-off": Page(EVERYBODY, lambda side: [], "post", lambda side: OFF, anybody=True),
    "calendar-renew": Page(EVERYBODY, lambda side: [], "post", anybody=True),
}


def _act(action, name: str, **more: object):
    return lambda side, by: action(
        visit=visit(side, name), seen=seen(side, name), by=by, now=NOW, **more
    )


def _keep(side: Side, by: Person) -> object:
    return actions.keep_proposals(
        programme=side.programme, times={side.more["wanted"]: NOW + timedelta(days=50)},
        problems={}, by=by, now=NOW,
    )  # fmt: skip


def _look(side: Side, by: Person) -> object:
    return searching.look_for_times(programme=side.programme, by=by, now=NOW)


def _week(side: Side, by: Person) -> object:
    parts = [Part.MORNING] * 5
    return keeping.keep_week(selection=side.selection, parts=parts, by=by, now=NOW)


def _off(side: Side, by: Person) -> object:
    return keeping.add_day_off(
        selection=side.selection, first=DEADLINE, last=DEADLINE, part=Part.DAY, by=by, now=NOW
    )


def _drop(side: Side, by: Person) -> object:
    manager = side.people[Role.PROGRAMME_MANAGER]
    made = _off(side, manager)
    return keeping.drop_day_off(selection=side.selection, number=made.pk, by=by, now=NOW)


MOVED = {"starts": NOW + timedelta(days=60), "words": "Ann is ill."}
VISITS, KEEPING = "engagement.visits.actions", "engagement.visits.keeping.actions"
ACTIONS = {
    f"{VISITS}.want_visit": Act(BOOKS, want),
    f"{VISITS}.keep_proposals": Act(MANAGERS, _keep),
    "engagement.visits.searching.actions.look_for_times": Act(MANAGERS, _look),
    f"{VISITS}.move_visit": Act(BOOKS, _act(actions.move_visit, "proposed", **MOVED)),
    f"{VISITS}.offer_visit": Act(BOOKS, _act(actions.offer_visit, "proposed")),
    f"{VISITS}.confirm_visit": Act(
        PRACTICE, _act(actions.confirm_visit, "offered", by_link=False)
    ),
    f"{VISITS}.decline_visit": Act(
        PRACTICE, _act(actions.decline_visit, "offered", words="", by_link=False)
    ),
    f"{VISITS}.cancel_visit": Act(BOOKS, _act(actions.cancel_visit, "offered", words="Snow.")),
    f"{VISITS}.say_held": Act(
        BOOKS,
        lambda side, by: actions.say_held(
            visit=visit(side, "offered"), seen=seen(side, "offered"), by=by,
            now=NOW + timedelta(days=31),
        ),
    ),
    f"{KEEPING}.keep_week": Act(BOOKS | PRACTICE, _week),
    f"{KEEPING}.add_day_off": Act(BOOKS | PRACTICE, _off),
    f"{KEEPING}.drop_day_off": Act(BOOKS | PRACTICE, _drop),
    f"{KEEPING}.renew_calendar": Act(
        EVERYBODY, lambda side, by: keeping.renew_calendar(by=by, now=NOW), anybody=True
    ),
}  # fmt: skip
