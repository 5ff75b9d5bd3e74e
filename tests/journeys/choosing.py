"""What journeys to a cohort share: an office of its own on the made-up England, and its steps."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.journeys.serving import WIDE, serve
from tests.records.homes import copy_of, with_evidence

AT_MOST = 300_000  # milliseconds that figures of another day may take to be worked out


@contextmanager
def office(browser: Browser, founded: Path, evidence: Path, home: Path) -> Iterator[Page]:
    """The window of an office's new lead, on a server with the evidence of another home."""
    copy_of(founded / "home", with_evidence(home, evidence))
    for address in serve(home, home.parent / "log"):
        context = browser.new_context(base_url=address, viewport=WIDE, accept_downloads=True)
        page = context.new_page()
        page.goto((founded / "said").read_text())
        page.get_by_label("Your name").fill("Ada Lead")
        page.get_by_label("A password").fill("three plain words")
        page.get_by_role("button", name="Join").click()
        yield page
        context.close()


def set_up(page: Page, area: str, as_of: date, size: int = 2) -> str:
    """Set up a programme, wait for the figures of its day, and give its path."""
    page.goto("/programmes/")
    page.get_by_role("link", name="Set up a programme").click()
    page.get_by_label("Its name").fill("Resilience 2026")
    page.get_by_label("Whose practices it is for").select_option(area)
    page.get_by_label("First day").fill("2026-12-01")
    page.get_by_label("Last day").fill("2027-11-30")
    page.get_by_label("How many practices it can help").fill(str(size))
    page.get_by_label("The day whose published figures it reads").fill(as_of.isoformat())
    page.get_by_role("button", name="Set it up").click()
    page.get_by_role("heading", name="Resilience 2026").wait_for(timeout=AT_MOST)
    return re.search(r"/programmes/\d+/", page.url).group(0)


def settle(page: Page, choice: str, reason: str, wave: str = "") -> None:
    """Choose the practice of the page, or pass it over."""
    page.get_by_text("Choose it or pass it over").click()
    part = page.get_by_role("region", name="The cohort")
    part.get_by_role("radio", name=choice).check()
    if wave:
        part.get_by_label("If chosen, its wave").select_option(label=wave)
    part.get_by_label("Why").fill(reason)
    part.get_by_role("button", name="Save the choice").click()
    page.get_by_text("Your choice is saved.").wait_for()


def freeze(page: Page, programme: str) -> None:
    page.goto(programme)
    page.get_by_role("link", name="Freeze the list").click()
    page.get_by_role("button", name="Freeze the list").click()
    page.get_by_text("The list is frozen.").wait_for()
