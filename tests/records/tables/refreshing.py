"""The list looked at again: what may be kept, added and written down. Pages: test_refreshing."""

from datetime import date

from mainstay.accounts.models import Person
from mainstay.accounts.roles import Role
from mainstay.programme.cohort import actions as cohort
from mainstay.programme.cohort.refreshing import actions
from mainstay.terms.refreshing import Move, Standing
from tests.records.conftest import NOW
from tests.records.tables import OFFICE, Act
from tests.records.world import Side

PAGES: dict = {}
CODE, NEXT = "Z00006", "Z00007"
MOVES = (Move(NEXT, "NEXTMERE", Standing.STAYS, 2, 1, ()),)


def frozen(side: Side) -> Side:
    """The list is frozen, which not every table wants."""
    settle = {"programme": side.programme, "by": side.people[Role.OFFICE_LEAD], "now": NOW}
    cohort.choose(practice_code=CODE, chosen=True, reason="They asked.", **settle)
    held = side.programme.choices.values_list("practice_code", flat=True)
    rows = [{"practice_code": one, "practice_name": one} for one in sorted({CODE, *held})]
    cohort.freeze(rows=rows, evidence="e" * 64, rules_version="1.0", **settle)
    return side


def _keep(side: Side, by: Person) -> object:
    return actions.keep_refresh(
        programme=frozen(side).programme,
        as_of=date(2027, 5, 1),
        rules="gprp-2016",
        rules_version="1.0",
        evidence="f" * 64,
        moves=MOVES,
        by=by,
        now=NOW,
    )


def _add(side: Side, by: Person) -> object:
    return actions.add_practice(
        programme=frozen(side).programme,
        practice_code=NEXT,
        practice_name="NEXTMERE",
        wave=None,
        reason="Two doctors left.",
        by=by,
        now=NOW,
    )


def _follow(side: Side, by: Person) -> object:
    return actions.name_successor(
        programme=frozen(side).programme,
        practice_code=CODE,
        successor_code=NEXT,
        reason="The commissioner told us.",
        by=by,
        now=NOW,
    )


ACTIONS = {
    "cohort.refreshing.actions.keep_refresh": Act(OFFICE, _keep),
    "cohort.refreshing.actions.add_practice": Act(frozenset({Role.OFFICE_LEAD}), _add),
    "cohort.refreshing.actions.name_successor": Act(OFFICE, _follow),
}
