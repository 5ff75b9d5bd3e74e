"""A practice lead's first visit, counted: from the mail to all of their tasks done."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page

import mainstay
from tests.journeys.test_journey import AGREEMENTS, press

pytestmark = pytest.mark.journey

TEMPLATES = Path(mainstay.__file__).parent / "web" / "people" / "templates"
DOCUMENT = Path(__file__).parents[2] / "docs" / "explanation" / "first-visit.md"
LONG = 60_000
WORDS_A_MINUTE = 200
SECONDS_A_FIELD = 10
WANTED = 10  # minutes
NEAR = 0.5  # of what the document says: a page that gains a sentence need not be counted anew


@dataclass
class Count:
    """Pages read, fields filled and words on the way."""

    steps: list[tuple[str, int, int]] = field(default_factory=list)
    pack: int = 0  # words of the whole pack
    left: int = 0  # tasks that still wait for the lead

    def page(self, name: str, page: Page, fields: int) -> None:
        """What a page asks to read: its words, without what is folded away."""
        said = page.get_by_role("main").inner_text()
        self.steps.append((name, len(said.split()), fields))

    @property
    def words(self) -> int:
        return sum(words for _, words, _ in self.steps)

    @property
    def agreements(self) -> int:
        return sum(words for name, words, _ in self.steps if name.startswith(("Sign", "Answer")))

    @property
    def fields(self) -> int:
        return sum(fields for _, _, fields in self.steps)

    @property
    def minutes(self) -> float:
        return self.words / WORDS_A_MINUTE + self.fields * SECONDS_A_FIELD / 60


@pytest.fixture(scope="module")
def there(a_practice_at):
    with a_practice_at("selected") as made:
        yield made


@pytest.fixture(scope="module")
def count(there, browser) -> Count:
    """The lead's way, after the office and the support unit have done what comes before it."""
    prepare(there, browser)
    made = Count()
    context = there.context(browser, "")
    context.set_default_timeout(LONG)
    page = context.new_page()
    join(page, made, there.invite("new-lead@example.org", "practice-lead"))
    page.goto(there.path())
    made.page("The list of tasks", page, 0)
    page.goto(there.path("practice-lead/"))
    made.page("Name who leads", page, 1)
    page.get_by_label("New Lead").check()
    press(page, "Save")
    for name in AGREEMENTS:
        page.goto(there.path(f"{name}/"))
        made.page(f"Sign the {name.replace('-', ' ')} agreement", page, 1)
        page.get_by_label("Type your name to sign").fill("New Lead")
        press(page, "Sign")
    page.goto(there.path("benchmarking/"))
    made.page("Answer on anonymised benchmarking", page, 1)
    page.get_by_role("radio").first.check()
    press(page, "Save our answer")
    page.goto(there.path("pack/"))
    made.page("The page of the data pack", page, 0)
    page.get_by_role("link", name="Read the pack").click()
    page.get_by_role("heading", name="Summary").wait_for()
    made.steps.append(("The summary of the data pack", len(summary(page).split()), 0))
    made.pack = len(page.get_by_role("main").inner_text().split())
    page.goto(there.path("pack/"))
    press(page, "We have gone through it")
    page.goto(there.path())
    made.left = page.get_by_text("Your next task").count()
    context.close()
    return made


def prepare(there, browser) -> None:
    """The words are with the parties, and the pack is issued."""
    for role in ("office-lead", "programme-manager", "analyst"):
        context = there.context(browser, role)
        context.set_default_timeout(LONG)
        page = context.new_page()
        for name, (offers, _) in AGREEMENTS.items():
            if offers == role:
                page.goto(there.path(f"agreements/{name}/offer/"))
                press(page, "Put these words to the parties")
        if role == "analyst":
            page.goto(there.path("pack/new/?which=chosen"))
            press(page, "Issue pack 1")
        context.close()


def join(page: Page, made: Count, invitation: str) -> None:
    """By the link of the mail, whose words are counted too."""
    mail = (TEMPLATES / "people" / "invitation_mail.jinja").read_text(encoding="utf-8")
    made.steps.append(("The mail that invites", len(re.sub(r"{{.*?}}", "word", mail).split()), 0))
    page.goto(invitation)
    made.page("Join", page, 2)
    page.get_by_label("Your name").fill("New Lead")
    page.get_by_label("A password").fill("three plain words")
    press(page, "Join")


def summary(page: Page) -> str:
    """The pack's first section: from its heading to the next of the same level."""
    return page.evaluate(
        """() => { let said = ""; let one = document.querySelector("h2#summary");
        while ((one = one.nextElementSibling) && one.tagName !== "H2") said += " " + one.innerText;
        return said; }"""
    )


def told(count: Count) -> str:
    """The page of documents, from the numbers."""
    rows = "\n".join(f"| {name} | {words:,} | {fields} |" for name, words, fields in count.steps)
    return f"""# A practice lead's first visit, counted

From the mail that invites a practice's lead to the last of their tasks before the readiness
conversation: {len(count.steps)} things to read, {count.words:,} words and {count.fields} fields.
At {WORDS_A_MINUTE} words a minute and {SECONDS_A_FIELD} seconds a field that is
**{count.minutes:.1f} minutes**.

| what | words | fields |
|---|---|---|
{rows}

We want it to take under {WANTED} minutes: it {"does" if count.minutes < WANTED else "does not"}.
Of the words, {count.agreements:,} are those of the agreements, which are for the practice to read
before it signs.

The words of the agreements are counted in full, and so is the summary of the data pack. The whole
pack has {count.pack:,} words: it is for the practice to go through together, and its time is not
in the sum. What is folded away is not counted.

`tests/journeys/test_first_visit.py` walks this way in a browser on made-up data and counts. It
fails when this page is off by half a minute: `FIRST_VISIT=write` writes the page anew.
"""


def test_the_lead_has_nothing_left_to_do(count):
    assert count.left == 0


def test_it_takes_less_than_was_wanted(count):
    assert count.minutes < WANTED, count.steps


def test_the_document_says_the_same(count):
    if os.environ.get("FIRST_VISIT") == "write":
        DOCUMENT.write_text(told(count), encoding="utf-8")
    said = re.search(r"\*\*([\d.]+) minutes\*\*", DOCUMENT.read_text(encoding="utf-8"))
    assert abs(float(said.group(1)) - count.minutes) < NEAR, count.steps
