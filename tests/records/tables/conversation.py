"""The readiness conversation: who writes it down, who reads it, and who decides."""

from mainstay.accounts.models import Person
from mainstay.accounts.roles import Role
from mainstay.programme.engagement import actions as journey
from mainstay.programme.engagement.conversation import actions
from mainstay.programme.engagement.decisions.actions import decide
from mainstay.programme.engagement.models import Answer, Response
from mainstay.programme.engagement.packs.actions import go_through
from mainstay.programme.engagement.packs.queries import newest
from mainstay.programme.engagement.stages import Stage
from tests.records.conftest import NOW
from tests.records.tables import SEE_JOURNEY, Act, Page
from tests.records.tables.packs import WORKS_WITH, issue
from tests.records.world import Side

ANSWERS = {
    "held-on": "2026-11-02",
    "took-part": "Ann Other, partner",
    "where-now": "We lost two partners.",
    "future-state": "Time for each patient.",
    "change-accepted": "yes",
}


def arrange(side: Side) -> None:
    """A record that is begun, not shared yet."""
    begun = begin(side, side.people[Role.OFFICE_LEAD])
    write(begun, side.people[Role.ANALYST], "where-now", "We lost two partners.")
    side.more["response"] = begun.pk


def begin(side: Side, by: Person) -> Response:
    return actions.begin(selection=side.selection, by=by, now=NOW)


def write(response: Response, by: Person, question: str, words: str, seen: int = 0) -> Answer:
    return actions.write(
        response=response, question=question, words=words, seen=seen, by=by, now=NOW
    )


def prepared(side: Side) -> None:
    """All is done that stands before a decision."""
    lead, reason = side.people[Role.OFFICE_LEAD], "Signed on paper."
    for start, end in ((Stage.SELECTED, Stage.AGREED), (Stage.AGREED, Stage.PREPARING)):
        journey.move(selection=side.selection, end=end, seen=start, reason=reason, by=lead, now=NOW)
    pack = newest(side.selection) or issue(side, lead)
    go_through(pack=pack, by=side.people[Role.PRACTICE_LEAD], now=NOW)
    begun = begin(side, lead)
    for question, words in ANSWERS.items():
        held = begun.answers.filter(question=question).order_by("-version").first()
        write(begun, lead, question, words, held.version if held else 0)


def _response(side: Side) -> Response:
    return Response.objects.get(pk=side.more["response"])


def _begin(side: Side, by: Person) -> object:
    """As if nobody had begun it."""
    _response(side).answers.all().delete()
    _response(side).delete()
    return begin(side, by)


def _decide(side: Side, by: Person) -> object:
    prepared(side)
    return decide(
        selection=side.selection,
        outcome=Stage.READY,
        reason="They want to.",
        seen=Stage.PREPARING,
        by=by,
        now=NOW,
    )


PAGES = {
    "conversation": Page(SEE_JOURNEY),
    "begin-conversation": Page(WORKS_WITH, method="post"),
    "save-answer": Page(
        WORKS_WITH,
        method="post",
        data=lambda side: {"question": "options", "words": "Share a nurse.", "seen": "0"},
    ),
    "share-conversation": Page(WORKS_WITH, method="post"),
    "decision": Page(SEE_JOURNEY),
}

ACTIONS = {
    "engagement.conversation.actions.begin": Act(WORKS_WITH, _begin),
    "engagement.conversation.actions.write": Act(
        WORKS_WITH, lambda side, by: write(_response(side), by, "options", "Share a nurse.")
    ),
    "engagement.conversation.actions.share": Act(
        WORKS_WITH, lambda side, by: actions.share(response=_response(side), by=by, now=NOW)
    ),
    "engagement.decisions.actions.decide": Act(WORKS_WITH, _decide),
}
