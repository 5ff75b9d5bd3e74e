"""When a practice is reminded to look again: its lead alone."""

from mainstay.accounts.models import Person
from mainstay.accounts.roles import Role
from mainstay.programme.assessment.models import Round
from mainstay.programme.assessment.reminding import actions
from tests.records.conftest import NOW
from tests.records.tables import Act, Page
from tests.records.world import Side

LEAD = frozenset({Role.PRACTICE_LEAD})


def look_again(side: Side, by: Person) -> Round:
    found = Round.objects.get(pk=side.more["finished"])
    return actions.look_again(team_round=found, months=6, by=by, now=NOW)


PAGES = {"round-again": Page(LEAD, lambda side: [side.more["finished"]])}

ACTIONS = {"assessment.reminding.actions.look_again": Act(LEAD, look_again)}
