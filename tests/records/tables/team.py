"""The addresses that a practice keeps for its next round: its lead alone."""

from mainstay.accounts.models import Person
from mainstay.accounts.roles import Kind, Role
from mainstay.programme.assessment.models import Colleague, StaffGroup
from mainstay.programme.assessment.team import actions
from tests.records.conftest import NOW
from tests.records.tables import Act, Page
from tests.records.world import Side

LEAD = frozenset({Role.PRACTICE_LEAD})


def arrange(side: Side) -> None:
    """Somebody is kept."""
    keep(side, side.people[Role.PRACTICE_LEAD], "kept@example.org")
    side.more["kept"] = Colleague.objects.get(address="kept@example.org").pk


def keep(side: Side, by: Person, address: str) -> int:
    practice = side.organisations[Kind.PRACTICE]
    people = {address: StaffGroup.NURSES}
    return actions.keep_colleagues(practice=practice, people=people, by=by, now=NOW)


def practice(side: Side) -> list[object]:
    return [side.organisations[Kind.PRACTICE].pk]


def forget(side: Side, by: Person) -> None:
    held = Colleague.objects.get(pk=side.more["kept"])
    actions.forget_colleague(colleague=held, by=by, now=NOW)


PAGES = {
    "team": Page(LEAD, practice),
    "team-forget": Page(LEAD, lambda side: [*practice(side), side.more["kept"]], "post"),
}

ACTIONS = {
    "assessment.team.actions.keep_colleagues": Act(
        LEAD, lambda side, by: keep(side, by, "new@example.org")
    ),
    "assessment.team.actions.forget_colleague": Act(LEAD, forget),
}
