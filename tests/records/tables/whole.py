"""A programme as a whole: its board and what is worked out from it."""

from dataclasses import replace
from datetime import date

from mainstay.accounts.models import Person
from mainstay.accounts.roles import Kind, Role
from mainstay.programme.engagement.models import Risk
from mainstay.programme.engagement.risks import actions
from mainstay.programme.engagement.risks.words import Said, Sort
from mainstay.programme.whole.export.actions import take_out
from tests.records.conftest import NOW
from tests.records.tables import LOOKS_ON, OFFICE, SUPPORT, Act, Page
from tests.records.world import Side

SEE_BOARD = OFFICE | LOOKS_ON | SUPPORT
SEE_WHOLE = SEE_BOARD - {Role.CHANGE_MANAGER}
RUN_IT = OFFICE | {Role.PROGRAMME_MANAGER}
SAID = Said(
    kind=Sort.RISK,
    words="A practice does not pay.",
    cause="",
    effect="",
    likelihood=2,
    impact=4,
    owner="Ada",
    response="Ask early.",
    review=date(2026, 12, 1),
)
TYPED = {**vars(SAID), "review": "2026-12-01", "seen": "1"}


def arrange(side: Side) -> None:
    """A steering group, and an entry in the register."""
    side.programme.steering_group = side.organisations[Kind.STEERING_GROUP]
    side.programme.save(update_fields=["steering_group"])
    lead = side.people[Role.OFFICE_LEAD]
    risk = actions.add_risk(programme=side.programme, selection=None, said=SAID, by=lead, now=NOW)
    side.more["risk"] = risk.pk


def programme(side) -> list[object]:
    return [side.programme.pk]


def risk(side: Side) -> list[object]:
    return [side.programme.pk, side.more["risk"]]


def _add(side: Side, by: Person) -> Risk:
    said = replace(SAID, words="Another thing may go wrong.")
    return actions.add_risk(programme=side.programme, selection=None, said=said, by=by, now=NOW)


def _change(side: Side, by: Person) -> object:
    held = Risk.objects.get(pk=side.more["risk"])
    return actions.change_risk(risk=held, said=SAID, seen=1, by=by, now=NOW)


def _take_out(side: Side, by: Person) -> object:
    return take_out(programme=side.programme, today=NOW.date(), synthetic=True, by=by, now=NOW)


def _settle(side: Side, by: Person) -> object:
    held = Risk.objects.get(pk=side.more["risk"])
    return actions.settle_risk(risk=held, closed=True, why="Done.", seen=1, by=by, now=NOW)


PAGES = {
    "board": Page(SEE_BOARD, programme),
    "time-to-help": Page(SEE_WHOLE, programme),
    "time-to-help-csv": Page(SEE_WHOLE, programme, html=False),
    "time-to-help-chart": Page(SEE_WHOLE, lambda side: [side.programme.pk, "contact"], html=False),
    "summary": Page(SEE_WHOLE | {Role.STEERING_GROUP}, programme),
    "export": Page(RUN_IT, programme),
    "export-file": Page(RUN_IT, lambda side: [side.programme.pk, "csv"], "post"),
    "risks": Page(SEE_WHOLE, programme),
    "new-risk": Page(RUN_IT, programme, "post", lambda side: TYPED),
    "risk": Page(SEE_WHOLE, risk),
    "settle-risk": Page(RUN_IT, risk, "post", lambda side: {"why": "Done.", "seen": "1"}),
}
ACTIONS = {
    "whole.export.actions.take_out": Act(RUN_IT, _take_out),
    "engagement.risks.actions.add_risk": Act(RUN_IT, _add),
    "engagement.risks.actions.change_risk": Act(RUN_IT, _change),
    "engagement.risks.actions.settle_risk": Act(RUN_IT, _settle),
}
