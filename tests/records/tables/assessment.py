"""A practice's self-assessment: its own people alone."""

from datetime import date, timedelta

from mainstay.accounts.models import Person
from mainstay.accounts.roles import Kind, Role
from mainstay.programme.assessment import actions
from mainstay.programme.assessment.agreeing import actions as agreeing
from mainstay.programme.assessment.agreeing.actions import Given
from mainstay.programme.assessment.beginning import actions as beginning
from mainstay.programme.assessment.models import Asked, Round, StaffGroup
from tests.records.conftest import NOW
from tests.records.tables import PRACTICE, Act, Page
from tests.records.teams import agree_on
from tests.records.world import Side

LEAD = frozenset({Role.PRACTICE_LEAD})
OFFICE_LEAD = frozenset({Role.OFFICE_LEAD})
STATEMENT = "pay-and-profit"
ANSWER_BY = date(2026, 11, 30)


def arrange(side: Side) -> None:
    """A finished round, and one that is open and asks somebody."""
    by = side.people[Role.PRACTICE_LEAD]
    practice = side.organisations[Kind.PRACTICE]
    first = opened(side, together=True)
    agree_on(first, by, {"safe-care": 3})
    actions.finish_round(team_round=first, met=None, by=by, now=NOW)
    side.more["finished"] = first.pk
    made = opened(side)
    side.more["round"] = made.pk
    side.more["colleague"] = actions.ask(
        team_round=made, people={"nurse@example.org": StaffGroup.NURSES}, by=by, now=NOW
    )[0].pk
    side.more["practice"] = practice.pk


def opened(side: Side, *, together: bool = False) -> Round:
    return actions.open_round(
        practice=side.organisations[Kind.PRACTICE],
        answer_by=ANSWER_BY,
        together=together,
        by=side.people[Role.PRACTICE_LEAD],
        now=NOW,
    )


def held(side: Side) -> Round:
    return Round.objects.get(pk=side.more["round"])


def closed(side: Side) -> Round:
    found = held(side)
    if found.closed is None:
        found = actions.close_round(team_round=found, by=side.people[Role.PRACTICE_LEAD], now=NOW)
    return found


def of(name: str):
    return lambda side: [side.more[name]]


def after_closing(call):
    """Calls an action on the round once it is closed."""
    return lambda side, by: call(closed(side), by)


def finish(found: Round, by: Person) -> Round:
    leads = found.practice.memberships.filter(role=Role.PRACTICE_LEAD, until=None)
    agree_on(found, leads.first().person, {STATEMENT: 3})
    return actions.finish_round(team_round=found, met=None, by=by, now=NOW)


def finish_first(side: Side, by: Person) -> object:
    actions.drop_round(team_round=held(side), by=side.people[Role.PRACTICE_LEAD], now=NOW)
    return actions.open_round(
        practice=side.organisations[Kind.PRACTICE],
        answer_by=ANSWER_BY + timedelta(days=1),
        together=False,
        by=by,
        now=NOW,
    )


PAGES = {
    "assessments": Page(frozenset(), lambda side: [], anybody=True),
    "assessment": Page(PRACTICE, of("practice")),
    "round-new": Page(LEAD, of("practice")),
    "round": Page(PRACTICE, of("round")),
    "round-ask": Page(LEAD, of("round"), "post", lambda side: {"nurses": "a@example.org"}),
    "round-ask-no-more": Page(
        LEAD, lambda side: [side.more["round"], side.more["colleague"]], "post"
    ),
    "round-remind": Page(LEAD, of("round"), "post"),
    "round-close": Page(LEAD, of("round")),
    "round-drop": Page(LEAD, of("round")),
    "meeting": Page(PRACTICE, of("finished")),
    "meeting-agree": Page(frozenset(), lambda side: [side.more["finished"], STATEMENT], html=False),
    "meeting-level": Page(
        frozenset(), lambda side: [side.more["finished"], "physical"], html=False
    ),
    "round-finish": Page(frozenset(), of("finished"), html=False),
    "round-begin": Page(frozenset(), of("finished"), html=False),
    "floor": Page(OFFICE_LEAD, lambda side: [side.organisations[Kind.OFFICE].pk]),
    "triangle": Page(PRACTICE, of("finished")),
    "round-paper": Page(
        PRACTICE, lambda side: [side.more["finished"], "session-guide", "docx"], html=False
    ),
}

ACTIONS = {
    "assessment.actions.open_round": Act(LEAD, finish_first),
    "assessment.actions.ask": Act(
        LEAD,
        lambda side, by: actions.ask(
            team_round=held(side), people={"b@example.org": StaffGroup.OFFICE}, by=by, now=NOW
        ),
    ),
    "assessment.actions.ask_no_more": Act(
        LEAD,
        lambda side, by: actions.ask_no_more(
            asked=Asked.objects.get(pk=side.more["colleague"]), by=by, now=NOW
        ),
    ),
    "assessment.actions.remind_all": Act(
        LEAD, lambda side, by: actions.remind_all(team_round=held(side), by=by, now=NOW)
    ),
    "assessment.actions.close_round": Act(
        LEAD, lambda side, by: actions.close_round(team_round=held(side), by=by, now=NOW)
    ),
    "assessment.actions.drop_round": Act(
        LEAD, lambda side, by: actions.drop_round(team_round=held(side), by=by, now=NOW)
    ),
    "assessment.agreeing.actions.agree": Act(
        LEAD,
        after_closing(
            lambda found, by: agreeing.agree(
                team_round=found, given=[Given(STATEMENT, 2)], by=by, now=NOW
            )
        ),
    ),
    "assessment.actions.finish_round": Act(
        LEAD,
        after_closing(lambda found, by: finish(found, by)),
    ),
    "assessment.beginning.actions.choose": Act(
        LEAD,
        after_closing(
            lambda found, by: beginning.choose(
                team_round=found, statements=[STATEMENT], seen=0, by=by, now=NOW
            )
        ),
    ),
    "assessment.actions.set_floor": Act(
        OFFICE_LEAD,
        lambda side, by: actions.set_floor(
            office=side.organisations[Kind.OFFICE], people=7, by=by, now=NOW
        ),
    ),
}
