"""An office sets up a programme and judges its first practice."""

import pytest
from playwright.sync_api import expect

from tests.journeys.serving import WIDE
from tests.journeys.test_every_page import faults
from tests.web.conftest import AS_OF

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def office(browser, programme_server, board):
    """The lead's window, after setting up a programme; closed at the end."""
    address, invitation = programme_server
    context = browser.new_context(base_url=address, viewport=WIDE)
    page = context.new_page()
    page.goto(invitation)
    page.get_by_label("Your name").fill("Ada Lead")
    page.get_by_label("A password").fill("three plain words")
    page.get_by_role("button", name="Join").click()
    page.get_by_role("link", name="Programmes", exact=True).click()
    page.get_by_role("link", name="Set up a programme").click()
    page.get_by_label("Its name").fill("Resilience 2026")
    page.get_by_label("Whose practices it is for").select_option(board["area_code"])
    page.get_by_label("First day").fill("2026-12-01")
    page.get_by_label("Last day").fill("2027-11-30")
    page.get_by_label("How many practices it can help").fill("22")
    page.get_by_label("The day whose published figures it reads").fill(AS_OF.isoformat())
    page.get_by_role("button", name="Set it up").click()
    page.wait_for_url("**/programmes/*/")
    yield page
    context.close()


def test_a_practice_is_judged_and_says_so(office):
    office.locator("tbody a").first.click()
    office.get_by_text("Judge this: 8.").click()
    part = office.get_by_role("region", name="8.")
    part.get_by_label("High").check()
    part.get_by_label("Why").fill("Two partners left in the summer.")
    part.get_by_role("button", name="Save").dblclick()
    expect(part).to_contain_text("Ada Lead judged this high")
    told = part.inner_text()
    assert told.count("Ada Lead judged this high") == 1
    assert "Two partners left in the summer." in told


def test_its_pages_are_sound(office, browser, programme_server):
    state = office.context.storage_state()
    office.goto("/programmes/")
    new = office.get_by_role("link", name="Set up a programme").get_attribute("href")
    office.get_by_role("link", name="Resilience 2026").first.click()
    first = office.locator("tbody a").first.get_attribute("href")
    for path in ("/programmes/", new, office.url.removeprefix(programme_server[0]), first):
        assert faults(browser, programme_server[0] + path, state) == [], path
