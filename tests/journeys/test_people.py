"""From an invitation to a colleague's: the keyboard alone, then every page of it."""

from collections.abc import Iterator

import pytest

from tests.journeys.serving import WIDE, serve
from tests.journeys.test_every_page import faults
from tests.records.homes import copy_of

pytestmark = pytest.mark.journey

PASSWORD = "three plain words"
OPEN = (
    "/sign-in/",
    "/password/reset/",
    "/password/reset/sent/",
    "/sign-up/",
    "/password/reset/1-x/",
)
SIGNED_IN = (
    "/you/",
    "/you/password/",
    "/organisations/1/people/",
    "/organisations/1/log/",
    "/organisations/2/people/",
    "/sign-out/",
)


@pytest.fixture(scope="module")
def people_server(founded, tmp_path_factory) -> Iterator[tuple[str, str]]:
    """The address of a server with an organisation, and the path that invites its lead."""
    home = copy_of(founded / "home", tmp_path_factory.mktemp("people") / "home")
    for address in serve(home, home.parent / "log"):
        yield address, (founded / "said").read_text()


@pytest.fixture(scope="module")
def signed_in(browser, people_server) -> dict:
    """The browser's state after the lead has joined, typing only."""
    address, invitation = people_server
    context = browser.new_context(base_url=address, viewport=WIDE)
    page = context.new_page()
    page.goto(invitation)
    page.locator("#id_name").focus()
    page.keyboard.type("Ada Lead")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/engagements/")
    assert page.get_by_role("alert").inner_text().endswith("You are now part of Anyshire Office.")
    state = context.storage_state()
    context.close()
    return state


@pytest.mark.parametrize("path", OPEN)
def test_a_page_for_strangers_is_sound(path, browser, people_server):
    assert faults(browser, people_server[0] + path) == []


@pytest.mark.parametrize("path", SIGNED_IN)
def test_a_page_for_those_who_signed_in_is_sound(path, browser, people_server, signed_in):
    assert faults(browser, people_server[0] + path, signed_in) == []


def test_a_lead_invites_by_mistake_and_takes_it_back(browser, people_server, signed_in):
    context = browser.new_context(base_url=people_server[0], storage_state=signed_in)
    page = context.new_page()
    page.goto("/organisations/1/people/")
    page.get_by_role("button", name="Send the invitation").click()
    problems = page.get_by_role("alert")
    assert "Enter an e-mail address" in problems.inner_text()
    problems.get_by_role("link", name="Enter an e-mail address").click()
    page.keyboard.type("wrong@example.org")
    page.get_by_label("Office member").check()
    page.get_by_role("button", name="Send the invitation").dblclick()
    page.get_by_role("button", name="Withdraw the invitation of wrong@example.org").click()
    assert "no longer works" in page.get_by_role("alert").inner_text()
    page.goto("/organisations/1/log/")
    told = page.get_by_role("main").inner_text()
    assert told.count("invited wrong@example.org as office member") == 1
    assert "withdrew the invitation of wrong@example.org" in told
    context.close()


def test_signing_out_closes_the_pages_behind(browser, people_server, signed_in):
    context = browser.new_context(base_url=people_server[0])
    page = context.new_page()
    page.goto("/you/")
    page.get_by_label("E-mail address").fill("lead@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/you/")
    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/organisations/1/people/")
    assert "/sign-in/" in page.url
    context.close()
