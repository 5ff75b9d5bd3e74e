"""A visit in a browser: days without time, a time found by the worker, yes by the link, moved."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.mails import newest_link, work
from tests.journeys.test_every_page import faults
from tests.journeys.windows import press

pytestmark = pytest.mark.journey

LONG = 60_000
ROLES = ("programme-manager", "change-manager", "practice-lead")
WANTED = datetime.now(tz=UTC).date() + timedelta(days=60)


@pytest.fixture(scope="module")
def there(a_practice_at):
    with a_practice_at("preparing") as made:
        yield made


@pytest.fixture
def people(there, browser):
    """A window a role, without JavaScript for the manager: the page waits by itself there too."""
    opened = {
        role: there.context(browser, role, java_script_enabled=role != "programme-manager")
        for role in ROLES
    }
    for one in opened.values():
        one.set_default_timeout(LONG)
    yield {role: one.new_page() for role, one in opened.items()}
    for one in opened.values():
        one.close()


def test_from_days_without_time_to_a_visit_that_moved(people, there, browser):
    manager, change, lead = (people[role] for role in ROLES)
    manager.goto(there.path("practice-lead/"))
    manager.get_by_label("practice-lead").check()
    press(manager, "Save")

    change.goto("/calendar/")
    change.get_by_label("Monday").select_option("none")
    press(change, "Save the week")
    expect(change.get_by_role("alert")).to_contain_text("Your week is saved.")

    manager.goto(there.path("visits/"))
    manager.get_by_label("Readiness conversation").check()
    manager.get_by_label("By when").fill(WANTED.isoformat())
    press(manager, "Plan it")

    manager.goto("/programmes/")
    number = re.search(r"/programmes/(\d+)/", manager.content()).group(1)
    bookings = f"/programmes/{number}/visits/"
    manager.goto(bookings)
    press(manager, "Propose times")
    expect(manager.get_by_role("heading", level=1)).to_contain_text("Looking for times")
    state = manager.context.storage_state()
    assert faults(browser, f"{there.address}{bookings}search/", state) == []
    work(there)
    manager.wait_for_url(f"**{bookings}")  # it goes on by itself, without JavaScript
    assert "Monday" not in manager.locator("tbody").last.inner_text()
    press(manager, "Offer all of them")
    assert faults(browser, f"{there.address}{bookings}", state) == []
    work(there)

    stranger = there.context(browser, "").new_page()
    stranger.goto(newest_link(there, "practice-lead@own.example.org", "/visits/"))
    press(stranger, "Yes, this time")
    expect(stranger.get_by_role("main")).to_contain_text("It is settled.")

    manager.goto(bookings)
    manager.get_by_role("link", name="Readiness conversation").click()
    assert "Confirmed" in manager.get_by_role("main").inner_text()
    manager.locator("summary").filter(has_text="Choose another time").click()
    manager.get_by_label("Day and time").fill(f"{WANTED.isoformat()}T11:00")
    manager.get_by_label("Why (wanted once the practice knows the time)").first.fill("Ann is ill.")
    press(manager, "Save the time")
    lead.goto("/notices/")
    assert "It had to move: Ann is ill." in lead.get_by_role("main").inner_text()
