"""A practice from its selection to the decision on its readiness, seen from both sides."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.preparing import Preparing
from tests.journeys.serving import PHONE

pytestmark = pytest.mark.journey

LONG = 60_000
ROLES = ("office-lead", "programme-manager", "change-manager", "practice-lead")
# Who puts the words of each agreement to the parties, and who then signs them.
AGREEMENTS = {
    "memorandum": ("office-lead", ("office-lead", "practice-lead")),
    "service-level": ("programme-manager", ("programme-manager", "practice-lead")),
    "confidentiality": ("office-lead", ("office-lead", "programme-manager", "practice-lead")),
}


@pytest.fixture(scope="module")
def there(a_practice_at):
    with a_practice_at("selected") as made:
        yield made


@pytest.fixture(scope="module")
def far_along(a_practice_at):
    with a_practice_at("delivering") as made:
        yield made


@pytest.fixture
def people(there, browser):
    """A window a role."""
    opened = {role: there.context(browser, role) for role in ROLES}
    for one in opened.values():
        one.set_default_timeout(LONG)
    yield {role: one.new_page() for role, one in opened.items()}
    for one in opened.values():
        one.close()


def task(page: Page, there: Preparing, title: str) -> str:
    """How a task stands for who looks; a practice unfolds what is not its to do now."""
    page.goto(there.path())
    for folded in page.locator("details:has(.nhsuk-task-list) > summary").all():
        folded.click()
    return page.locator(".nhsuk-task-list__item").filter(has_text=title).inner_text()


def press(page: Page, name: str) -> None:
    """Press a button, and wait for what comes after."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def move(page: Page, there: Preparing, name: str) -> None:
    page.goto(there.path())
    page.locator("summary").filter(has_text=name).click()
    press(page, f"Move to: {name}")
    expect(page.get_by_role("alert")).to_contain_text(name)


def agree(people: dict[str, Page], there: Preparing) -> None:
    for name, (offers, signers) in AGREEMENTS.items():
        people[offers].goto(there.path(f"agreements/{name}/offer/"))
        press(people[offers], "Put these words to the parties")
        for role in signers:
            people[role].goto(there.path(f"{name}/"))
            people[role].get_by_label("Type your name to sign").fill(role)
            press(people[role], "Sign")


def test_from_selection_to_the_decision(people, there):
    practice, unit = people["practice-lead"], people["change-manager"]
    practice.goto(there.path())
    assert "Name who leads for the practice" in practice.get_by_role("main").inner_text()
    practice.goto(there.path("practice-lead/"))
    practice.get_by_label("practice-lead").check()
    press(practice, "Save")
    agree(people, there)
    assert "Completed" in task(practice, there, "confidentiality agreement")
    move(people["programme-manager"], there, "Agreed")
    move(people["programme-manager"], there, "Preparing")

    assert "Your turn" in task(unit, there, "Issue the data pack")
    unit.goto(there.path("pack/new/?which=chosen"))
    press(unit, "Issue pack 1")
    assert "Your turn" in task(practice, there, "Go through the data pack")
    practice.goto(there.path("pack/"))
    practice.get_by_role("link", name="Read the pack").click()
    practice.get_by_role("heading", name="Summary").wait_for()
    practice.goto(there.path("pack/"))
    press(practice, "We have received it")
    press(practice, "We have gone through it")
    assert "Completed" in task(unit, there, "Go through the data pack")

    unit.goto(there.path("conversation/decision/"))
    assert "The readiness conversation is not held" in unit.get_by_role("main").inner_text()
    unit.goto(there.path("conversation/"))
    press(unit, "Begin the record")
    unit.get_by_label("The day of the conversation").fill("2026-11-20")
    unit.get_by_label("Who took part").fill("Ann Other, partner")
    unit.get_by_label("Where are we now?").fill("We lost two partners.")
    unit.get_by_label("The future that the practice wants").fill("Time for each patient.")
    unit.get_by_label("Yes").check()
    press(unit, "Save")
    practice.goto(there.path("conversation/"))
    assert "We lost two partners." not in practice.get_by_role("main").inner_text()
    press(unit, "Share with the practice")
    practice.goto(there.path("conversation/"))
    assert "We lost two partners." in practice.get_by_role("main").inner_text()
    practice.get_by_label("What the practice adds").fill("One of them retired.")
    press(practice, "Save")

    unit.goto(there.path("conversation/decision/"))
    unit.get_by_label("Ready: go on").check()
    unit.get_by_label("Why").fill("Both partners and the team want to.")
    press(unit, "Record the decision")
    for page in (unit, practice):
        page.goto(there.path())
        assert page.locator("[aria-current=step]").inner_text().startswith("Ready")
    practice.goto(there.path("conversation/decision/"))
    assert "Both partners and the team want to." in practice.get_by_role("main").inner_text()


def test_the_page_of_a_practice_that_is_far_along_fits_a_phone(browser, far_along):
    """As it comes, with nothing unfolded: the row of stages is long."""
    context = far_along.context(browser, "practice-lead")
    page = context.new_page()
    page.set_viewport_size(PHONE)
    page.goto(far_along.path())
    assert page.locator("[aria-current=step]").inner_text() == "Delivering"
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    context.close()
