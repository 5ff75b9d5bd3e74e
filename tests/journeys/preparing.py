"""A server of our own on a practice of a cohort: it can be killed and started again."""

import json
import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext

from tests.journeys.conftest import SERVE, WIDE, _free_port, _mainstay, _wait_for


@dataclass
class Preparing:
    """`number`: of the journey. `practice`: of its organisation. `sessions`: one a role."""

    home: Path
    number: int
    code: str
    practice: int
    sessions: dict[str, str]
    port: int = field(default_factory=_free_port)
    running: subprocess.Popen | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-c", SERVE, str(self.home), str(self.port)]
        log = self.home.parent / "log"
        with log.open("ab") as lines:
            self.running = subprocess.Popen(
                command, stdout=lines, stderr=subprocess.STDOUT, start_new_session=True
            )
        _wait_for(self.address, self.running, log)

    def kill(self) -> None:
        """In the midst of its work, with the processes that it started."""
        os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait(timeout=20)

    def context(self, browser: Browser, role: str, **more) -> BrowserContext:
        """A window of somebody who has signed in; `role` empty for nobody."""
        made = browser.new_context(base_url=self.address, viewport=WIDE, **more)
        if role:
            cookie = {"name": "sessionid", "value": self.sessions[role], "url": self.address}
            made.add_cookies([cookie])
        return made

    def invite(self, email: str, role: str) -> str:
        """The address that an invitation to the practice leads to."""
        given = ("--organisation", str(self.practice), "--role", role)
        said = _mainstay(self.home, "people", "invite", email, *given)
        return self.address + re.search(r"/invitation/\S+", said).group(0)

    def path(self, rest: str = "") -> str:
        return f"/engagements/{self.number}/{rest}"


@contextmanager
def preparing(folder: Path, made_up_folder: Path, known, area_code: str, stage="preparing"):
    """Furnish a home with a practice at a stage, and serve it."""
    home = folder / "home"
    home.mkdir()
    for part in ("archive", "derived"):
        (home / part).symlink_to(made_up_folder / part)
    codes = sorted(known.area_codes(area_code))[:2]
    run = subprocess.run(
        [sys.executable, "-m", "tests.records.preparing", stage, area_code, *codes],
        env={**os.environ, "MAINSTAY_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    made = Preparing(home=home, **json.loads(run.stdout))
    made.start()
    try:
        yield made
    finally:
        made.kill()
