"""What people find in their mail, and the worker that sends it."""

import os
import re
import subprocess
import sys

from tests.journeys.preparing import Preparing
from tests.journeys.serving import COMMAND


def work(there: Preparing) -> None:
    """What a worker does, until there is nothing left to do."""
    subprocess.run(
        [sys.executable, "-c", COMMAND, "--home", str(there.home), "work", "--once"],
        env={**os.environ, "MAINSTAY_ADDRESS": there.address},
        capture_output=True,
        check=True,
    )


def newest_link(there: Preparing, to: str, under: str) -> str:
    """The path under such a one that the newest mail to somebody leads to."""
    mails = sorted((there.home / "mail").glob("*.eml"), key=lambda one: one.stat().st_mtime_ns)
    asked = [text for one in mails if f"To: {to}" in (text := one.read_text())]
    joined = [one.replace("=\n", "").replace("=3D", "=") for one in asked]
    found = [re.search(rf"127\.0\.0\.1:\d+({under}\S+)", one) for one in joined]
    return [one.group(1) for one in found if one][-1]
