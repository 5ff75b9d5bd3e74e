"""An offer and nine practices that let themselves be counted: `python -m tests.records.neighbours`.

Run with MAINSTAY_HOME, beside the server. `neighbours count` makes the count of a month.
"""

import sys

from tests.records.furnish import session  # noqa: F401  records are prepared by it

from django.utils.timezone import now  # isort: skip
from mainstay.accounts import actions as accounts  # isort: skip
from mainstay.accounts.roles import Kind, Role  # isort: skip
from mainstay.programme.assessment import actions as rounds  # isort: skip
from mainstay.programme.assessment import queries  # isort: skip
from mainstay.programme.cohort import actions as cohort  # isort: skip
from mainstay.programme.organisations.models import Programme  # isort: skip
from mainstay.programme.sharing.actions import share  # isort: skip
from mainstay.programme.sharing.audiences import Audience  # isort: skip
from mainstay.programme.sharing.counting import count  # isort: skip
from mainstay.programme.support.offers import actions as offers  # isort: skip
from tests.records.conftest import NOW  # isort: skip
from tests.records.tables.support import TOLD  # isort: skip
from tests.records.teams import agree_on, open_round, say_yes  # isort: skip
from tests.records.world import member  # isort: skip


def furnish(programme: Programme) -> None:
    lead = programme.office.memberships.get(role=Role.OFFICE_LEAD, until=None).person
    offers.add_offer(office=programme.office, told=TOLD, by=lead, now=NOW)
    for number in range(9):
        _neighbour(programme, number)


def _neighbour(programme: Programme, number: int) -> None:
    """Behind on the first statement of the ground."""
    practice = accounts.found_organisation(
        kind=Kind.PRACTICE, name=f"Neighbour {number}", code=f"Z8{number:04d}", now=NOW
    )
    lead = member(practice, Role.PRACTICE_LEAD, f"neighbour-{number}@example.org")
    office = programme.office.memberships.get(role=Role.OFFICE_LEAD, until=None).person
    selection = cohort.select(programme, practice.code, practice.name, by=office, now=NOW)
    say_yes(selection, lead)
    made = open_round(practice, lead, together=True)
    first = queries.framework_of(made).statements[0].id
    agree_on(made, lead, {first: 1})
    done = rounds.finish_round(team_round=made, met=NOW.date(), by=lead, now=NOW)
    share(team_round=done, selection=selection, audience=Audience.COUNTED, by=lead, now=NOW)


if __name__ == "__main__":
    held = Programme.objects.get(name="own programme")
    count(held, now()) if sys.argv[1:] == ["count"] else furnish(held)
