"""A consent is given, withdrawn, and what was answered is seen from the other side."""

from contextlib import contextmanager

import pytest

from tests.journeys.serving import WIDE
from tests.journeys.test_every_page import faults
from tests.journeys.test_every_record_page import furnished, state  # noqa: F401

pytestmark = pytest.mark.journey


@contextmanager
def signed_in(browser, furnished, role: str):  # noqa: F811
    """The page of the practice's journey, in the window of somebody with a role."""
    address, pages = furnished
    kept = state(address, pages["people"][role])
    context = browser.new_context(base_url=address, viewport=WIDE, storage_state=kept)
    page = context.new_page()
    page.goto(pages["engagement"]["path"])
    yield page
    context.close()


def task(page) -> str:
    return page.get_by_role("listitem").filter(has_text="figures may be compared").inner_text()


def test_a_consent_withdrawn(browser, furnished):  # noqa: F811
    with (
        signed_in(browser, furnished, "practice-lead") as lead,
        signed_in(browser, furnished, "office-lead") as office,
    ):
        assert "Not yet started" in task(lead)
        lead.get_by_role("link", name="Say whether your figures may be compared").click()
        lead.get_by_role("button", name="Save our answer").click()
        problem = lead.get_by_role("alert").get_by_role("link", name="Say yes or no")
        problem.click()
        lead.keyboard.press("Space")
        assert lead.get_by_label("Yes, you may use them").is_checked()
        lead.get_by_role("button", name="Save our answer").dblclick()
        lead.get_by_text("Your numbers are used, without your name").wait_for()
        assert "You said yes." in lead.get_by_role("main").inner_text()

        office.reload()
        assert "The practice said yes." in task(office)

        lead.get_by_role("button", name="Withdraw our consent").dblclick()
        lead.get_by_text("Your numbers are not used from now on.").wait_for()
        told = lead.get_by_role("main").inner_text()
        assert "You said no." in told
        assert "withdrew this consent on" in told

        office.reload()
        assert "The practice said no, which is fine." in task(office)
        office.goto("/notices/")
        told = office.get_by_role("heading", name="has withdrawn its consent to benchmarking")
        assert told.count() == 1


def test_the_question_is_sound_for_who_answers_it(browser, furnished):  # noqa: F811
    address, pages = furnished
    kept = state(address, pages["people"]["practice-lead"])
    assert faults(browser, address + pages["benchmarking"]["path"], kept) == []
