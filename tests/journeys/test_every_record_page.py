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


# What a mail leads to, where nobody has signed in; and what answers a button there.
JOINING = [("invitation", ""), ("invitation", "Join"), ("invitation-again", "")]
YES, ANOTHER = "Yes, this time", "Ask for another time"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("name", "press"), JOINING)
def test_an_invitation_is_sound(name, press, size, browser, furnished):
    address, pages = furnished
    assert faults(browser, address + pages["links"][name], size, press=press) == []


@pytest.mark.parametrize("name", ["invitation", "invitation-again"])
def test_the_keyboard_reaches_everything_on_an_invitation(name, browser, furnished):
    address, pages = furnished
    assert reached(browser, address + pages["links"][name]) == []


def test_every_page_behind_the_link_of_a_visit_is_sound(browser, furnished):
    """As for somebody who says yes, cannot come after all, and opens the link once more."""
    address, pages = furnished
    path = address + pages["links"]["visit"]
    assert reached(browser, path) == []
    steps = [("", WIDE), ("", ZOOMED), (YES, ZOOMED), ("", WIDE), ("", ZOOMED), (ANOTHER, ZOOMED)]
    found = [faults(browser, path, size, press=press) for press, size in [*steps, ("", ZOOMED)]]
    assert found == [[]] * len(found)


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
