"""A comment travels from the practice to all that shows its figure, and its answer comes back."""

import io

import pypdf
import pytest

pytestmark = pytest.mark.journey

WORDS = "The list was cleaned in May and leaves out our branch."
ANSWER = "We have told the publisher."
FIGURE = "Patients on the list"
LONG = 60_000


@pytest.fixture(scope="module")
def there(a_practice_at):
    with a_practice_at("preparing") as made:
        yield made


@pytest.fixture
def sides(there, browser):
    """A window of the support unit's analyst, of the practice's lead, of the office, a stranger."""
    roles = ("analyst", "practice-lead", "office-member", "")
    opened = [there.context(browser, role) for role in roles]
    for one in opened:
        one.set_default_timeout(LONG)
    yield [one.new_page() for one in opened]
    for one in opened:
        one.close()


def issue(page, there, number: int) -> None:
    """Of the day that the figures of the tests are known on."""
    page.goto(there.path("pack/new/?which=chosen"))
    page.get_by_role("button", name=f"Issue pack {number}").click()
    page.wait_for_url("**/pack/")
    assert f"Pack {number} is issued." in page.get_by_role("alert").inner_text()


def shown(page, there, path: str) -> str:
    page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    return page.get_by_role("main").inner_text()


def printed(page, path: str) -> str:
    content = page.request.get(path).body()
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(one.extract_text() for one in pages).split())


def test_a_comment_travels(sides, there):
    support, practice, office, stranger = sides
    issue(support, there, 1)

    practice.goto("/notices/")
    assert "The data pack of" in practice.get_by_role("main").inner_text()
    practice.goto(there.path("pack/"))
    practice.locator("summary").filter(has_text="People").click()
    practice.get_by_role("link", name=f"Comment on {FIGURE}").click()
    assert "Nobody else sees it." in practice.get_by_role("main").inner_text()
    practice.get_by_label("What is wrong").fill(WORDS)
    practice.get_by_role("button", name="Save the comment").dblclick()
    practice.wait_for_url("**/comments/")

    evidence = (
        f"/practices/{there.code}",
        f"/practices/{there.code}/history/list_size",
        f"/indicators/list_size?practice={there.code}",
    )
    for path in evidence:
        said = shown(office, there, path)
        assert WORDS in said
        assert "The practice’s comment" in said
        assert "practice-lead" not in said
        assert WORDS not in shown(stranger, there, path)

    issue(support, there, 2)
    assert WORDS in support.request.get(there.path("pack/2.html")).text()
    assert WORDS in printed(support, there.path("pack/2.pdf"))
    assert WORDS not in support.request.get(there.path("pack/1.html")).text()
    assert WORDS not in printed(support, there.path("pack/1.pdf"))

    said = shown(office, there, there.path())
    assert "Answer the practice’s comments" in said
    office.goto(there.path("comments/"))
    office.get_by_text("Answer the comment on").click()
    office.get_by_label("Your answer").fill(ANSWER)
    office.get_by_role("button", name="Save the answer").click()
    office.wait_for_url("**/comments/")

    assert ANSWER in shown(practice, there, there.path("comments/"))
    for path in evidence:
        assert ANSWER in shown(office, there, path)
    practice.goto("/notices/")
    assert "Your comment has an answer" in practice.get_by_role("main").inner_text()
