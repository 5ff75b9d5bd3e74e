"""What a practice shares of its self-assessment: its lead alone."""

from mainstay.accounts.models import Person
from mainstay.accounts.roles import Role
from mainstay.programme.assessment.models import Round
from mainstay.programme.sharing import actions
from mainstay.programme.sharing.audiences import Audience
from tests.records.conftest import NOW
from tests.records.tables import Act, Page
from tests.records.tables.assessment import LEAD
from tests.records.tables.candidates import SEES
from tests.records.world import Side


def with_office(side: Side) -> list[object]:
    return [side.more["finished"], side.selection.pk, Audience.OFFICE.value]


def share(side: Side, by: Person) -> object:
    return actions.share(
        team_round=Round.objects.get(pk=side.more["finished"]),
        selection=side.selection,
        audience=Audience.OFFICE,
        by=by,
        now=NOW,
    )


def stop(side: Side, by: Person) -> object:
    share(side, side.people[Role.PRACTICE_LEAD])
    return actions.stop(
        team_round=Round.objects.get(pk=side.more["finished"]),
        selection=side.selection,
        audience=Audience.OFFICE,
        by=by,
        now=NOW,
    )


PAGES = {
    "sharing": Page(LEAD, lambda side: [side.more["finished"]]),
    "share": Page(LEAD, with_office, "post"),
    "stop-sharing": Page(LEAD, with_office, "post"),
    "themes": Page(SEES, lambda side: [side.programme.pk]),
}

ACTIONS = {
    "sharing.actions.share": Act(LEAD, share),
    "sharing.actions.stop": Act(LEAD, stop),
}
