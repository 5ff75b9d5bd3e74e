"""Every page of the tables in a real browser: axe, the keyboard, a phone, and 400% zoom."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.journeys.conftest import WIDE, serve
from tests.journeys.test_every_page import faults
from tests.records.test_every_page import PAGES

pytestmark = pytest.mark.journey

READ = [name for name, one in PAGES.items() if one.method == "get" and one.html]
ZOOMED = {"width": 320, "height": 256}  # what 1280 by 1024 shows at 400%
SIZES = [pytest.param(WIDE, id="wide"), pytest.param(ZOOMED, id="zoomed")]
STOPS = """() => [...document.querySelectorAll(
  'a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter(e =>
    !e.disabled && e.tabIndex >= 0 && e.type !== 'hidden' && e.checkVisibility() &&
    !(e.type === 'radio' && [...document.getElementsByName(e.name)].find(o =>
      o.form === e.form && (o.checked || !document.querySelector(
        `input[name="${CSS.escape(e.name)}"]:checked`))) !== e)).length"""


@pytest.fixture(scope="module")
def furnished(known, board, made_up_folder, tmp_path_factory) -> Iterator[tuple[str, dict]]:
    """A server's address, and the path and session for every page."""
    home = tmp_path_factory.mktemp("furnished") / "home"
    home.mkdir()
    for part in ("archive", "derived"):
        (home / part).symlink_to(made_up_folder / part)
    codes = sorted(known.area_codes(board["area_code"]))[:2]
    run = subprocess.run(
        [sys.executable, "-m", "tests.records.furnish", board["area_code"], *codes],
        env={**os.environ, "MAINSTAY_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    for address in serve(home, home.parent / "log"):
        yield address, json.loads(run.stdout)


def state(address: str, session: str) -> dict:
    cookie = {"name": "sessionid", "value": session, "domain": "127.0.0.1", "path": "/"}
    more = {"expires": -1, "httpOnly": True, "secure": False, "sameSite": "Lax"}
    return {"cookies": [{**cookie, **more}], "origins": []}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", READ)
def test_a_page_is_sound(name, size, browser, furnished):
    address, pages = furnished
    one = pages[name]
    assert faults(browser, address + one["path"], size, state(address, one["session"])) == []


# What a mail leads to: the page itself, then what answers a button. Nobody has signed in.
LINKS = (
    ("visit", ""),
    ("visit", "Ask for another time"),
    ("visit", "Yes, this time"),
    ("invitation", ""),
    ("invitation", "Join"),
    ("invitation-again", ""),
)


@pytest.mark.parametrize(("name", "press"), LINKS)
def test_a_page_behind_a_link_is_sound(name, press, browser, furnished):
    """Whichever was pressed before: once a visit has its yes, its page offers another time."""
    address, pages = furnished
    path = address + pages["links"][name]
    for size in (WIDE, ZOOMED):
        settled = press == "Yes, this time" and size is ZOOMED
        assert faults(browser, path, size, press="" if settled else press) == [], size


@pytest.mark.parametrize("name", ["visit", "invitation", "invitation-again"])
def test_the_keyboard_reaches_everything_behind_a_link(name, browser, furnished):
    address, pages = furnished
    assert reached(browser, address + pages["links"][name]) == []


@pytest.mark.parametrize("name", READ)
def test_the_keyboard_reaches_everything(name, browser, furnished):
    address, pages = furnished
    one = pages[name]
    assert reached(browser, address + one["path"], state(address, one["session"])) == []


def reached(browser, path: str, who: dict | None = None) -> list[str]:
    """Tab goes from the start to the end of a page through what can be used; else how far."""
    context = browser.new_context(viewport=WIDE, storage_state=who)
    page = context.new_page()
    page.goto(path)
    wanted = page.evaluate(STOPS)
    seen = page.evaluate("() => (window.stops = new Set(), 0)")
    for _ in range(4 * wanted):  # a date alone takes a press for day, month, year and its calendar
        page.keyboard.press("Tab")
        left = page.evaluate(
            "() => document.activeElement === document.body ? true"
            " : (stops.add(document.activeElement), false)"
        )
        if left:
            break
    seen = page.evaluate("stops.size")
    context.close()
    return [] if seen == wanted else [f"{seen} of {wanted}"]
