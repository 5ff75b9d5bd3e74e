"""Workers told to stop while they wait: `python -m tests.records.stopping TIMES`.

Each waits for moments only, over and over, so that the signal falls into a wait. Prints how many
did not end.
"""

import os
import random
import signal
import sys
import time

from mainstay.config import records

records.prepare()

from mainstay.config import working  # noqa: E402  (Django is set up first)
from tests.records.forking import fork_worker  # noqa: E402

ENDS_WITHIN = 5
working.LOOKS_EVERY = 0.0001


class Idle:
    """A queue in which nothing is."""

    running = True

    def run(self) -> None:
        return


working._worker, working.look = Idle, lambda now: None


def left_over(times: int) -> int:
    chance, left = random.Random(20261122), 0
    for _ in range(times):
        worker = fork_worker()
        time.sleep(chance.uniform(0.01, 0.02))
        os.kill(worker, signal.SIGTERM)
        if not ended(worker):
            left += 1
            os.kill(worker, signal.SIGKILL)
            os.waitpid(worker, 0)
    return left


def ended(worker: int) -> bool:
    end = time.monotonic() + ENDS_WITHIN
    while time.monotonic() < end:
        if os.waitpid(worker, os.WNOHANG)[0]:
            return True
        time.sleep(0.001)
    return False


if __name__ == "__main__":
    print(left_over(int(sys.argv[1])))  # noqa: T201
