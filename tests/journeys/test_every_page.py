"""Every page in a real browser at two widths: axe finds nothing, nothing spills, nothing errs."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.serving import PHONE, WIDE
from tests.web.conftest import asked

pytestmark = pytest.mark.journey

# The header moves its links with the letters and the width, in the frames after they change.
SETTLED = """async () => {
  await document.fonts.ready;
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  await Promise.allSettled(document.getAnimations().map(one => one.finished));
}"""
SIZES = {"phone": PHONE, "wide": WIDE}  # the narrow one first: as it comes, before all is unfolded
WIDER = "document.documentElement.scrollWidth > window.innerWidth"
AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What a page may break at one width and not at another; half of axe's time is for the rest.
OF_WIDTH = ["color-contrast", "scrollable-region-focusable", "target-size", "link-in-text-block"]
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


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_sound(path, browser, server, practice, board):
    path = path.format(area=board["area_code"], practice=practice["practice_code"])
    address = server + (path if "as_of=" in path else asked(path))
    assert faults(browser, address) == []


def test_the_header_is_sound_at_each_width(browser, server):
    """By all rules: it is the same on all pages, and not the same on phones."""
    for name, size in SIZES.items():
        assert faults(browser, f"{server}/about", sizes={name: size}) == []


def test_the_page_of_an_empty_server_is_sound(browser, empty_server):
    assert faults(browser, f"{empty_server}/") == []


def faults(
    browser, address: str, state: dict | None = None, sizes: dict[str, dict] = SIZES
) -> list[str]:
    """What axe, the console and the widths of the page have against it; `state`: who signed in."""
    context = browser.new_context(viewport=next(iter(sizes.values())), storage_state=state)
    page = context.new_page()
    said = console(page)
    answer = page.goto(address, wait_until="load")
    found = []
    for place, (name, size) in enumerate(sizes.items()):
        page.set_viewport_size(size)
        found += [f"{name}: {fault}" for fault in faults_of(page, OF_WIDTH if place else RULES)]
    context.close()
    return [*(line for line in said if answer.ok or str(answer.status) not in line), *found]


def console(page: Page) -> list[str]:
    """What the page complains of, from now on."""
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def faults_of(page: Page, rules: list[str] = RULES) -> list[str]:
    """What axe has against a page with all that is folded opened; its width before and after."""
    page.evaluate(SETTLED)
    wide = page.evaluate(WIDER)
    _open_everything(page)
    page.evaluate(SETTLED)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules}).then(r => r.violations.map("
        "v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | ')))",
        rules,
    )
    wide = wide or page.evaluate(WIDER)
    return [*found, *(["the page is wider than the window"] if wide else [])]


def _open_everything(page) -> None:
    """What is folded away must be sound as well."""
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
