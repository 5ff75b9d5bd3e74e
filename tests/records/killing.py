"""Workers killed at any moment: `python -m tests.records.killing TIMES`, with records of its own.

With `beside NUMBER` that many workers work beside one another instead, and none is killed.

Each round tells people something urgent and invites somebody, starts a worker, and kills it with
signal 9 in the middle of its work. Prints, as JSON, what became of every mail. Run by
test_killed_worker, which knows what arrived.
"""

import json
import os
import random
import signal
import sys
import time
from datetime import UTC, datetime, timedelta

from mainstay.config import records

records.prepare()

from django.utils.timezone import now  # noqa: E402  (Django is set up first)

from mainstay.accounts.mail import delivery, sweeping  # noqa: E402
from mainstay.accounts.mail.actions import post  # noqa: E402
from mainstay.accounts.mail.models import UNDER_WAY, Kind, Mail, State  # noqa: E402
from mainstay.accounts.mail.sealing import unseal  # noqa: E402
from mainstay.accounts.models import Person  # noqa: E402
from mainstay.accounts.notices.actions import tell  # noqa: E402
from mainstay.accounts.notices.digests import make_digests  # noqa: E402
from mainstay.accounts.notices.models import Notice  # noqa: E402
from mainstay.config import working  # noqa: E402
from tests.records.forking import fork_worker  # noqa: E402

PEOPLE, INVITED, ROUNDS = 6, 2, 5
ENDS_WITHIN = 600
MORNING = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)  # a Monday

# What takes minutes in service takes moments here; nothing else is different.
delivery.LEASE, sweeping.TAKEN_WITHIN = timedelta(seconds=2), timedelta(seconds=5)
delivery.WAITS = (timedelta(0),) * 1000
working.MINUTE, working.LOOKS_EVERY = 0.1, 0.02
working.REMINDERS = ()


def beside(number: int) -> None:
    """Several workers at the same mail."""
    for one in range(ROUNDS):
        ask(people(), one)
    others = [fork_worker() for _ in range(number - 1)]
    finish()
    for one in others:
        os.kill(one, signal.SIGTERM)
        os.waitpid(one, 0)
    json.dump(fates(), sys.stdout)


def people() -> list[Person]:
    for number in range(PEOPLE):
        Person.objects.get_or_create(
            email=f"{number}@example.org", defaults={"name": f"N {number}", "joined": MORNING}
        )
    return list(Person.objects.order_by("pk"))


def killed(times: int) -> None:
    ask(people(), 0)
    began = time.monotonic()
    finish()
    length = time.monotonic() - began
    chance, caught = random.Random(20261101), 0
    for number in range(1, times + 1):
        ask(people(), number)
        worker = fork_worker()
        time.sleep(chance.uniform(0, length))
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)
        caught += Mail.objects.filter(state__in=UNDER_WAY, until__gt=now()).count()
    finish()
    json.dump({"caught": caught, "mail": fates(), "digests": in_the_digest()}, sys.stdout)


def ask(told: list[Person], number: int) -> None:
    """Something for each person, and two invitations."""
    tell(
        people=told,
        key=f"round-{number}",
        subject=f"Round {number}",
        words="Something is due.",
        path="/notices/",
        now=MORNING,
        urgent=True,
    )
    for one in range(INVITED):
        post(
            kind=Kind.INVITATION,
            to=f"new-{number}-{one}@example.org",
            subject="Join",
            words="Open this link.",
            now=MORNING,
        )


def finish() -> None:
    """Let a worker do what is left."""
    worker, end = fork_worker(), time.monotonic() + ENDS_WITHIN
    try:
        while Mail.objects.filter(state__in=(State.WAITING, *UNDER_WAY)).exists():
            require(time.monotonic() < end, "The worker did not come to an end.")
            time.sleep(0.02)
    finally:
        os.kill(worker, signal.SIGTERM)
        os.waitpid(worker, 0)


def require(held: bool, otherwise: str) -> None:
    if not held:
        sys.exit(otherwise)


def fates() -> dict[str, list[object]]:
    """Of each mail: its kind, its state and how often it was tried."""
    found = Mail.objects.values_list("reference", "kind", "state", "tries")
    return {str(reference): list(rest) for reference, *rest in found}


def in_the_digest() -> list[str]:
    """The mails of which nobody knows, and which the next morning's digests make up for."""
    doubtful = {
        str(one.mail.reference): (one.person.email, one.subject)
        for one in Notice.objects.filter(mail__state=State.IN_DOUBT).select_related(
            "mail", "person"
        )
    }
    make_digests(MORNING)
    words = {one.to: unseal(one.sealed) for one in Mail.objects.filter(kind=Kind.DIGEST)}
    return [one for one, (to, subject) in doubtful.items() if f"{subject}\n" in words.get(to, "")]


if __name__ == "__main__":
    *mode, count = sys.argv[1:]
    (beside if mode else killed)(int(count))
