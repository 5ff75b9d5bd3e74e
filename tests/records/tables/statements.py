"""An office's own statements: its lead writes them, its people read them."""

from mainstay.accounts.models import Person
from mainstay.accounts.roles import Kind, Role
from mainstay.programme.assessment.models import OwnStatement
from mainstay.programme.assessment.statements import actions
from tests.records.conftest import NOW
from tests.records.own_statements import OURS, other
from tests.records.tables import OFFICE, Act, Page
from tests.records.world import Side

LEAD = frozenset({Role.OFFICE_LEAD})


def arrange(side: Side) -> None:
    """One in force, and one withdrawn."""
    side.more["own"] = added(side, OURS).pk
    gone = added(side, other("We have a plan for snow."))
    actions.withdraw_statement(statement=gone, seen=newest(gone), by=lead(side), now=NOW)
    side.more["withdrawn"] = gone.pk


def lead(side: Side) -> Person:
    return side.people[Role.OFFICE_LEAD]


def added(side: Side, told: dict) -> OwnStatement:
    office = side.organisations[Kind.OFFICE]
    return actions.add_statement(office=office, told=told, by=lead(side), now=NOW)


def newest(held: OwnStatement) -> int:
    return held.editions.last().pk


def held(side: Side, name: str = "own") -> OwnStatement:
    return OwnStatement.objects.get(pk=side.more[name])


def of(name: str):
    return lambda side: [side.organisations[Kind.OFFICE].pk, side.more[name]]


def seen(name: str):
    return lambda side: {"seen": newest(held(side, name))}


def pressed(action, name: str):
    def call(side: Side, by: Person) -> object:
        one = held(side, name)
        return action(statement=one, seen=newest(one), by=by, now=NOW)

    return call


PAGES = {
    "own-statements": Page(OFFICE, lambda side: [side.organisations[Kind.OFFICE].pk]),
    "own-statement-new": Page(LEAD, lambda side: [side.organisations[Kind.OFFICE].pk]),
    "own-statement-change": Page(LEAD, of("own")),
    "own-statement-withdraw": Page(LEAD, of("own"), "post", seen("own")),
    "own-statement-back": Page(LEAD, of("withdrawn"), "post", seen("withdrawn")),
}

ACTIONS = {
    "assessment.statements.actions.add_statement": Act(
        LEAD,
        lambda side, by: actions.add_statement(
            office=side.organisations[Kind.OFFICE],
            told=other("We keep a spare key."),
            by=by,
            now=NOW,
        ),
    ),
    "assessment.statements.actions.change_statement": Act(
        LEAD,
        lambda side, by: actions.change_statement(
            statement=held(side),
            told=other("We know whom to call."),
            seen=newest(held(side)),
            by=by,
            now=NOW,
        ),
    ),
    "assessment.statements.actions.withdraw_statement": Act(
        LEAD, pressed(actions.withdraw_statement, "own")
    ),
    "assessment.statements.actions.bring_back": Act(LEAD, pressed(actions.bring_back, "withdrawn")),
}
