"""A conversation is written down on a tablet whose connection comes and goes: no word is lost."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey

NOT_SAVED = re.compile("Not saved yet: we keep trying")
SAVED = re.compile("All saved at")
LONG = 40_000


@pytest.fixture(scope="module")
def there(a_practice_at):
    with a_practice_at("preparing") as made:
        yield made


@pytest.fixture(scope="module")
def begun(there, browser):
    """The record is begun."""
    context = there.context(browser, "change-manager")
    page = context.new_page()
    page.goto(there.path("conversation/"))
    page.get_by_role("button", name="Begin the record").click()
    page.get_by_label("Where are we now?").wait_for()
    context.close()
    return there


@pytest.fixture
def open_page(begun, browser):
    """Opens the record for a role, in a window of their own."""
    opened = []

    def made(role: str = "change-manager", **more):
        opened.append(begun.context(browser, role, **more))
        return look(opened[-1], begun)

    yield made
    for one in opened:
        one.close()


def look(context, begun):
    page = context.new_page()
    page.set_default_timeout(LONG)
    page.goto(begun.path("conversation/"))
    return page


def says(page, words) -> None:
    expect(page.locator("[data-keeping-status]")).to_have_text(words, timeout=LONG)


def kept(page) -> list[str]:
    return page.evaluate("Object.keys(localStorage)")


def test_words_are_saved_as_they_are_typed(open_page):
    page = open_page()
    page.get_by_label("Where are we now?").press_sequentially("We lost two partners.")
    says(page, SAVED)
    page.get_by_label("The day of the conversation").fill("2026-11-20")
    page.get_by_label("In part").check()
    says(page, SAVED)
    page.wait_for_timeout(1500)
    says(page, SAVED)
    assert kept(page) == []
    page.reload()
    assert page.get_by_label("Where are we now?").input_value() == "We lost two partners."
    assert page.get_by_label("The day of the conversation").input_value() == "2026-11-20"
    assert page.get_by_label("In part").is_checked()


def test_the_button_saves_too(open_page):
    page = open_page()
    page.get_by_label("Who took part").fill("Ann Other, partner")
    with page.expect_navigation():
        page.get_by_role("button", name="Save").click()
    assert "The record is saved." in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Who took part").input_value() == "Ann Other, partner"


def test_offline_words_wait_and_are_sent_when_the_connection_is_back(open_page):
    page = open_page()
    page.context.set_offline(True)
    page.get_by_label("Where do we want to be?").press_sequentially("An hour for lunch.")
    says(page, NOT_SAVED)
    assert len(kept(page)) == 1
    page.context.set_offline(False)
    says(page, SAVED)
    assert kept(page) == []
    other = open_page("analyst")
    assert other.get_by_label("Where do we want to be?").input_value() == "An hour for lunch."


def test_the_server_is_killed_in_the_midst_and_the_page_is_opened_anew(begun, open_page):
    page = open_page()
    page.get_by_label("Where do we need to be?").press_sequentially("Open at eight.")
    begun.kill()
    page.get_by_label("Where do we need to be?").press_sequentially(" And on Saturdays.")
    says(page, NOT_SAVED)
    context = page.context
    page.close()
    begun.start()
    again = look(context, begun)
    assert again.get_by_label("Where do we need to be?").input_value() == (
        "Open at eight. And on Saturdays."
    )
    says(again, SAVED)
    other = open_page("analyst")
    assert other.get_by_label("Where do we need to be?").input_value() == (
        "Open at eight. And on Saturdays."
    )


def test_words_that_were_taken_without_an_answer_are_no_clash(open_page):
    page = open_page()

    def lose(route):
        route.fetch()
        route.abort()

    page.route("**/answer/", lose, times=1)
    page.get_by_label("Are we ready to change?").fill("Most of us.")
    says(page, NOT_SAVED)
    page.get_by_label("Are we ready to change?").fill("Most of us. Not all.")
    says(page, SAVED)
    expect(page.get_by_text("wrote here too")).to_have_count(0)
    page.reload()
    assert page.get_by_label("Are we ready to change?").input_value() == "Most of us. Not all."


def test_two_people_in_one_place_keep_both(open_page):
    first, second = open_page(), open_page("analyst")
    first.get_by_label("What could we do?").press_sequentially("Share a nurse.")
    says(first, SAVED)
    second.get_by_label("What could we do?").press_sequentially("Merge.")
    clash = second.get_by_role("alert").filter(has_text="wrote here too")
    expect(clash).to_contain_text("Share a nurse.", timeout=LONG)
    assert second.get_by_label("What could we do?").input_value() == "Merge."
    clash.get_by_role("button", name="Keep both").click()
    says(second, SAVED)
    first.reload()
    assert first.get_by_label("What could we do?").input_value() == "Share a nurse.\n\nMerge."


def test_a_session_that_ends_keeps_the_words_until_one_is_back(begun, open_page):
    page = open_page()
    held = page.context.cookies()
    page.context.clear_cookies()
    page.get_by_label("What are we prepared to do?").press_sequentially("Give up Fridays.")
    says(page, re.compile("you are signed out"))
    assert len(kept(page)) == 1
    page.context.add_cookies([one for one in held if one["name"] == "sessionid"])
    page.get_by_label("What are we prepared to do?").press_sequentially(" And faxes.")
    says(page, SAVED)
    assert kept(page) == []


def test_words_stay_with_the_person_and_go_at_sign_out(begun, open_page):
    page = open_page()
    page.context.set_offline(True)
    page.get_by_label("Who took part").press_sequentially("Ann Other")
    says(page, NOT_SAVED)
    held = page.evaluate("({...localStorage})")
    page.context.set_offline(False)
    page.goto("/sign-out/")
    page.evaluate("held => Object.assign(localStorage, held)", held)
    page.reload()
    expect(page.get_by_text("Words that are not saved")).to_be_visible()
    cookie = {"name": "sessionid", "value": begun.sessions["analyst"], "url": begun.address}
    page.context.add_cookies([cookie])
    page.goto(begun.path("conversation/"))
    assert len(kept(page)) == 1
    page.goto("/sign-out/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")
    assert kept(page) == []


def test_without_scripts_there_is_a_button(open_page):
    page = open_page("programme-manager", java_script_enabled=False)
    page.get_by_label("The future that the practice wants").fill("Time for each patient.")
    page.get_by_role("button", name="Save").click()
    assert "The record is saved." in page.get_by_role("alert").inner_text()
    assert page.get_by_label("The future that the practice wants").input_value() == (
        "Time for each patient."
    )
