"""A worker as a process of its own: `python -m mainstay.config.worker PARENT`."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from mainstay.config import records

LAST_TASK = 30  # seconds that a worker has to end the task that it is at


@contextmanager
def worker_beside() -> Iterator[None]:
    """A worker that runs beside this process, and ends with it however this process ends."""
    running = subprocess.Popen([sys.executable, "-m", __name__, str(os.getpid())])
    try:
        yield
    finally:
        running.terminate()
        try:
            running.wait(LAST_TASK)
        except subprocess.TimeoutExpired:
            running.kill()


def main(parent: int) -> None:
    records.prepare()
    from mainstay.config.working import work  # its models need what was prepared

    work(parent=parent)


if __name__ == "__main__":
    main(int(sys.argv[1]))
