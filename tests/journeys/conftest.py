"""A real server on a made-up England, and a real browser."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.preparing import Preparing, preparing
from tests.journeys.serving import WIDE, found_office, invite_lead, serve
from tests.once import made_once
from tests.records.homes import run, with_evidence, with_tables
from tests.web.conftest import AS_OF, board, known, practice  # noqa: F401

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage"]


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
def founded(shared) -> Path:
    """A folder with a home where an office is, and in `said` the path that invites its lead."""

    def make(folder: Path) -> None:
        home = with_tables(shared, folder / "home")
        said = invite_lead(home, found_office(home), "lead@example.org")
        (folder / "said").write_text(said)

    return made_once(shared / "founded", make)


@pytest.fixture(scope="session")
def programme_server(server, made_up_folder) -> tuple[str, str]:
    """The made-up England's server, and the path that invites an office's lead."""
    home, number = made_up_folder, os.getpid()
    office = found_office(home, f"Office {number}")
    return server, invite_lead(home, office, f"lead-{number}@example.org")


@pytest.fixture(scope="session")
def made_by(known, board, made_up_folder, shared) -> Callable[..., Path]:  # noqa: F811
    """Gives a folder with a home that a module of `tests.records` made for a browser.

    `said` in the folder is what the module prints. Made once for a run, and to be copied.
    """
    area = board["area_code"]
    codes = sorted(known.area_codes(area))[:2]

    def made(module: str, *words: str) -> Path:
        def make(folder: Path) -> None:
            home = with_tables(shared, with_evidence(folder / "home", made_up_folder))
            module_of = f"tests.records.{module}"
            said = run("-m", module_of, *words, area, *codes, MAINSTAY_HOME=str(home))
            (folder / "said").write_text(said)

        return made_once(shared / "-".join([module, *words]), make)

    return made


@pytest.fixture(scope="session")
def a_practice_at(made_by, tmp_path_factory) -> Callable[..., AbstractContextManager[Preparing]]:
    """Serves a practice of a cohort at a stage: selected or preparing."""

    def made(stage: str) -> AbstractContextManager[Preparing]:
        return preparing(made_by("preparing", stage), tmp_path_factory.mktemp(stage) / "home")

    return made


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
