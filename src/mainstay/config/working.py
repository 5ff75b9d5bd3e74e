"""Do what is queued and look at the clock, until stopped.

Imported once Django is set up. A worker may be killed at any moment, and there may be several.
"""

import logging
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from queue import Empty, SimpleQueue
from time import monotonic

from django.utils.timezone import now
from django_tasks_db.management.commands.db_worker import Worker

from mainstay.accounts.mail.sweeping import sweep
from mainstay.config.reminders import REMINDERS
from mainstay.config.tidying import tidy_queue
from mainstay.programme.engagement.visits.searching.sweeping import sweep_searches

LOOKS_EVERY = 1  # seconds between looks at an empty queue
MINUTE = 60
REST = 5  # seconds after something went wrong, such as a database that is away
LETTERS = 8  # bytes of chance in a worker's name

log = logging.getLogger(__name__)


def work(*, parent: int | None = None) -> None:
    """Work until a signal, or until `parent`, the process that started this one, is gone."""
    # Not an Event: a signal that comes while one is waited for would wait for its lock for ever.
    stopped: SimpleQueue[None] = SimpleQueue()
    queue = _worker()
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, lambda *_: _stop(stopped, queue))
    looked = -float(MINUTE)
    while stopped.empty():
        if monotonic() - looked >= MINUTE:
            looked = monotonic()
            look(now())
        well = _tried(queue.run)
        if parent is not None and os.getppid() != parent:
            return
        with suppress(Empty):
            stopped.get(timeout=LOOKS_EVERY if well else REST)
            return


def work_off(at: datetime) -> None:
    """Do what is due at a time and what is queued, and return."""
    look(at)
    _worker().run()


def look(at: datetime) -> None:
    """Remind people, and see to what waits. What fails does not keep the rest from it."""
    for one in (*REMINDERS, sweep, sweep_searches, tidy_queue):
        _tried(one, at)


def _tried(what: Callable[..., None], *words: object) -> bool:
    try:
        what(*words)
    except Exception:
        log.exception("The worker goes on after an error")
        return False
    return True


def _worker() -> Worker:
    """The library's, which takes one task after the other until there is none."""
    return Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=LOOKS_EVERY,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=os.urandom(LETTERS).hex(),
    )


def _stop(stopped: "SimpleQueue[None]", queue: Worker) -> None:
    """After the task that is under way. May come at any moment, a wait's included."""
    queue.running = False
    stopped.put(None)
