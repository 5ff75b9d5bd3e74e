"""A round of nine people in four groups: asked by mail, answered on phones, met, agreed, read."""

import io
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser, Page, expect

from mainstay.terms.frameworks import newest
from tests.journeys.mails import newest_link, work
from tests.journeys.serving import PHONE
from tests.journeys.test_every_page import faults
from tests.journeys.windows import main, press
from tests.records.homes import run

pytestmark = pytest.mark.journey

LONG = 60_000
TIMED = Path(__file__).parents[2] / "docs/explanation/questions-timed.md"
BY = datetime.now(tz=UTC).date() + timedelta(days=14)
GROUPS = {
    "GP partners": ["ash@example.org", "birch@example.org"],
    "Nurses and healthcare assistants": ["cole@example.org", "dale@example.org"],
    "Managers": ["elm@example.org"],
    "Reception and administration": [
        f"{name}@example.org" for name in ("fen", "gill", "hay", "ivy")
    ],
}
TEAM = [one for group in GROUPS.values() for one in group]
NEEDS = ("physical", "security", "social", "esteem", "self-actualisation", "hope")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
NAMES = re.compile(r'name="([\w-]+)" type="radio"')
FIRST = "We have enough people in post"
OFFER = "A manager for six weeks"
PAY = "We can pay our staff and our bills, and we watch what is left."


@pytest.fixture(scope="module")
def there(a_practice_at):
    with a_practice_at("preparing") as made:
        yield made


@pytest.fixture
def lead(there, browser):
    opened = there.context(browser, "practice-lead")
    opened.set_default_timeout(LONG)
    yield opened.new_page()
    opened.close()


def answer(there, browser: Browser, address: str, step: int, *, script: bool) -> None:
    """Somebody answers everything with the same step, on a phone and without signing in."""
    window = browser.new_context(base_url=there.address, viewport=PHONE, java_script_enabled=script)
    window.set_default_timeout(LONG)
    page = window.new_page()
    page.goto(newest_link(there, address, "/answers/"))
    page.get_by_role("link", name="Begin").click()
    for _ in range(5):
        for field in page.locator("fieldset").all():
            field.get_by_role("radio").nth(step - 1).check()
        press(page, "Save and go on")
    page.get_by_role("radio").nth(2).check()
    page.get_by_label("anything else").fill(f"So I see it: {step}.")
    press(page, "Save and go on")
    assert "You have answered everything" in main(page)
    assert window.cookies() == [one for one in window.cookies() if one["name"] == "csrftoken"]
    window.close()


def answer_by_forms(there, browser: Browser, address: str, step: int) -> None:
    """The same as a browser sends it, without drawing the pages."""
    window = browser.new_context(base_url=there.address)
    path = newest_link(there, address, "/answers/")
    for need in NEEDS:
        page = window.request.get(f"{path}{need}/").text()
        sent = {"csrfmiddlewaretoken": TOKEN.search(page)[1], "words": f"So I see it: {step}."}
        sent |= dict.fromkeys(NAMES.findall(page), str(step))
        assert window.request.post(f"{path}{need}/", form=sent, max_redirects=0).status == 302
    window.close()


def test_from_the_first_mail_to_the_triangle(there, lead, browser):
    lead.goto("/")
    lead.get_by_role("link", name="Our resilience").click()
    lead.get_by_role("link", name="Begin").click()
    lead.get_by_label("Each alone first").check()
    lead.get_by_label("Answer by").fill(BY.isoformat())
    press(lead, "Begin")
    for group, people in GROUPS.items():
        lead.get_by_label(group).fill("\n".join(people))
    lead.get_by_label("Salaried GPs").fill("nobody")
    press(lead, "Send the links")
    assert "“nobody” is not an e-mail address" in lead.get_by_role("alert").inner_text()
    lead.get_by_label("Salaried GPs").fill("")
    press(lead, "Send the links")
    assert "9 people will get a link by e-mail." in lead.get_by_role("alert").inner_text()
    work(there)

    address = there.address + newest_link(there, TEAM[0], "/answers/")
    assert faults(browser, address, None) == []
    assert faults(browser, f"{address}physical/", None) == []
    answer(there, browser, TEAM[0], 1, script=True)
    answer(there, browser, TEAM[1], 1, script=False)
    for place, one in enumerate(TEAM[2:]):
        answer_by_forms(there, browser, one, 1 if place == 0 else 3)
    lead.reload()
    assert "9 of 9 have answered" in main(lead)
    assert faults(browser, lead.url, lead.context.storage_state()) == []

    lead.get_by_role("link", name="Close the questions").click()
    press(lead, "Close the questions")
    assert "9 people answered alone" in main(lead)
    assert "So I see it: 1." in main(lead)
    assert faults(browser, lead.url, lead.context.storage_state()) == []
    lead.locator("#pay-and-profit").get_by_role("link", name="Agree this").click()
    press(lead, "Save what we agreed")
    assert "Choose the answer that you agreed on" in lead.get_by_role("alert").inner_text()
    lead.get_by_role("radio").nth(3).check()
    lead.get_by_label("Why, in a sentence").fill("We look at the cash every month.")
    assert faults(browser, lead.url, lead.context.storage_state()) == []
    lead.get_by_role("button", name="Save what we agreed").dblclick()
    lead.wait_for_url("**/meeting/**")
    expect(lead.get_by_text("We look at the cash every month.")).to_be_visible()

    lead.get_by_role("link", name="Physical: getting through today").click()
    lead.locator("#enough-people").get_by_role("radio").nth(1).check()
    press(lead, "Save and go on")
    assert "Physical: 1 answer saved." in lead.get_by_role("alert").inner_text()
    assert faults(browser, lead.url, lead.context.storage_state()) == []

    lead.goto(lead.url.partition("level/")[0])
    lead.get_by_role("link", name="Finish").click()
    lead.get_by_label("No, there was no meeting").check()
    press(lead, "Finish")
    assert "There was no meeting." in main(lead)
    assert PAY in main(lead)
    picture = lead.get_by_role("img").first.get_attribute("aria-label")
    assert picture.startswith("The triangle from the ground up: Physical is secure")
    assert faults(browser, lead.url, lead.context.storage_state()) == []
    told = printed(lead)
    assert [one.words for one in newest("triangle").statements if one.words not in told] == []
    assert "On paper" in main(lead)
    assert "On paper" not in told
    lead.goto(newest_link(there, TEAM[0], "/answers/"))
    assert "This link opens nothing any more" in main(lead)


def printed(page) -> str:
    """What stands on the sheets when the page is printed as it is, its folds closed."""
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    return " ".join(" ".join(one.extract_text() for one in sheets).split())


def test_from_the_triangle_to_help_and_the_offices_themes(there, lead, browser):
    """The practice asks for help with what it begins with, and lets itself be seen and counted."""
    run("-m", "tests.records.neighbours", MAINSTAY_HOME=str(there.home))
    lead.goto("/self-assessment/")
    lead.locator(".m-history a").first.click()
    triangle = lead.url
    begin = lead.get_by_role("listitem").filter(has_text=FIRST)
    begin.get_by_role("link", name=re.compile("support|Ask")).first.click()
    assert FIRST in main(lead)
    lead.get_by_role("link", name=OFFER).click()
    press(lead, "Ask for it")
    assert "You have asked for it." in lead.get_by_role("alert").inner_text()

    lead.goto(triangle)
    lead.get_by_role("link", name="Choose who else sees this").click()
    assert faults(browser, lead.url, lead.context.storage_state()) == []
    lead.get_by_role("link", name="say yes to anonymised benchmarking").click()
    lead.get_by_label("Yes, you may use them").check()
    press(lead, "Save our answer")
    lead.goto(f"{triangle.removesuffix('triangle/')}sharing/")
    lead.get_by_role("region", name="own Local office").get_by_role("button").dblclick()
    expect(lead.get_by_role("alert")).to_contain_text("own Local office sees it from now on.")
    lead.get_by_role("button", name="Count us").click()
    expect(lead.get_by_role("alert")).to_contain_text("Your answers are counted")
    run("-m", "tests.records.neighbours", "count", MAINSTAY_HOME=str(there.home))

    window = there.context(browser, "office-lead")
    window.set_default_timeout(LONG)
    office = window.new_page()
    office.goto(there.path())
    office.get_by_role("link", name="The team’s triangle").click()
    assert "The practice shares this with you" in main(office)
    assert "So I see it" not in main(office)
    assert faults(browser, office.url, window.storage_state()) == []
    office.goto("/programmes/")
    office.get_by_role("link", name="own programme").click()
    office.get_by_role("link", name="Practices by stage").click()
    office.get_by_role("link", name="Themes", exact=True).click()
    assert "10 practices" in main(office)
    reached = office.get_by_role("row").filter(has_text="Offers").locator("xpath=../..")
    assert "1" in reached.get_by_role("row").filter(has_text="Physical").inner_text()
    assert faults(browser, office.url, window.storage_state()) == []
    window.close()
    lead.goto(triangle)
    assert "Beside other practices" in main(lead)
    assert faults(browser, lead.url, lead.context.storage_state()) == []


def test_the_questions_take_less_than_a_quarter_of_an_hour_on_a_phone(there, lead, browser):
    """The page on it says how many words, taps and bytes."""
    lead.goto("/self-assessment/")
    lead.get_by_role("link", name="Begin again").click()
    lead.get_by_label("Each alone first").check()
    lead.get_by_label("Answer by").fill(BY.isoformat())
    press(lead, "Begin")
    lead.get_by_label("Managers").fill("elm@example.org")
    press(lead, "Send the links")
    work(there)
    window = browser.new_context(base_url=there.address, viewport=PHONE)
    page = window.new_page()
    sizes = bytes_of(page)
    page.goto(newest_link(there, "elm@example.org", "/answers/"), wait_until="networkidle")
    first, taps, lines = sum(sizes), 1, lines_of(page)
    page.get_by_role("link", name="Begin").click()
    for need in NEEDS:
        page.wait_for_url(f"**/{need}/")
        lines |= lines_of(page)
        groups = page.locator("fieldset").all()
        for group in groups:
            group.get_by_role("radio").first.check()
        press(page, "Save and go on")
        taps += len(groups) + 1
    lines |= lines_of(page)
    window.close()
    words = sum(len(line.split()) for line in lines)
    told = " ".join(TIMED.read_text(encoding="utf-8").split())
    assert words / 200 < 15
    assert first < 100_000
    assert f"{words:,} words" in told
    assert f"{words / 200:.1f} minutes" in told
    assert f"{taps} taps" in told
    assert f"under {-(-first // 10_000) * 10} KB" in told


def test_two_windows_and_a_lost_line_lose_no_answer(there, browser):
    """What another window changed stays; what the line did not take is sent when it is back."""
    window = browser.new_context(base_url=there.address, viewport=PHONE)
    window.set_default_timeout(LONG)
    path = f"{newest_link(there, 'elm@example.org', '/answers/')}physical/"
    older, newer = window.new_page(), window.new_page()
    for page in (older, newer):
        page.goto(path)
    choose(newer, 0, 3)
    said(newer, "Saved")
    older.context.set_offline(True)
    choose(older, 1, 2)
    said(older, "Not saved yet")
    choose(older, 1, 0)
    older.close()
    window.set_offline(False)
    newer.goto(path)
    said(newer, "Saved")
    assert newer.evaluate("Object.keys(localStorage)") == []
    assert newer.locator("fieldset").nth(1).get_by_role("radio").nth(0).is_checked()
    choose(newer, 2, 2)
    said(newer, "Saved")
    choose(newer, 2, 0)
    press(newer, "Save and go on")
    newer.goto(path)
    chosen = [newer.locator("fieldset").nth(one).get_by_role("radio") for one in range(3)]
    assert all(one.nth(at).is_checked() for one, at in zip(chosen, (3, 0, 0), strict=True))
    window.close()


def choose(page: Page, statement: int, step: int) -> None:
    page.locator("fieldset").nth(statement).get_by_role("radio").nth(step).check()


def said(page: Page, words: str) -> None:
    expect(page.locator("[data-kept]")).to_contain_text(words, timeout=LONG)


def bytes_of(page: Page) -> list[int]:
    """What comes over the line, as it comes."""
    found: list[int] = []
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda one: found.append(int(one["encodedDataLength"])))
    return found


def lines_of(page: Page) -> set[str]:
    """What stands open on a page. Who has read a line before does not read it again."""
    page.evaluate("document.querySelectorAll('.nhsuk-u-visually-hidden').forEach(e => e.remove())")
    return set(page.get_by_role("main").inner_text().splitlines())
