"""A home folder's records are made ready once, however many start at the same moment."""

import os
import stat
import subprocess
import sys

from tests.records.homes import ROOT, own_database

STARTS = 6
READY = "from mainstay.config import records; records.prepare(); "
TOLD = "from django.conf import settings; print(settings.SECRET_KEY)"


def test_many_that_start_at_once_share_one_secret_and_one_set_of_tables(tmp_path):
    own = {"MAINSTAY_HOME": str(tmp_path), "MAINSTAY_DATABASE": own_database()}
    started = [
        subprocess.Popen(
            [sys.executable, "-c", READY + TOLD],
            env={**os.environ, **own},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(STARTS)
    ]
    said = [one.communicate() for one in started]
    assert [one.returncode for one in started] == [0] * STARTS, said
    assert len({out for out, _ in said}) == 1
    secret = tmp_path / "secret-key"
    assert secret.read_text() == said[0][0].strip()
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert sorted(one.name for one in tmp_path.glob("secret*")) == ["secret-key"]
