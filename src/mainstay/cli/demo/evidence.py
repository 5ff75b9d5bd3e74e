"""What the demo's practices are sent, say of it and are asked for."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from mainstay.accounts.models import Person
from mainstay.cli.demo import words
from mainstay.cli.demo.people import Cast
from mainstay.library import Known
from mainstay.library.issuing import Draft, draft
from mainstay.library.questions import Question
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement import queries
from mainstay.programme.engagement.comments import actions as comments
from mainstay.programme.engagement.conversation import actions as conversation
from mainstay.programme.engagement.decisions.actions import decide
from mainstay.programme.engagement.packs import actions as packs
from mainstay.programme.engagement.packs.queries import newest
from mainstay.programme.engagement.requests import actions as requests
from mainstay.programme.engagement.requests.states import State
from mainstay.programme.engagement.stages import Stage
from mainstay.terms.information import catalogue

COMMENTED = "list_size"


def drafts(known: Known, rules: str) -> Callable[[str], Draft]:
    """Makes the pack of a practice as known on the programme's day."""
    return lambda code: draft(known, code, Question(rules))


def issue(selection: Selection, drafted: Draft, by: Person, now: datetime) -> None:
    held = queries.journey(selection.pk)
    packs.issue(selection=held, draft=drafted, seen=0, by=by, now=now)


def receive(selection: Selection, by: Person, now: datetime, *, all_through: bool) -> None:
    """The practice opens its pack; some go through it together."""
    held = newest(queries.journey(selection.pk))
    packs.acknowledge(pack=held, by=by, now=now)
    packs.opened(pack=held, by=by, now=now)
    if all_through:
        packs.go_through(pack=held, by=by, now=now + timedelta(days=2))


def comment(selection: Selection, known: Known, by: Person, now: datetime) -> object:
    """The practice says something of its list size, as it read it."""
    held = queries.journey(selection.pk)
    row = known.figures(selection.practice.code, COMMENTED, latest=True).row(0, named=True)
    return comments.comment(
        selection=held,
        indicator=COMMENTED,
        period=row["period"],
        figure=f"{row['value']:,.0f}",
        pack=newest(held),
        words=words.COMMENT,
        by=by,
        now=now,
    )


def answer(selection: Selection, by: Person, now: datetime) -> None:
    for one in queries.journey(selection.pk).comments.all():
        comments.reply(comment=one, words=words.ANSWER, by=by, now=now)


def converse(
    selection: Selection, by: Person, now: datetime, *, whole: bool, held_on: date
) -> None:
    """The record of the readiness conversation; a part of it where it is not done."""
    made = conversation.begin(selection=selection, by=by, now=now)
    said = {"held-on": held_on.isoformat(), **words.CONVERSATION}
    kept = said if whole else dict(list(said.items())[:4])
    for question, told in kept.items():
        conversation.write(response=made, question=question, words=told, seen=0, by=by, now=now)
    if whole:
        conversation.share(response=made, by=by, now=now)


def settle(selection: Selection, outcome: Stage, why: str, by: Person, now: datetime) -> None:
    held = queries.journey(selection.pk)
    decide(
        selection=held,
        outcome=outcome,
        reason=why,
        seen=queries.stage(held),
        by=by,
        now=now,
    )


def ask(
    cast: Cast, selection: Selection, item: str, first: State, days: int, now: datetime
) -> object:
    """Ask for something of the catalogue, due so many days later."""
    wanted = catalogue()[item]
    return requests.ask(
        selection=queries.journey(selection.pk),
        item=item,
        what=wanted.name,
        why=wanted.why,
        minutes=wanted.minutes,
        due=(now + timedelta(days=days)).date(),
        first=first,
        words=words.HELD if first is State.HELD else "",
        by=cast["dev"],
        now=now,
    )


def pass_on(cast: Cast, asked: object, now: datetime) -> None:
    requests.pass_on(
        request=asked, words=words.NOT_HELD, seen=State.OFFICE, by=cast["ben"], now=now
    )


def reply(asked: object, by: Person, now: datetime) -> None:
    requests.answer(request=asked, words=words.REPLY, files=(), seen=State.PRACTICE, by=by, now=now)
