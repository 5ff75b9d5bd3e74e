"""Many people at once, in a process with records of its own: `python -m tests.records.together`.

Run by test_at_once: what is committed would stay for other tests, as nobody may empty the log.
"""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

from mainstay.config import records

records.prepare()

from django.db import connection  # noqa: E402  (Django is set up first)

from mainstay.accounts import actions  # noqa: E402
from mainstay.accounts.audit import WORKER, Event, problems, record  # noqa: E402
from mainstay.accounts.models import Entry, Membership, Person  # noqa: E402
from mainstay.accounts.roles import Kind, Role  # noqa: E402
from mainstay.programme.assessment.models import OwnStatement, Sheet, StaffGroup  # noqa: E402
from mainstay.programme.assessment.reminding.sweeping import remind  # noqa: E402
from mainstay.programme.assessment.statements.actions import add_statement  # noqa: E402
from mainstay.programme.cohort.actions import select  # noqa: E402
from mainstay.programme.engagement.conversation.actions import (  # noqa: E402
    WrittenSinceError,
    begin,
    write,
)
from mainstay.programme.engagement.models import Answer, IssuedPack, PackFile  # noqa: E402
from mainstay.programme.engagement.packs.actions import issue  # noqa: E402
from mainstay.programme.engagement.packs.steps import FileKind  # noqa: E402
from mainstay.programme.support.answering.actions import say_yes  # noqa: E402
from mainstay.programme.support.asking.actions import ask  # noqa: E402
from mainstay.programme.support.models import Offer, SupportRequest  # noqa: E402
from mainstay.terms.errors import MainstayError  # noqa: E402
from mainstay.terms.own_statements import MOST  # noqa: E402
from tests.records.own_statements import other  # noqa: E402
from tests.records.tables.packs import made_up_draft  # noqa: E402
from tests.records.tables.support import add  # noqa: E402
from tests.records.teams import ask as invite_team  # noqa: E402
from tests.records.teams import open_round  # noqa: E402
from tests.records.world import Side, member, world  # noqa: E402

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
WRITERS, LINES, PRESSES = 20, 5, 8


def at_once(work: Callable[[int], object], people: int) -> list[object]:
    """What each of many people gets who do the same at the same moment."""
    start = Barrier(people)

    def one(number: int) -> object:
        start.wait()
        try:
            return work(number)
        except MainstayError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(people) as pool:
        return list(pool.map(one, range(people)))


def writers() -> None:
    """Twenty writers lose no line of the log."""

    def write(number: int) -> None:
        for line in range(LINES):
            record(Event.REFUSED, f"{number}.{line}", by=None, now=NOW)

    at_once(write, WRITERS)
    said = sorted(Entry.objects.values_list("subject", flat=True))
    wanted = sorted(f"{number}.{line}" for number in range(WRITERS) for line in range(LINES))
    require(said == wanted, f"{len(said)} of {len(wanted)} lines are in the log")


def presses() -> None:
    """An invitation that is pressed many times at once makes one person and one member."""
    office = actions.found_organisation(kind=Kind.OFFICE, name="Anyshire", code="", now=NOW)
    made, _ = actions.invite(
        email="ann@example.org", organisation=office, role=Role.AUDITOR, by=None, now=NOW
    )

    def accept(_: int) -> Person:
        return actions.accept_invitation(
            invitation=made, person=None, name="Ann Other", password="three words", now=NOW
        )

    got = at_once(accept, PRESSES)
    require(sum(isinstance(one, Person) for one in got) == 1, f"accepted: {got}")
    require(Person.objects.count() == 1, "there is more than one person")
    require(Membership.objects.count() == 1, "there is more than one member")


def packs() -> None:
    """A pack that is issued many times at once is one pack, of which each person is told once."""
    own, draft = world().own, made_up_draft()
    analyst = own.people[Role.ANALYST]

    def press(_: int) -> IssuedPack:
        return issue(selection=own.selection, draft=draft, seen=0, by=analyst, now=NOW)

    got = at_once(press, PRESSES)
    require({one.pk for one in got} == {IssuedPack.objects.get().pk}, f"issued: {got}")
    require(PackFile.objects.count() == len(FileKind), "a file is kept twice, or not at all")
    require(own.people[Role.PRACTICE_LEAD].notices.count() == 1, "the practice was told again")


def answers() -> None:
    """Of many who write in one place at once one is first, and the others are told whose it is."""
    own = world().own
    begun = begin(selection=own.selection, by=own.people[Role.ANALYST], now=NOW)
    writers = [own.people[role] for role in (Role.ANALYST, Role.OFFICE_LEAD, Role.OFFICE_MEMBER)]

    def type_in(number: int) -> Answer:
        by, words = writers[number % len(writers)], f"Words {number}."
        return write(response=begun, question="options", words=words, seen=0, by=by, now=NOW)

    got = at_once(type_in, PRESSES)
    kept = Answer.objects.get()
    told = [one for one in got if isinstance(one, WrittenSinceError)]
    require(len(told) == PRESSES - 1, f"answered: {got}")
    require({one.held.pk for one in told} == {kept.pk}, "told of another answer")


def places() -> None:
    """One place, and many who are told yes at once: one has it, and nobody's press is lost.

    A practice that presses many times at once asks once.
    """
    own = world().own
    lead, practice = own.people[Role.OFFICE_LEAD], own.people[Role.PRACTICE_LEAD]
    made = add(own, "at once", lead, places=1)
    asked = {"offer": made, "statement": "", "words": "", "by": practice, "now": NOW}
    got = at_once(lambda _: ask(selection=own.selection, **asked), PRESSES)
    require({one.pk for one in got} == {SupportRequest.objects.get().pk}, f"asked: {got}")
    others = [_asks(own, made, number) for number in range(PRESSES - 1)]

    def yes(number: int) -> object:
        one = [got[0], *others][number]
        given = {"seen": one.steps.last().pk, "by": lead, "now": NOW, "words": ""}
        return say_yes(request=one, starts=NOW.date(), **given)

    at_once(yes, PRESSES)
    held = SupportRequest.objects.filter(state="yes")
    require([one.pk for one in held] == [got[0].pk], f"promised to: {list(held)}")


def statements() -> None:
    """Eight statements that are added at once are five, each with an id of its own."""
    own = world().own
    given = {"office": own.organisations[Kind.OFFICE], "by": own.people[Role.OFFICE_LEAD]}

    def add_one(number: int) -> object:
        return add_statement(told=other(f"We have {'a' * (number + 1)}."), now=NOW, **given)

    got = at_once(add_one, PRESSES)
    added = [one for one in got if isinstance(one, OwnStatement)]
    require(len(added) == OwnStatement.objects.count() == MOST, f"added: {got}")


def forgotten() -> None:
    """Many workers at once warn of a forgotten round once, drop it once, and destroy it whole."""
    own = world().own
    leader = own.people[Role.PRACTICE_LEAD]
    begun = open_round(own.organisations[Kind.PRACTICE], leader)
    invite_team(begun, leader, {StaffGroup.NURSES: 6})
    for days, lines in ((83, 1), (90, 2)):
        due = datetime.combine(begun.answer_by, NOW.time(), UTC) + timedelta(days=days)
        at_once(lambda _, due=due: remind(due), PRESSES)
        require(leader.notices.count() == lines, "told again, or not at all")
        require(Entry.objects.filter(person_name=WORKER).count() == lines, "logged again")
    require(not Sheet.objects.exists(), "answers are left")


def _asks(own: Side, offer: Offer, number: int) -> SupportRequest:
    """One more practice of the programme, which asks for the same."""
    code = f"Z0020{number}"
    home = actions.found_organisation(kind=Kind.PRACTICE, name=code, code=code, now=NOW)
    lead = own.people[Role.OFFICE_LEAD]
    selection = select(own.programme, code, code, by=lead, now=NOW)
    by = member(home, Role.PRACTICE_LEAD, f"lead@{code.lower()}.example.org")
    return ask(offer=offer, selection=selection, statement="", words="", by=by, now=NOW)


def require(held: bool, otherwise: str) -> None:
    if not held:
        sys.exit(otherwise)


if __name__ == "__main__":
    works = (writers, presses, packs, answers, places, statements, forgotten)
    {one.__name__: one for one in works}[sys.argv[1]]()
    require(not list(problems()), "the log is not whole")
