"""A small made-up England in a home folder, made once for a whole test run."""

from datetime import UTC, datetime
from pathlib import Path

import mainstay
from mainstay.library.made_up import write_made_up
from tests.once import made_once

PRACTICES = 160
SEED = 7
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


def made_up_home(folder: Path) -> Path:
    """The home folder in `folder`; the files that it took in are beside it."""
    return made_once(folder, _make) / "home"


def _make(folder: Path) -> None:
    write_made_up(folder / "files", practices=PRACTICES, seed=SEED)
    outcomes = mainstay.open_home(folder / "home").take_in([folder / "files"], now=NOW)
    refused = [f"{one.file}: {one.sentence}" for one in outcomes if one.refused]
    assert not refused, "\n".join(refused[:20])
