"""A small made-up England in a home folder, made once for a whole test run."""

import fcntl
from datetime import UTC, datetime
from pathlib import Path

import mainstay
from mainstay.library.made_up import write_made_up

PRACTICES = 160
SEED = 7
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


def made_up_home(folder: Path) -> Path:
    """The home folder in `folder`, made by whichever test process comes first."""
    folder.mkdir(parents=True, exist_ok=True)
    home, done = folder / "home", folder / "done"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            write_made_up(folder / "files", practices=PRACTICES, seed=SEED)
            outcomes = mainstay.open_home(home).take_in([folder / "files"], now=NOW)
            refused = [f"{one.file}: {one.sentence}" for one in outcomes if one.refused]
            assert not refused, "\n".join(refused[:20])
            done.touch()
    return home
