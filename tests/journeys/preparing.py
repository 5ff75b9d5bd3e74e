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

from tests.journeys.serving import SERVE, WIDE, free_port, mainstay, wait_for
from tests.records.homes import copy_of


@dataclass
class Preparing:
    """`number`: of the journey. `practice`: of its organisation. `sessions`: one a role.

    `serving`: what Python runs to serve pages, with the home and the port.
    """

    home: Path
    number: int
    code: str
    practice: int
    sessions: dict[str, str]
    port: int = field(default_factory=free_port)
    running: subprocess.Popen | None = None
    serving: tuple[str, ...] = ("-c", SERVE)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, *self.serving, str(self.home), str(self.port)]
        log = self.home.parent / "log"
        with log.open("ab") as lines:
            self.running = subprocess.Popen(
                command, stdout=lines, stderr=subprocess.STDOUT, start_new_session=True
            )
        wait_for(self.address, self.running, log)

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
        said = mainstay(self.home, "people", "invite", email, *given)
        return self.address + re.search(r"/invitation/\S+", said).group(0)

    def path(self, rest: str = "") -> str:
        return f"/engagements/{self.number}/{rest}"


@contextmanager
def preparing(made: Path, home: Path):
    """Serve a copy of a home with a practice at a stage, as `a_practice_at` makes them."""
    copy_of(made / "home", home)
    there = Preparing(home=home, **json.loads((made / "said").read_text()))
    there.start()
    try:
        yield there
    finally:
        there.kill()
