"""Workers as processes that a process with prepared records starts."""

import os

from django.db import connection

from mainstay.config import working


def fork_worker() -> int:
    """The number of a worker's process. A fork is there at once, and is killed like any other."""
    connection.close()
    child = os.fork()
    if child:
        return child
    working.work()
    os._exit(0)
