"""The page is whole in itself, in order, and readable without eyes."""

import base64
import hashlib
import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from mainstay.reports import html
from mainstay.reports.data_pack import data_pack
from mainstay.reports.document import MADE_UP
from mainstay.terms.findings import PracticeFindings
from tests.unit.reports import made_up_findings as made

EVERY = [made.made_up_findings(), made.nothing_known(), made.only_missing(), made.one_point()]
FETCHES = {"src", "srcset", "poster", "data", "action", "xlink:href", "background"}


class Seen(HTMLParser):
    """What a page is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in tags]


@pytest.fixture(params=EVERY, ids=lambda one: one.facts.practice_name)
def page(request: pytest.FixtureRequest) -> str:
    findings: PracticeFindings = request.param
    return html.page(data_pack(findings))


def test_headings_begin_with_one_of_level_1_and_never_skip(page: str) -> None:
    levels = [int(tag[1]) for tag, _ in Seen(page).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_headers_that_say_what_they_head(page: str) -> None:
    seen = Seen(page)
    assert len(seen.all("caption")) == len(seen.all("table"))
    assert {one.get("scope") for one in seen.all("th")} <= {"col", "row"}
    assert "<td></td>" not in page


def test_every_picture_has_a_name_and_a_description_or_is_decoration(page: str) -> None:
    for attributes in Seen(page).all("svg"):
        if attributes.get("aria-hidden") == "true":
            continue
        assert attributes["role"] == "img"
        name, description = (attributes["aria-labelledby"] or "").split()
        assert re.search(f'<title id="{name}">[^<]+</title>', page)
        assert re.search(f'<desc id="{description}">[^<]+</desc>', page)


def test_nothing_runs_and_nothing_is_fetched(page: str) -> None:
    seen = Seen(page)
    assert not seen.all("script", "link", "img", "iframe", "object", "embed", "form")
    names = {name for _, attributes in seen.tags for name in attributes}
    assert not names & FETCHES
    assert not {name for name in names if name == "style" or name.startswith("on")}
    assert "url(" not in page
    assert "@import" not in page


def test_the_content_security_policy_lets_in_the_style_and_nothing_else(page: str) -> None:
    style = page.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page


def test_names_of_parts_are_unique_and_links_within_the_page_lead_somewhere(page: str) -> None:
    seen = Seen(page)
    names = Counter(str(one["id"]) for _, one in seen.tags if "id" in one)
    assert not [name for name, times in names.items() if times > 1]
    inner = [str(one["href"])[1:] for one in seen.all("a") if str(one["href"]).startswith("#")]
    assert set(inner) <= set(names)


def test_a_hostile_name_is_shown_as_it_is_written() -> None:
    page = html.page(data_pack(made.made_up_findings("Z00009", made.HOSTILE)))
    assert made.HOSTILE in "".join(Seen(page).text)
    assert "<b>@Mill" not in page


def test_made_up_data_say_so_and_real_data_do_not() -> None:
    assert html.page(data_pack(made.made_up_findings())).count(MADE_UP) == 2
    assert MADE_UP not in html.page(data_pack(made.made_up_findings(synthetic=False)))


def test_a_fragment_has_no_heading_of_level_1_and_no_page_around_it() -> None:
    fragment = html.fragment(data_pack(made.made_up_findings()))
    assert fragment.startswith("<h2")
    assert not Seen(fragment).all("h1", "html", "body", "style", "main")
