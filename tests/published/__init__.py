"""The real published files, where a machine has them."""

import os
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent.parent


def published_folder() -> Path:
    """The folder of real files: MAINSTAY_DATA, or `../shared/data` beside the project."""
    return Path(os.environ.get("MAINSTAY_DATA") or PROJECT.parent / "shared" / "data")


def published(path: str = "") -> Path:
    """A real file by its path below the folder; without it the test says so and is skipped."""
    found = published_folder() / path
    if not found.exists():
        pytest.skip(f"the published file {path or 'folder'} is not on this machine")
    return found
