"""Six months after a list was frozen, an office looks at it again."""

from datetime import date

import pytest

from tests.journeys.choosing import AT_MOST, freeze, office, set_up, settle
from tests.journeys.test_every_page import faults
from tests.web.conftest import AS_OF

pytestmark = pytest.mark.journey
HALF_A_YEAR_BEFORE = date(2026, 5, 1)


@pytest.fixture(scope="module")
def page(browser, founded, known, made_up_folder, tmp_path_factory):
    home = tmp_path_factory.mktemp("refresh") / "home"
    with office(browser, founded, made_up_folder, home) as page:
        yield page


def test_a_refresh_six_months_later(page, browser, board):
    programme = set_up(page, board["area_code"], HALF_A_YEAR_BEFORE)
    page.locator("tbody th a").first.click()
    settle(page, "Chosen", "They asked for help.")
    freeze(page, programme)
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download it as it was frozen").click()
    before = coming.value.path().read_bytes()

    page.get_by_role("link", name="Look at the list again").click()
    page.get_by_label("The day whose published figures to look at").fill(AS_OF.isoformat())
    page.get_by_role("button", name="Look").click()
    page.get_by_role("heading", name="The list as known on").wait_for(timeout=AT_MOST)
    moved = page.inner_text("main")
    assert "by new data" in moved
    assert "by new judgement" not in moved
    assert "by changed rules" not in moved

    page.get_by_role("button", name="Keep this look").click()
    page.get_by_text("This look at the list is kept.").wait_for()
    look = page.url
    page.get_by_role("link", name="add it").first.click()
    page.get_by_label("Why it is added").fill("Two doctors left since the spring.")
    page.get_by_role("button", name="Add this practice").click()
    page.get_by_text("is in the cohort.").wait_for()
    assert page.get_by_role("cell", name="In the cohort").count() >= 1

    page.goto(programme)
    assert "2 practices of 2 chosen" in page.inner_text("main")
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download it as it was frozen").click()
    assert coming.value.path().read_bytes() == before
    state = page.context.storage_state()
    assert faults(browser, look, state) == []
