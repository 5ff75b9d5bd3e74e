"""Processes with records of their own, which tests start and read what they say."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def said_by(module: str, *words: str, **own: str) -> str:
    """What a module of `tests.records` prints; `own`: settings that differ from ours."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.records.{module}", *words],
        env={**os.environ, **own},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def fork_worker() -> int:
    """The number of a worker's process. A fork is there at once, and is killed like any other.

    For a process that has prepared its records.
    """
    from django.db import connection

    from mainstay.config import working

    connection.close()
    child = os.fork()
    if child:
        return child
    working.work()
    os._exit(0)
