"""Every page in a real browser at two widths: axe finds nothing, nothing spills, nothing errs."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import PHONE, WIDE
from tests.web.conftest import asked

pytestmark = pytest.mark.journey

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = (
    "/",
    "/search?q=street",
    "/search?q=nothing+is+called+this",
    "/as-of?day=31&month=2&year=2026&back=/areas/",
    "/areas/",
    "/areas/england",
    "/areas/england?sort=c04&dir=desc&page=2",
    "/areas/{area}?criterion=4&level=high&smallest=1000",
    "/areas/england?name=nothing+is+called+this",
    "/areas/{area}/compare",
    "/practices/{practice}",
    "/practices/{practice}?rules=local-example",
    "/practices/{practice}/history/list_size",
    "/practices/{practice}/history/cqc_overall",
    "/indicators/",
    "/indicators/patients_per_gp?practice={practice}",
    "/indicators/qof_points_share?area={area}",
    "/indicators/cqc_overall",
    "/map/",
    "/map/?area={area}&criterion=4",
    "/data/",
    "/data/qof-totals",
    "/data/joins",
    "/definitions/",
    "/definitions/indicators/",
    "/definitions/indicators/list_size",
    "/definitions/rules/gprp-2016",
    "/definitions/glossary",
    "/about",
    "/accessibility",
    "/practices/Z99999",
    "/areas/england?as_of=yesterday",
)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_sound(path, size, browser, server, practice, board):
    path = path.format(area=board["area_code"], practice=practice["practice_code"])
    address = server + (path if "as_of=" in path else asked(path))
    assert faults(browser, address, size) == []


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_page_of_an_empty_server_is_sound(size, browser, empty_server):
    assert faults(browser, f"{empty_server}/", size) == []


def faults(
    browser, address: str, size: dict, state: dict | None = None, press: str = ""
) -> list[str]:
    """What axe, the console and the width of the page have against it; `state` is who signed in.

    `press`: a button that is pressed first; then it is the page that answers.
    """
    context = browser.new_context(viewport=size, storage_state=state)
    page = context.new_page()
    said = console(page)
    answer = page.goto(address, wait_until="load")
    if press:
        with page.expect_navigation(wait_until="load") as went:
            page.get_by_role("button", name=press).click()
        answer = went.value
    assert answer is not None
    said = [line for line in said if not (answer.status >= 400 and str(answer.status) in line)]
    found = faults_of(page)
    context.close()
    return [*said, *found]


def console(page: Page) -> list[str]:
    """What the page complains of, from now on."""
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def faults_of(page: Page) -> list[str]:
    """What axe and the width have against a page as it stands, with all that is folded opened."""
    _open_everything(page)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules}).then(r => r.violations.map("
        "v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | ')))",
        RULES,
    )
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [*found, *(["the page is wider than the window"] if wide else [])]


def _open_everything(page) -> None:
    """What is folded away must be sound as well."""
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
