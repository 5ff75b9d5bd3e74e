"""Many people at once: nothing is lost, and what may happen once happens once."""

import psycopg
import pytest

from mainstay.config import environment
from tests.records.processes import said_by


@pytest.mark.parametrize("what", ["writers", "presses", "packs", "answers"])
def test_at_once(what, tmp_path):
    own = {"MAINSTAY_HOME": str(tmp_path), "MAINSTAY_DATABASE": own_database(f"{what}_at_once")}
    said_by("together", what, **own)


def own_database(name: str) -> str:
    """The address of a new database beside the one that the tests use; none for SQLite's file."""
    address = environment.text("MAINSTAY_DATABASE")
    if not address:
        return ""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{address.rpartition('/')[0]}/{name}"
