"""Every page of the tables in a real browser: axe, the keyboard, a phone, and 400% zoom."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.journeys.serving import WIDE, serve
from tests.journeys.test_every_page import OF_WIDTH, RULES, SETTLED, console, faults_of
from tests.records.homes import copy_of
from tests.records.test_every_page import PAGES

pytestmark = pytest.mark.journey

READ = [name for name, one in PAGES.items() if one.method == "get" and one.html]
ZOOMED = {"width": 320, "height": 256}  # what 1280 by 1024 shows at 400%
SIZES = {"zoomed": ZOOMED, "wide": WIDE}
STOPS = """() => [...document.querySelectorAll(
  'a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter(e =>
    !e.disabled && e.tabIndex >= 0 && e.type !== 'hidden' && e.checkVisibility() &&
    !(e.type === 'radio' && [...document.getElementsByName(e.name)].find(o =>
      o.form === e.form && (o.checked || !document.querySelector(
        `input[name="${CSS.escape(e.name)}"]:checked`))) !== e)).length"""


@pytest.fixture(scope="module")
def furnished(made_by, tmp_path_factory) -> Iterator[tuple[str, dict]]:
    """A server's address, and the path and session for every page."""
    made = made_by("furnish")
    home = copy_of(made / "home", tmp_path_factory.mktemp("furnished") / "home")
    for address in serve(home, home.parent / "log"):
        yield address, json.loads((made / "said").read_text())


def state(address: str, session: str) -> dict:
    cookie = {"name": "sessionid", "value": session, "domain": "127.0.0.1", "path": "/"}
    more = {"expires": -1, "httpOnly": True, "secure": False, "sameSite": "Lax"}
    return {"cookies": [{**cookie, **more}], "origins": []}


@pytest.mark.parametrize("name", READ)
def test_a_page_is_sound(name, browser, furnished):
    """By keyboard as it comes; then with all opened, for axe, wide and at 400%."""
    address, pages = furnished
    one = pages[name]
    context = browser.new_context(viewport=WIDE, storage_state=state(address, one["session"]))
    page = context.new_page()
    said = console(page)
    page.goto(address + one["path"], wait_until="load")
    wanted, seen = stops(page)
    found = {}
    for size, viewport in SIZES.items():
        page.set_viewport_size(viewport)
        found[size] = faults_of(page, OF_WIDTH if found else RULES)
    context.close()
    assert (said, seen, list(found.values())) == ([], wanted, [[], []])


def stops(page: Page) -> tuple[int, int]:
    """How many things can be used on a page, and how many Tab comes to on its way to the end."""
    page.evaluate(SETTLED)
    wanted = page.evaluate(STOPS)
    page.evaluate("() => (window.stops = new Set(), 0)")
    for _ in range(4 * wanted):  # a date alone takes a press for day, month, year and its calendar
        page.keyboard.press("Tab")
        left = page.evaluate(
            "() => document.activeElement === document.body ? true"
            " : (stops.add(document.activeElement), false)"
        )
        if left:
            break
    return wanted, page.evaluate("stops.size")
