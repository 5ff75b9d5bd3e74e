"""Setting up a programme, judging and choosing. Their pages are in test_programme_pages."""

from datetime import date

from mainstay.accounts.models import Person
from mainstay.accounts.roles import Kind, Role
from mainstay.programme.cohort import actions
from mainstay.programme.cohort.models import Judged
from mainstay.programme.organisations.actions import set_up_programme
from mainstay.terms.levels import Level
from tests.records.conftest import NOW
from tests.records.tables import OFFICE, Act
from tests.records.world import Side, member

PAGES: dict = {}
CODE = "Z00003"
LEAD = frozenset({Role.OFFICE_LEAD})


def arrange(side: Side) -> None:
    """A judgement of a colleague who has left, and a practice that is chosen."""
    colleague = member(side.organisations[Kind.OFFICE], Role.OFFICE_MEMBER, "colleague@example.org")
    side.more["judged"] = _judge(side, colleague, "Z00004").pk
    _choose(side, colleague)


def _set_up(side: Side, by: Person) -> object:
    return set_up_programme(
        name="Another",
        office=side.organisations[Kind.OFFICE],
        support_unit=None,
        area_code="Z0A",
        starts=date(2026, 12, 1),
        ends=date(2027, 11, 30),
        vision="",
        cohort_size=22,
        rules="gprp-2016",
        as_of=date(2026, 11, 1),
        by=by,
        now=NOW,
    )


def _judge(side: Side, by: Person, code: str = CODE) -> Judged:
    return actions.judge(
        programme=side.programme,
        practice_code=code,
        criterion=8,
        level=Level.HIGH,
        reason="Two partners left.",
        seen=None,
        by=by,
        now=NOW,
    )


def _moderate(side: Side, by: Person) -> object:
    judged = Judged.objects.get(pk=side.more["judged"])
    return actions.moderate(judged=judged, agrees=True, level=None, reason="", by=by, now=NOW)


def _choose(side: Side, by: Person) -> object:
    return actions.choose(
        programme=side.programme,
        practice_code=CODE,
        chosen=True,
        reason="They asked.",
        by=by,
        now=NOW,
    )


def _freeze(side: Side, by: Person) -> object:
    rows = [{"practice_code": CODE, "practice_name": "NEWMERE", "order": 1}]
    return actions.freeze(
        programme=side.programme,
        rows=rows,
        evidence="e" * 64,
        rules_version="1.0",
        by=by,
        now=NOW,
    )


ACTIONS = {
    "organisations.actions.set_up_programme": Act(LEAD, _set_up),
    "cohort.actions.judge": Act(OFFICE, _judge),
    "cohort.actions.moderate": Act(OFFICE, _moderate),
    "cohort.actions.choose": Act(OFFICE, _choose),
    "cohort.actions.freeze": Act(LEAD, _freeze),
}
