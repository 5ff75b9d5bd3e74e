"""A real server on a made-up England, and a real browser."""

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

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.web.conftest import AS_OF, board, known, practice  # noqa: F401

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage"]
SERVE = "import sys; from mainstay.config.serving import serve_pages; "
SERVE += "serve_pages(sys.argv[1], port=int(sys.argv[2]))"
COMMAND = "from mainstay.cli import main; main()"
STARTS_WITHIN = 60
LEAD = ("--role", "office-lead")
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def server(known, made_up_folder, tmp_path_factory) -> Iterator[str]:  # noqa: F811
    """The address of a server whose figures are ready."""
    yield from serve(made_up_folder, tmp_path_factory.mktemp("server") / "log")


@pytest.fixture(scope="session")
def empty_server(tmp_path_factory) -> Iterator[str]:
    """The address of a server that holds no data."""
    folder = tmp_path_factory.mktemp("empty")
    yield from serve(folder / "home", folder / "log")


@pytest.fixture(scope="session")
def people_server(tmp_path_factory) -> Iterator[tuple[str, str]]:
    """The address of a server with an organisation, and the path that invites its lead."""
    folder = tmp_path_factory.mktemp("people")
    home = folder / "home"
    _mainstay(home, "people", "found", "Anyshire Office", "--kind", "office")
    said = _mainstay(
        home, *("people", "invite", "lead@example.org"), *("--organisation", "1"), *LEAD
    )
    for address in serve(home, folder / "log"):
        yield address, re.search(r"/invitation/\S+", said).group(0)


def guarded(folder: Path, *emails: str) -> Iterator[tuple[str, dict[str, str], Path]]:
    """A server that asks for a second step: its address, paths that invite leads, its home."""
    home, invitations = folder / "home", {}
    _mainstay(home, "people", "found", "Anyshire Office", "--kind", "office")
    for email in emails:
        said = _mainstay(home, "people", "invite", email, "--organisation", "1", *LEAD)
        invitations[email] = re.search(r"/invitation/\S+", said).group(0)
    for address in serve(home, folder / "log", MAINSTAY_SECOND_STEP="required"):
        yield address.replace("127.0.0.1", "localhost"), invitations, home


def _mainstay(home: Path, *words: str) -> str:
    command = [sys.executable, "-c", COMMAND, "--home", str(home), *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="session")
def programme_server(server, made_up_folder) -> tuple[str, str]:
    """The made-up England's server, and the path that invites an office's lead."""
    home = made_up_folder
    said = _mainstay(home, "people", "found", f"Office {os.getpid()}", "--kind", "office")
    number = re.search(r"organisation (\d+)", said).group(1)
    email = f"lead-{os.getpid()}@example.org"
    invited = _mainstay(home, "people", "invite", email, "--organisation", number, *LEAD)
    return server, re.search(r"/invitation/\S+", invited).group(0)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Closed with its file: while it runs, so does its event loop, and Django refuses records."""
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    """A wide window on the made-up England."""
    context = browser.new_context(base_url=server, viewport=WIDE, accept_downloads=True)
    yield context.new_page()
    context.close()


def serve(home: Path, log: Path, **settings: str) -> Iterator[str]:
    """With a second step that nobody has to take, so that a journey is about itself."""
    own = {**os.environ, "MAINSTAY_SECOND_STEP": "offered", **settings}
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    with log.open("wb") as lines:
        command = [sys.executable, "-c", SERVE, str(home), str(port)]
        running = subprocess.Popen(command, stdout=lines, stderr=subprocess.STDOUT, env=own)
        try:
            _wait_for(address, running, log)
            yield address
        finally:
            running.terminate()
            running.wait(timeout=20)


def _wait_for(address: str, running: subprocess.Popen, log: Path) -> None:
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


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]
