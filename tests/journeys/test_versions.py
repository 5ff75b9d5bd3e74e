"""A practice of five: a round under one version of the framework, and the next under another."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page

from tests.journeys.preparing import preparing
from tests.journeys.serving import PHONE
from tests.journeys.test_every_page import faults
from tests.journeys.windows import main, press
from tests.records.homes import run
from tests.records.versions import WORDS

pytestmark = pytest.mark.journey

BY = datetime.now(tz=UTC).date() + timedelta(days=14)
TOLD = "37 as before, 1 reworded, 1 asked in 2 parts now, 1 new and 1 gone"
TEAM = [f"{name}@example.org" for name in ("ash", "birch", "cole", "dale", "elm")]
UNDER_THE_SECOND = ("-m", "tests.records.versions")


@pytest.fixture
def there(made_by, tmp_path):
    with preparing(made_by("five"), tmp_path / "home") as made:
        yield made


@pytest.fixture
def lead(there, browser):
    opened = there.context(browser, "practice-lead")
    opened.set_default_timeout(60_000)
    yield opened.new_page()
    opened.close()


def finish_without_a_meeting(lead: Page) -> None:
    lead.get_by_role("link", name="Close the questions").click()
    press(lead, "Close the questions")
    assert "5 people answered alone" in main(lead)
    lead.get_by_role("link", name="Finish").click()
    lead.get_by_label("No, there was no meeting").check()
    press(lead, "Finish")


def test_five_people_and_two_versions(there, lead, browser):
    lead.goto("/self-assessment/")
    lead.get_by_role("link", name="Ask people, and see how many have answered").click()
    assert "5 of 5 have answered" in main(lead)
    finish_without_a_meeting(lead)
    assert "There was no meeting." in main(lead)

    there.kill()
    there.serving = UNDER_THE_SECOND
    there.start()
    lead.goto("/self-assessment/")
    lead.get_by_role("link", name="Begin again").click()
    assert f"Since your last round: {TOLD}." in main(lead)
    assert faults(browser, lead.url, lead.context.storage_state(), {"phone": PHONE}) == []
    lead.get_by_label("Each alone first").check()
    lead.get_by_label("Answer by").fill(BY.isoformat())
    press(lead, "Begin")
    lead.get_by_label("Reception and administration").fill("\n".join(TEAM))
    press(lead, "Send the links")
    definitions = str(there.home.parent / "definitions")
    run("-m", "tests.records.five", "later", definitions, MAINSTAY_HOME=str(there.home))
    lead.reload()
    finish_without_a_meeting(lead)
    said = main(lead)
    assert f"The questions have changed since: {TOLD}." in said
    further = said.split("which may be chance")[0]
    assert "We can pay our staff" in further.split("Further than before")[1]
    assert "2 statements moved" in further
    lead.get_by_text("which may be chance").click()
    chance = main(lead).split("which may be chance", 1)[1]
    assert f"{WORDS} From “Starting” to “Mostly”. It has other words now." in chance
    assert faults(browser, lead.url, lead.context.storage_state(), {"phone": PHONE}) == []
