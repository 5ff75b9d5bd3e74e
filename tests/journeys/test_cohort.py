"""An office chooses a cohort: from the candidates to a frozen list and a letter in hand."""

import docx
import pytest

from tests.journeys.choosing import freeze, office, set_up, settle
from tests.journeys.test_every_page import faults
from tests.web.conftest import AS_OF

pytestmark = pytest.mark.journey
REASON = "Two partners retire in the spring, and the practice would like to plan for it."


@pytest.fixture(scope="module")
def page(browser, founded, known, made_up_folder, tmp_path_factory):
    home = tmp_path_factory.mktemp("cohort") / "home"
    with office(browser, founded, made_up_folder, home) as page:
        yield page


def test_from_candidates_to_a_frozen_list_and_a_letter(page, browser, board, tmp_path):
    programme = set_up(page, board["area_code"], AS_OF)
    page.get_by_role("link", name="Waves and groups").click()
    page.get_by_text("Plan a wave").click()
    page.get_by_label("Its name").fill("First wave")
    page.get_by_label("First day").fill("2027-01-04")
    page.get_by_label("How many practices it has room for").fill("2")
    page.get_by_role("button", name="Plan the wave").click()
    page.get_by_text("First wave is planned.").wait_for()

    page.goto(programme)
    first, second = page.locator("tbody th a").all()[:2]
    name, paths = second.inner_text(), [one.get_attribute("href") for one in (first, second)]
    page.get_by_text("Choose which practices to show").click()
    page.get_by_label("Name or code has").fill(name)
    page.get_by_role("button", name="Show these practices").click()
    assert page.locator("tbody th a").first.inner_text() == name

    page.goto(paths[0])
    settle(page, "Passed over this time", "It has help already.")
    page.goto(paths[1])
    page.get_by_role("link", name="Give another level").first.click()
    page.get_by_label("High").check()
    page.get_by_label("Why").fill("The figure is from before the merger.")
    page.get_by_role("button", name="Give this level").click()
    page.get_by_text("measured as").first.wait_for()
    settle(page, "Chosen", REASON, "First wave")

    seen = [programme, paths[1], f"{programme}layout/", f"{programme}waiting/"]
    freeze(page, programme)
    assert "1 practice of 2 chosen" in page.inner_text("main")
    page.goto(paths[1])
    assert "The list is frozen." in page.inner_text("main")

    page.goto(programme)
    page.get_by_role("link", name="Letters to the practices chosen").click()
    with page.expect_download() as coming:
        page.get_by_role("link", name=f"Word letter to {name}").click()
    file = tmp_path / "letter.docx"
    coming.value.save_as(file)
    said = [one.text for one in docx.Document(str(file)).paragraphs]
    assert REASON in said
    assert name in said
    assert any("First wave, which begins on 4 January 2027" in one for one in said)

    state, address = page.context.storage_state(), page.url.split("/programmes")[0]
    for path in (*seen, f"{programme}letters/", f"{programme}change/", f"{programme}looks/"):
        assert faults(browser, address + path, state) == [], path
