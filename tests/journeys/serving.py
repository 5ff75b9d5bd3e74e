"""Servers that journeys start, each on a home of its own."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

SERVE = "import sys; from mainstay.config.serving import serve_pages; "
SERVE += "serve_pages(sys.argv[1], port=int(sys.argv[2]))"
COMMAND = "from mainstay.cli import main; main()"
STARTS_WITHIN = 60
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def mainstay(home: Path, *words: str) -> str:
    """What the command prints."""
    command = [sys.executable, "-c", COMMAND, "--home", str(home), *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def found_office(home: Path, name: str = "Anyshire Office") -> str:
    """The number of a new office."""
    said = mainstay(home, "people", "found", name, "--kind", "office")
    return re.search(r"organisation (\d+)", said).group(1)


def invite_lead(home: Path, office: str, email: str) -> str:
    """The path by which an office's lead joins."""
    words = ("--organisation", office, "--role", "office-lead")
    said = mainstay(home, "people", "invite", email, *words)
    return re.search(r"/invitation/\S+", said).group(0)


def serve(home: Path, log: Path, **settings: str) -> Iterator[str]:
    """With a second step that nobody has to take, so that a journey is about itself."""
    own = {**os.environ, "MAINSTAY_SECOND_STEP": "offered", **settings}
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with log.open("wb") as lines:
        command = [sys.executable, "-c", SERVE, str(home), str(port)]
        running = subprocess.Popen(command, stdout=lines, stderr=subprocess.STDOUT, env=own)
        try:
            wait_for(address, running, log)
            yield address
        finally:
            running.terminate()
            running.wait(timeout=20)


def wait_for(address: str, running: subprocess.Popen, log: Path) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end:
        if running.poll() is not None:
            break
        try:
            with urlopen(f"{address}/health", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"The server did not start:\n{log.read_text()}")


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]
