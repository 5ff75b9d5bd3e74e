"""What every journey does in a window."""

from playwright.sync_api import Page


def press(page: Page, name: str) -> None:
    """Press a button, and wait for the page that comes after."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def main(page: Page) -> str:
    """What stands on the page, as it is read."""
    return " ".join(page.get_by_role("main").inner_text().split())
