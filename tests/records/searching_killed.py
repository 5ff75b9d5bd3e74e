"""Workers killed while they look for times: `python -m tests.records.searching_killed TIMES`.

With records of its own. Each round wants visits, has times looked for, kills the worker with signal
9 at a moment of its work, and lets another finish. Prints, as JSON, what was found half-written,
how often a plan was kept, and how many searches were caught in the middle.
"""

import json
import os
import random
import signal
import sys
import time
from datetime import timedelta

from mainstay.config import records

records.prepare()

from django.utils.timezone import now  # noqa: E402  (Django is set up first)

from mainstay.accounts.audit import Event  # noqa: E402
from mainstay.accounts.models import Entry  # noqa: E402
from mainstay.accounts.roles import Role  # noqa: E402
from mainstay.config import working  # noqa: E402
from mainstay.programme.agreements.actions import nominate  # noqa: E402
from mainstay.programme.agreements.parts import Part  # noqa: E402
from mainstay.programme.engagement.models import Visit, VisitSearch  # noqa: E402
from mainstay.programme.engagement.visits.actions import cancel_visit, want_visit  # noqa: E402
from mainstay.programme.engagement.visits.searching import actions, making, sweeping  # noqa: E402
from mainstay.programme.engagement.visits.states import SEARCHING, Search, State  # noqa: E402
from mainstay.terms.visits import visit_kinds  # noqa: E402
from tests.records.forking import fork_worker  # noqa: E402
from tests.records.world import Side, world  # noqa: E402

ENDS_WITHIN = 120

# What takes a minute in service takes moments here; nothing else is different.
MOMENT = timedelta(seconds=1)
making.LEASE = actions.TAKEN_WITHIN = sweeping.TAKEN_WITHIN = MOMENT
sweeping.MOST = 99
working.MINUTE, working.LOOKS_EVERY, working.REMINDERS = 0.1, 0.02, ()


def killed(times: int) -> None:
    own = world().own
    name_lead(own)
    ask(own)
    began = time.monotonic()
    finish(fork_worker())
    length = time.monotonic() - began
    chance, half, caught = random.Random(20261122), [], 0
    for _ in range(times):
        ask(own)
        worker = fork_worker()
        time.sleep(chance.uniform(0, length))
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)
        half += half_written()
        caught += VisitSearch.objects.filter(state=Search.UNDER_WAY).count()
        finish(fork_worker())
    kept = Entry.objects.filter(event=Event.VISITS_PLANNED).count() - 1
    json.dump({"half": half, "kept": kept, "caught": caught}, sys.stdout)


def name_lead(own: Side) -> None:
    nominate(
        selection=own.selection, part=Part.PRACTICE_LEAD,
        person=own.people[Role.PRACTICE_LEAD], by=own.people[Role.OFFICE_LEAD], now=now(),
    )  # fmt: skip


def ask(own: Side) -> None:
    """Two visits, where those of the round before are cancelled."""
    by = own.people[Role.PROGRAMME_MANAGER]
    for one in Visit.objects.filter(state=State.PROPOSED):
        cancel_visit(visit=one, words="", seen=one.seen, by=by, now=now())
    for kind in list(visit_kinds())[:2]:
        deadline = now().date() + timedelta(days=120)
        want_visit(selection=own.selection, kind=kind, deadline=deadline, by=by, now=now())
    actions.look_for_times(programme=own.programme, by=by, now=now())


def half_written() -> list[str]:
    """Visits with a time while the search goes on, or without one when it has ended."""
    going = VisitSearch.objects.last().state in SEARCHING
    wrong = State.PROPOSED if going else State.WANTED
    return [str(one) for one in Visit.objects.filter(state=wrong)]


def finish(worker: int) -> None:
    """Let a worker do what is left."""
    end = time.monotonic() + ENDS_WITHIN
    try:
        while VisitSearch.objects.filter(state__in=SEARCHING).exists():
            if time.monotonic() > end:
                sys.exit("The worker did not come to an end.")
            time.sleep(0.02)
    finally:
        os.kill(worker, signal.SIGTERM)
        os.waitpid(worker, 0)


if __name__ == "__main__":
    killed(int(sys.argv[1]))
