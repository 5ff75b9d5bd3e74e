"""Many people at once: nothing is lost, and what may happen once happens once."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from mainstay.config import environment

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("what", ["writers", "presses", "packs", "answers"])
def test_at_once(what, tmp_path):
    own = {"MAINSTAY_HOME": str(tmp_path), "MAINSTAY_DATABASE": own_database(f"{what}_at_once")}
    run = subprocess.run(
        [sys.executable, "-m", "tests.records.together", what],
        env={**os.environ, **own},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr


def own_database(name: str) -> str:
    """The address of a new database beside the one that the tests use; none for SQLite's file."""
    address = environment.text("MAINSTAY_DATABASE")
    if not address:
        return ""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{address.rpartition('/')[0]}/{name}"
