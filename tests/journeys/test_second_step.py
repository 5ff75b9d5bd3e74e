"""From an invitation to signing in with a second step: by an app, and by a passkey."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.journeys.serving import WIDE, found_office, invite_lead, mainstay, serve
from tests.journeys.test_every_page import faults
from tests.records.homes import with_tables

pytestmark = pytest.mark.journey

EMAILS = ("app@example.org", "key@example.org")
PASSWORD = "three plain words"
OF_ONES_OWN = (
    "/you/",
    "/you/second-step/",
    "/you/second-step/codes/remove/",
    "/you/second-step/passkeys/add/",
    "/you/second-step/recovery/",
    "/you/second-step/recovery/new/",
    "/sign-in/again/",
    "/sign-in/again/code/",
)


@pytest.fixture(scope="module")
def server(shared, tmp_path_factory):
    """A server that asks for a second step: its address, paths that invite leads, its home.

    Browsers make passkeys for localhost by its name.
    """
    home = with_tables(shared, tmp_path_factory.mktemp("guarded") / "home")
    office = found_office(home)
    invitations = {one: invite_lead(home, office, one) for one in EMAILS}
    for address in serve(home, home.parent / "log", MAINSTAY_SECOND_STEP="required"):
        yield address.replace("127.0.0.1", "localhost"), invitations, home


def code(key: str, later: int) -> str:
    return format_hotp_value(hotp_value(key, int(time.time()) // 30 + later))


def joined(page, invitation: str) -> None:
    """Accept an invitation; what is needed next is the second step."""
    page.goto(invitation)
    page.get_by_label("Your name").fill("Ada Lead")
    page.get_by_label("A password").fill(PASSWORD)
    page.get_by_role("button", name="Join").click()
    page.wait_for_url("**/you/second-step/")


def sign_in(page, email: str) -> None:
    page.goto("/you/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.fixture(scope="module")
def app(browser, server):
    """The key of an app and the state of the browser that set it up."""
    address, invitations, _ = server
    context = browser.new_context(base_url=address, viewport=WIDE)
    page = context.new_page()
    joined(page, invitations["app@example.org"])
    state = context.storage_state()
    for path in ("/you/second-step/", "/you/second-step/codes/"):
        assert faults(browser, address + path, state) == [], path
    page.get_by_role("button", name="Set up an app").click()
    key = page.locator(".m-key").inner_text().replace(" ", "")
    assert page.get_by_role("img", name="Picture of the key").is_visible()
    page.get_by_label("Code").fill(code(key, -1))
    page.keyboard.press("Enter")
    page.wait_for_url("**/recovery/")
    assert page.locator(".m-codes li").count() == 10
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/engagements/")
    yield key, context.storage_state()
    context.close()


@pytest.mark.parametrize("path", OF_ONES_OWN)
def test_the_pages_of_ones_own_second_step_are_sound(path, app, browser, server):
    assert faults(browser, server[0] + path, app[1]) == []


def test_signing_in_again_with_a_code(app, browser, server):
    key, _ = app
    context = browser.new_context(base_url=server[0])
    page = context.new_page()
    sign_in(page, "app@example.org")
    page.wait_for_url("**/sign-in/code/")
    assert faults(browser, page.url, context.storage_state()) == []
    page.get_by_label("Code").fill("12")
    page.get_by_role("button", name="Sign in", exact=True).click()
    assert "That did not work" in page.get_by_role("alert").inner_text()
    page.get_by_label("Code").fill(code(key, 0))
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/you/")
    context.close()


def test_a_passkey_takes_the_place_of_password_and_code(browser, server):
    address, invitations, _ = server
    context = browser.new_context(base_url=address, viewport=WIDE)
    page = context.new_page()
    with_authenticator(context, page)
    joined(page, invitations["key@example.org"])
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_label("A name for it").fill("work laptop")
    page.get_by_role("button", name="Make the passkey").click()
    page.wait_for_url("**/recovery/")
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/engagements/")
    page.goto("/sign-out/")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/programmes/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{address}/programmes/")
    page.goto("/you/second-step/")
    assert "work laptop" in page.get_by_role("main").inner_text()
    page.goto("/sign-in/again/passkey/?next=/you/")
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url(f"{address}/you/")
    page.goto("/you/second-step/")
    page.get_by_role("link", name="Take it away").click()
    assert "needs a second step" in page.get_by_role("main").inner_text()
    context.close()


def test_who_did_it_gets_a_mail(app, server):
    mainstay(server[2], "work", "--once")
    said = [one.read_text() for one in (server[2] / "mail").iterdir() if one.is_file()]
    assert any("To: app@example.org" in one for one in said)


def with_authenticator(context, page) -> None:
    """A made-up phone that knows its owner."""
    protocol = context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    protocol.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
