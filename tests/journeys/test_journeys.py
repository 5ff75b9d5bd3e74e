"""What people come to do, from the first page to the last."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.serving import WIDE
from tests.web.conftest import AS_OF, asked

pytestmark = pytest.mark.journey


def test_from_a_search_to_a_data_pack(page, practice):
    page.goto(asked("/"))
    page.get_by_label("Find a practice or an area").fill(practice["practice_code"])
    page.get_by_role("button", name="Search").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(practice["practice_name"])
    with page.expect_download() as started:
        page.get_by_role("link", name="Download to print (PDF)").click()
    path = started.value.path()
    assert path.read_bytes().startswith(b"%PDF-")
    assert started.value.suggested_filename == f"{practice['practice_code']}.pdf"


def test_a_pack_as_a_page_opens_by_itself(page, browser, practice, tmp_path):
    page.goto(asked(f"/practices/{practice['practice_code']}"))
    with page.expect_download() as started:
        page.get_by_role("link", name="Download as a web page (HTML)").click()
    saved = tmp_path / "pack.html"
    started.value.save_as(saved)
    page.goto(saved.as_uri())
    expect(page.get_by_role("heading", level=1)).to_contain_text(practice["practice_name"])


def test_an_area_is_sorted_and_filtered(page, board):
    page.goto(asked(f"/areas/{board['area_code']}"))
    page.get_by_role("link", name="Patients", exact=True).click()
    heading = page.get_by_role("columnheader", name="Patients", exact=True)
    expect(heading).to_have_attribute("aria-sort", "descending")
    sizes = page.locator("table.m-heat tbody tr td:nth-child(3)").all_inner_texts()
    numbers = [int(text.replace(",", "")) for text in sizes if text != "No data"]
    assert numbers == sorted(numbers, reverse=True)

    page.get_by_text("Choose which practices to show").click()
    page.get_by_label("Patients, at least").fill("5,000")
    page.get_by_role("button", name="Show these practices").click()
    sizes = page.locator("table.m-heat tbody tr td:nth-child(3)").all_inner_texts()
    assert all(int(text.replace(",", "")) >= 5000 for text in sizes)
    assert len(sizes) == sum(number >= 5000 for number in numbers)
    assert f"as_of={AS_OF}" in page.url


def test_changing_the_day_keeps_the_page(page, practice):
    page.goto(asked(f"/practices/{practice['practice_code']}"))
    page.get_by_text("As known on").first.click()
    page.get_by_role("textbox", name="Day").fill("5")
    page.get_by_role("button", name="Show that day").click()
    expect(page).to_have_url(
        re.compile(rf"/practices/{practice['practice_code']}\?as_of=2026-11-05")
    )
    expect(page.get_by_text("As known on 5 November 2026")).to_be_visible(timeout=60_000)


def test_with_only_a_keyboard(page, practice):
    page.goto(asked("/"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "q":
            break
    page.keyboard.type(practice["practice_code"])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(practice["practice_name"])


def test_the_matrix_scrolls_by_keyboard_on_a_phone(browser, server, board):
    context = browser.new_context(base_url=server, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(asked(f"/areas/{board['area_code']}"))
    region = page.get_by_role("region", name=f"Support matrix of {board['area_name']}")
    region.focus()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)
    assert region.evaluate("region => region.scrollLeft") > 0
    context.close()


def test_without_javascript(browser, server, practice, board):
    context = browser.new_context(base_url=server, viewport=WIDE, java_script_enabled=False)
    page = context.new_page()
    page.goto(asked("/"))
    page.get_by_label("Find a practice or an area").fill(board["area_name"])
    page.get_by_role("button", name="Search").last.click()
    page.get_by_role("link", name=board["area_name"]).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(board["area_name"])
    page.get_by_text("Choose which practices to show").click()
    page.get_by_label("Name or code has").fill(practice["practice_code"])
    page.get_by_role("button", name="Show these practices").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(board["area_name"])
    context.close()


def test_figures_that_are_not_ready_open_by_themselves(page, made_up):
    days = sorted(one.published for one in made_up.releases() if one.publication == "qof-totals")
    assert not made_up.known(days[1]).ready(), "the day of this test must be its own"
    page.goto(f"/areas/england?as_of={days[1]}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Working out the figures")
    expect(page.get_by_role("heading", level=1)).to_contain_text("England", timeout=180_000)
