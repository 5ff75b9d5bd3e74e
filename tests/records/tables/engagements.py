"""The journey of a practice: who sees it, moves it on, and names people."""

from mainstay.accounts.models import Person
from mainstay.accounts.roles import Role
from mainstay.programme.agreements import actions as agreeing
from mainstay.programme.agreements.parts import Part
from mainstay.programme.engagement import actions
from mainstay.programme.engagement.stages import Stage
from tests.records.conftest import NOW
from tests.records.tables import EVERYBODY, MANAGERS, OFFICE, SEE_JOURNEY, SUPPORT, Act, Page
from tests.records.world import Side

MOVES = OFFICE | SUPPORT | {Role.PRACTICE_LEAD}
WITHDRAW = {"end": "withdrawn", "seen": "selected", "reason": "They asked."}

PAGES = {
    "engagements": Page(EVERYBODY, lambda side: [], anybody=True),
    "engagement": Page(SEE_JOURNEY),
    "engagement-history": Page(SEE_JOURNEY),
    "nominate-practice-lead": Page(SEE_JOURNEY),
    "nominate-change-manager": Page(SEE_JOURNEY),
    "move": Page(MOVES, method="post", data=lambda side: WITHDRAW),
}


def _withdraw(side: Side, by: Person) -> object:
    return actions.move(
        selection=side.selection,
        end=Stage.WITHDRAWN,
        seen=Stage.SELECTED,
        reason="They asked.",
        by=by,
        now=NOW,
    )


def _nominate(side: Side, by: Person) -> object:
    return agreeing.nominate(
        selection=side.selection,
        part=Part.PRACTICE_LEAD,
        person=side.people[Role.PRACTICE_LEAD],
        by=by,
        now=NOW,
    )


ACTIONS = {
    "engagement.actions.move": Act(MOVES, _withdraw),
    "agreements.actions.nominate": Act(MANAGERS | {Role.PRACTICE_LEAD}, _nominate),
}
