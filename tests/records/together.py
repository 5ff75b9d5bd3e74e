"""Many people at once, in a process with records of its own: `python -m tests.records.together`.

Run by test_at_once: what is committed would stay for other tests, as nobody may empty the log.
"""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

from mainstay.config import records

records.prepare()

from django.db import connection  # noqa: E402  (Django is set up first)

from mainstay.accounts import actions  # noqa: E402
from mainstay.accounts.audit import Event, problems, record  # noqa: E402
from mainstay.accounts.models import Entry, Membership, Person  # noqa: E402
from mainstay.accounts.roles import Kind, Role  # noqa: E402
from mainstay.terms.errors import MainstayError  # noqa: E402

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


def require(held: bool, otherwise: str) -> None:
    if not held:
        sys.exit(otherwise)


if __name__ == "__main__":
    {"writers": writers, "presses": presses}[sys.argv[1]]()
    require(not list(problems()), "the log is not whole")
