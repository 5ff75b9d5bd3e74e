"""Write the made-up England to a folder."""

from collections.abc import Callable
from pathlib import Path

from mainstay.synthetic import synthesise
from mainstay.terms.errors import MainstayError

Progress = Callable[[int, int, str], None]


def write_made_up(
    out: Path, *, practices: int, seed: int, progress: Progress = lambda *_: None
) -> int:
    """Write every publication of a made-up England, and give the number of files.

    The folder must be empty or not there: made-up files never mix with others.
    """
    if out.exists() and any(out.iterdir()):
        raise MainstayError(
            f"The folder {out} is not empty.", advice="Name a new folder with --out."
        )
    count = 0
    for file in synthesise(practices=practices, seed=seed, progress=progress):
        path = out / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
        count += 1
    return count
