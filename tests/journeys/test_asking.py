"""A request for information: looked for here, with the office, with the practice, and received.

The board shows on the way whose turn it is.
"""

import re

import pytest
from playwright.sync_api import Page

from tests.journeys.test_every_page import faults
from tests.journeys.windows import main, press

pytestmark = pytest.mark.journey

LONG = 60_000
ROTA = "The clinical rota of a usual week"
ANSWER = "It is attached; Fridays change."
ROLES = ("analyst", "office-member", "practice-lead")


@pytest.fixture(scope="module")
def there(a_practice_at):
    with a_practice_at("preparing") as made:
        yield made


@pytest.fixture
def sides(there, browser):
    """A window of the support unit's analyst, of the office, and of the practice's lead."""
    opened = [there.context(browser, role) for role in ROLES]
    for one in opened:
        one.set_default_timeout(LONG)
    yield [one.new_page() for one in opened]
    for one in opened:
        one.close()


def board_of(page: Page) -> str:
    """The path of the programme's board, by way of the list of programmes."""
    page.goto("/programmes/")
    return f"/programmes/{re.search(r'/programmes/([0-9]+)/', page.content()).group(1)}/board/"


def test_a_request_from_our_own_records_to_the_receipt(sides, there, browser):
    support, office, practice = sides
    support.goto(there.path("information/"))
    support.get_by_role("link", name="Ask for something").click()
    support.get_by_label(ROTA).check()
    press(support, "Look for it")
    assert "What we hold already" in main(support)
    assert "This practice was not asked for it before." in main(support)
    state = support.context.storage_state()
    assert faults(browser, support.url, state) == []
    press(support, "Save")
    assert "Say whether we hold it already" in support.get_by_role("alert").inner_text()
    support.get_by_label("Not that I can see: ask the office first").check()
    support.get_by_role("button", name="Save", exact=True).dblclick()
    support.wait_for_url("**/information/")
    assert "1 request" in main(support)

    practice.goto(there.path("information/"))
    assert "Your turn" not in main(practice)

    office.goto("/notices/")
    office.goto(there.path("information/"))
    office.get_by_role("link", name=ROTA).click()
    office.locator("summary").filter(has_text="We have not got it").click()
    press(office, "Ask the practice")
    assert "The practice is asked now." in office.get_by_role("alert").inner_text()

    path = board_of(support)
    support.goto(f"{path}?waiting=the-practice")
    shown = support.locator(".m-board")
    assert "own Practice" in shown.inner_text()
    shown.get_by_role("link", name="own Practice").first.click()
    support.wait_for_url(f"**{there.path()}")

    practice.goto(there.path("information/"))
    practice.get_by_role("link", name=ROTA).click()
    practice.get_by_label("Your answer").fill(ANSWER)
    file = {"name": "rota.csv", "mimeType": "text/csv", "buffer": b"day,doctors\nMonday,3\n"}
    practice.get_by_label("A file", exact=True).set_input_files(file)
    press(practice, "Save the answer")
    assert "Your answer is saved." in practice.get_by_role("alert").inner_text()

    support.goto(there.path("information/"))
    support.get_by_role("link", name=ROTA).click()
    assert ANSWER in main(support)
    with support.expect_download() as taken:
        support.get_by_role("link", name="rota.csv").click()
    assert taken.value.path().read_bytes() == b"day,doctors\nMonday,3\n"

    support.goto(there.path("information/ask/rota/"))
    assert "Answered by the practice" in main(support)
    practice.goto(there.path("time/"))
    assert "20 minutes" in main(practice)
