"""No link of a page leads who reads it to nothing."""

import re
from html import unescape

import pytest
from django.urls import reverse

from mainstay.accounts.roles import Role
from mainstay.programme.cohort.actions import freeze
from tests.records.conftest import NOW
from tests.records.tables import Page, arrange, tables
from tests.records.world import Side, world
from tests.web.conftest import board, known  # noqa: F401
from tests.web.pages import pages_of

PAGES: dict[str, Page] = {
    name: row
    for table in tables()
    for name, row in table.PAGES.items()
    if row.method == "get" and row.html
}
LINK = re.compile(r'<a[^>]* href="(/[^"#]*)')
OF_RECORDS = (
    "/programmes/", "/engagements/", "/organisations/", "/visits/", "/calendar/", "/you/",
    "/support/",
)  # fmt: skip
CHOSEN = "Z00003"  # by the table of candidates
NUMBERS = re.compile(r"[A-Z]?\d+")  # of each kind of link a page has, one is followed
# Codes that the tables invent belong to no practice of the made-up area.
LEFT_OUT = re.compile(r"^/sign-out/|/practices/Z0000\d/")


@pytest.fixture
def own(known, board, made_up_folder) -> Side:  # noqa: F811
    """With a list that is frozen."""
    area = board["area_code"]
    codes = sorted(known.area_codes(area))[:2]
    made = world(area, tuple(codes)).own
    arrange(made)
    given = {"programme": made.programme, "by": made.people[Role.OFFICE_LEAD], "now": NOW}
    rows = [{"practice_code": CHOSEN, "practice_name": "OLDMERE SURGERY", "order": 1}]
    freeze(rows=rows, evidence="", rules_version="1", **given)
    with pages_of(made_up_folder):
        yield made


@pytest.mark.parametrize("role", Role)
def test_every_link_leads_somewhere(role, own, browser):
    client = browser(own.people[role])
    rows = [(name, row) for name, row in PAGES.items() if row.anybody or role in row.roles]
    wanted = {reverse(name, args=row.parts(own)): row.data(own) for name, row in rows}
    programme = reverse("programme", args=[own.programme.pk])
    if client.get(programme).status_code == 200:
        wanted[programme] = {}
    led: dict[str, str] = {}
    for path, data in wanted.items():
        said = client.get(path, data)
        if said.status_code == 200 and said["Content-Type"].startswith("text/html"):
            kinds = {NUMBERS.sub("", one): one for one in LINK.findall(said.content.decode())}
            led |= {unescape(one): path for one in kinds.values()}
    there = [one for one in led if one.startswith(OF_RECORDS) and not LEFT_OUT.search(one)]
    assert [f"{led[one]} to {one}" for one in there if client.get(one).status_code >= 400] == []
