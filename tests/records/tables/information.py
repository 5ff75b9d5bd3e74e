"""Requests for information, and the ledger of a practice's time."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from mainstay.accounts.models import Person
from mainstay.accounts.roles import Role
from mainstay.programme.engagement.burden import actions as burden
from mainstay.programme.engagement.models import InformationRequest
from mainstay.programme.engagement.requests import actions
from mainstay.programme.engagement.requests.states import State
from tests.records.conftest import NOW
from tests.records.tables import (
    LOOKS_ON,
    MANAGERS,
    OFFICE,
    PRACTICE,
    SEE_JOURNEY,
    SUPPORT,
    Act,
    Page,
)
from tests.records.world import Side

ASKS = OFFICE | SUPPORT
SEES_PROGRAMME = OFFICE | LOOKS_ON | {Role.PROGRAMME_MANAGER, Role.ANALYST}


def arrange(side: Side) -> None:
    """A request with the office, one with the practice, and one with a file."""
    analyst = side.people[Role.ANALYST]
    side.more["asked"] = ask(side, analyst, "The rota").pk
    side.more["passed"] = ask(side, side.people[Role.OFFICE_LEAD], "Rooms", State.PRACTICE).pk
    filed = ask(side, analyst, "Staff list")
    made = actions.answer(
        request=filed,
        words="Here it is.",
        files=[SimpleUploadedFile("staff.txt", b"Two doctors")],
        seen=State.OFFICE,
        by=side.people[Role.OFFICE_LEAD],
        now=NOW,
    )
    side.more["filed"] = filed.pk
    side.more["answer-file"] = made.files.get().pk


def ask(side: Side, by: Person, what: str, first: State = State.OFFICE) -> InformationRequest:
    return actions.ask(
        selection=side.selection, item="", what=what, why="To know.", minutes=20,
        due=date(2026, 11, 16), first=first, words="", by=by, now=NOW,
    )  # fmt: skip


def said(side: Side, name: str) -> InformationRequest:
    return InformationRequest.objects.get(pk=side.more[name])


def to(name: str):
    return lambda side: [side.selection.pk, side.more[name]]


def words(prefix: str, state: State):
    return lambda side: {f"{prefix}-words": "So it is.", f"{prefix}-seen": state.value}


PAGES = {
    "information": Page(SEE_JOURNEY),
    "information-choose": Page(ASKS),
    "information-ask": Page(ASKS, lambda side: [side.selection.pk, "other"]),
    "information-request": Page(SEE_JOURNEY, to("asked")),
    "information-answer": Page(
        OFFICE | PRACTICE, to("passed"), "post", words("answer", State.PRACTICE)
    ),
    "information-pass-on": Page(OFFICE, to("asked"), "post", words("pass-on", State.OFFICE)),
    "information-cannot": Page(PRACTICE, to("passed"), "post", words("cannot", State.PRACTICE)),
    "information-withdraw": Page(
        MANAGERS | {Role.ANALYST}, to("asked"), "post", words("withdraw", State.OFFICE)
    ),
    "information-file": Page(
        SEE_JOURNEY,
        lambda side: [side.selection.pk, side.more["filed"], side.more["answer-file"]],
        html=False,
    ),
    "time": Page(SEE_JOURNEY),
    "programme-time": Page(SEES_PROGRAMME, lambda side: [side.programme.pk]),
}


def _answer(side: Side, by: Person) -> object:
    return actions.answer(
        request=said(side, "passed"), words="Four.", files=[], seen=State.PRACTICE, by=by, now=NOW
    )


def _act(action, name: str, state: State):
    return lambda side, by: action(request=said(side, name), words="", seen=state, by=by, now=NOW)


def _time(side: Side, by: Person) -> object:
    line = f"request-{side.more['passed']}"
    return burden.tell_time(selection=side.selection, line=line, minutes=45, by=by, now=NOW)


ACTIONS = {
    "engagement.requests.actions.ask": Act(ASKS, lambda side, by: ask(side, by, "The lease")),
    "engagement.requests.actions.answer": Act(OFFICE | PRACTICE, _answer),
    "engagement.requests.actions.pass_on": Act(
        OFFICE, _act(actions.pass_on, "asked", State.OFFICE)
    ),
    "engagement.requests.actions.say_cannot": Act(
        PRACTICE, _act(actions.say_cannot, "passed", State.PRACTICE)
    ),
    "engagement.requests.actions.withdraw_request": Act(
        MANAGERS | {Role.ANALYST}, _act(actions.withdraw_request, "asked", State.OFFICE)
    ),
    "engagement.burden.actions.tell_time": Act(PRACTICE, _time),
}
