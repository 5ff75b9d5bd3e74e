"""From the directory to help that was given: asked, answered, started, finished, and said."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page

from tests.journeys.serving import PHONE, WIDE
from tests.journeys.test_every_page import faults
from tests.journeys.windows import main, press

pytestmark = pytest.mark.journey

LONG = 60_000
NAME = "A manager for six weeks"
ROLES = ("office-member", "practice-lead", "partner")
STATEMENT = "pay-and-profit"


@pytest.fixture(scope="module")
def there(a_practice_at):
    with a_practice_at("preparing") as made:
        yield made


@pytest.fixture
def sides(there, browser):
    """A window of the office, of the practice's lead, and of the partner who helps."""
    opened = [there.context(browser, role) for role in ROLES]
    for one in opened:
        one.set_default_timeout(LONG)
    yield [one.new_page() for one in opened]
    for one in opened:
        one.close()


def unfold(page: Page, name: str) -> None:
    page.locator("summary").filter(has_text=name).click()


def sound(browser, page: Page) -> None:
    state = page.context.storage_state()
    sizes = {"wide": WIDE, "phone": PHONE}
    assert faults(browser, page.url, state, sizes) == []


def put_on_offer(office: Page) -> None:
    """The office adds the offer; a field that is left out is said first."""
    office.goto("/support/")
    assert "Add what practices can have now" in main(office)
    office.get_by_role("link", name="Add an offer").click()
    office.get_by_label("What it is called").fill(NAME)
    office.get_by_label("Who provides it").fill("Helping Hands")
    office.get_by_label("Whose people may answer here").select_option(label="own Delivery partner")
    office.get_by_label("Kind of support").select_option("practice-management")
    office.get_by_label("What a practice gets").fill("A manager works beside yours.")
    office.get_by_label("How many practices it can help at one time").fill("1")
    office.get_by_label("Days from the yes until it starts").fill("14")
    office.get_by_label("Whom to ask about it").fill("Ann, 01632 960001")
    office.get_by_label("Leading and working as a team").check()
    unfold(office, "Statements of the triangle")
    office.get_by_label("We can pay our staff and our bills").check()
    press(office, "Put it on offer")
    assert "Say who pays" in office.get_by_role("alert").inner_text()
    office.get_by_label("The office", exact=True).check()
    press(office, "Put it on offer")
    assert f"{NAME} is on offer." in office.get_by_role("alert").inner_text()


def ask_for_it(practice: Page, there, browser) -> None:
    """By way of the journey's page, with what it is about filled in; two presses are one."""
    practice.goto(there.path())
    practice.get_by_role("link", name="Find support").click()
    practice.goto(f"{practice.url}?statement={STATEMENT}")
    assert "Helps with 1 of the 1 you chose." in main(practice)
    sound(browser, practice)
    practice.get_by_role("link", name=NAME).click()
    assert "It is about: “We can pay our staff" in main(practice)
    sound(browser, practice)
    practice.get_by_role("button", name="Ask for it", exact=True).dblclick()
    practice.wait_for_url("**/support/requests/*/")
    assert "You are number 1 of 1 in line." in main(practice)


def test_support_from_the_directory_to_what_was_said(sides, there, browser):
    office, practice, partner = sides
    put_on_offer(office)
    ask_for_it(practice, there, browser)

    partner.goto("/notices/")
    partner.get_by_role("button", name=NAME).first.click()
    assert "own Practice" in main(partner)
    sound(browser, partner)
    starts = localdate() + timedelta(days=5)
    partner.get_by_label("The day it starts").fill(starts.isoformat())
    press(partner, "Say yes")
    assert "The practice is told." in partner.get_by_role("alert").inner_text()

    practice.reload()
    assert f"It starts on {starts.day} {starts:%B %Y}." in main(practice)
    press(partner, "It has started")
    practice.reload()
    assert "Under way" in main(practice)
    press(partner, "It is finished")

    practice.goto("/notices/")
    practice.get_by_role("button", name=NAME).first.click()
    sound(browser, practice)
    press(practice, "Send your answer")
    assert "Choose an answer" in practice.get_by_role("alert").inner_text()
    practice.get_by_label("Yes, a lot").check()
    practice.get_by_label("What changed?").fill("Bills are paid on time.")
    press(practice, "Send your answer")
    assert "You said whether it helped: Yes, a lot" in main(practice)

    partner.reload()
    assert "Bills are paid on time." not in main(partner)
    office.goto("/support/")
    assert "1 of 1 place left" in main(office)
    office.get_by_role("link", name=NAME).click()
    assert "Nothing is shown until three have." in main(office)
    office.goto("/support/")
    office.get_by_role("link", name="Requests").click()
    assert "Finished" in main(office)
