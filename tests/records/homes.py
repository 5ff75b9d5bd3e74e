"""Homes with records of their own: made once for a run of tests, and copied for each who needs one.

To make the tables takes five seconds of a processor, and many tests want records to themselves.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import psycopg

from mainstay.config import environment
from tests.once import made_once

ROOT = Path(__file__).parents[2]
PREPARE = "from mainstay.config import records; records.prepare()"
EVIDENCE = ("archive", "derived")
TEMPLATE = "prepared"


def own_records(shared: Path, home: Path) -> dict[str, str]:
    """The settings of a process that has tables, and no records, to itself."""
    if not environment.text("MAINSTAY_DATABASE"):
        return {"MAINSTAY_HOME": str(with_tables(shared, home))}
    made_once(shared / "prepared-database", _prepare_database)
    return {"MAINSTAY_HOME": str(home), "MAINSTAY_DATABASE": own_database(TEMPLATE)}


def own_database(template: str = "template1", name: str = "") -> str:
    """The address of a new database beside the one that the tests use; none for SQLite's file."""
    address, name = environment.text("MAINSTAY_DATABASE"), name or f"own_{uuid4().hex}"
    if not address:
        return ""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return f"{address.rpartition('/')[0]}/{name}"


def with_tables(shared: Path, home: Path) -> Path:
    """`home` with tables in SQLite's file."""
    made = made_once(shared / "prepared", lambda folder: _prepare(folder / "home"))
    return copy_of(made / "home", home)


def copy_of(made: Path, home: Path) -> Path:
    """A copy whose evidence is the same."""
    shutil.copytree(made, home, symlinks=True, dirs_exist_ok=True)
    return home


def with_evidence(home: Path, evidence: Path) -> Path:
    """`home` with the evidence of another, which nothing here changes."""
    home.mkdir(parents=True, exist_ok=True)
    for part in EVIDENCE:
        (home / part).symlink_to(evidence / part)
    return home


def run(*words: str, **own: str) -> str:
    """What Python prints; `own`: settings that differ from ours."""
    done = subprocess.run(
        [sys.executable, *words],
        env={**os.environ, **own},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _prepare(home: Path, database: str = "") -> None:
    run("-c", PREPARE, MAINSTAY_HOME=str(home), MAINSTAY_DATABASE=database)


def _prepare_database(folder: Path) -> None:
    _prepare(folder / "home", own_database(name=TEMPLATE))
