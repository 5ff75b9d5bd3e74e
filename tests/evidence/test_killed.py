"""An import killed at any moment leaves whole releases only, and the next one completes."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

import mainstay

TIMES = int(os.environ.get("MAINSTAY_KILLS", "4"))
COMMAND = Path(sys.executable).with_name("mainstay")


FOLDERS = ("nhsdigital-payments", "nhsdigital-qof-practice-totals", "nhsdigital-qof-raw")


@pytest.fixture(scope="module")
def files(made_up_folder):
    """Some of the made-up folders: enough for a kill to fall anywhere, in seconds a run."""
    return [made_up_folder.parent / "files" / name for name in FOLDERS]


def start(home: Path, files: list[Path]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [COMMAND, "--home", home, "import", *files],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def whole(home: Path) -> int:
    """The number of releases, each of which must be wholly there."""
    opened = mainstay.open_home(home)
    for release in opened.releases():
        table = opened.archive.table(release)
        assert pl.scan_parquet(table).select(pl.len()).collect().item() == release.rows
        assert opened.archive.original(release).exists()
    assert opened.faults() == []
    return len(opened.releases())


def test_a_killed_import_leaves_whole_releases_and_the_next_completes(tmp_path, files):
    started = time.monotonic()
    whole_run = start(tmp_path / "whole", files)
    assert whole_run.wait() == 0
    length = time.monotonic() - started
    expected = whole(tmp_path / "whole")

    chance = random.Random(20261101)
    home = tmp_path / "killed"
    counts = [0]
    for _ in range(TIMES):
        run = start(home, files)
        time.sleep(chance.uniform(0.1, 0.8) * length)
        run.send_signal(signal.SIGKILL)
        run.wait()
        counts.append(whole(home))
    assert counts == sorted(counts), "a kill lost a release"
    assert start(home, files).wait() == 0
    assert whole(home) == expected
    assert list((home / "archive" / "incoming").iterdir()) == []
