"""What a whole run of tests makes once, by whichever of its processes comes first."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all the processes of a run: that of a process of its own is below it.

    `make test` runs twice, once for each database, and names one for both by TESTS_SHARED.
    """
    if given := os.environ.get("TESTS_SHARED"):
        return Path(given)
    own = tmp_path_factory.getbasetemp()
    return own.parent if own.name.startswith("popen-") else own


def made_once(folder: Path, make: Callable[[Path], object]) -> Path:
    """`folder`, filled by `make`; who comes while it is being filled waits."""
    folder.mkdir(parents=True, exist_ok=True)
    done = folder / "done"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            make(folder)
            done.touch()
    return folder
