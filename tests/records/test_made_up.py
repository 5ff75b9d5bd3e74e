"""Whatever is made up says so: each page, mail, calendar and paper. What is real does not."""

import io
import json
import zipfile

import docx
import openpyxl
import pytest
from django.core import mail
from django.urls import reverse
from icalendar import Calendar
from pypdf import PdfReader

from mainstay.accounts import made_up as deciding
from mainstay.accounts.made_up import SAID, SHORT, made_up
from mainstay.accounts.mail.actions import post
from mainstay.accounts.mail.message import message_of
from mainstay.accounts.mail.models import Kind
from mainstay.accounts.roles import Role
from mainstay.evidence import changes
from mainstay.programme.engagement.visits.calendars import feed
from mainstay.reports.document import MADE_UP
from tests.records.conftest import NOW
from tests.records.tables import arrange, tables
from tests.records.world import World, world
from tests.web.conftest import board, known  # noqa: F401
from tests.web.pages import pages_of

PAGES = {
    name: row
    for table in tables()
    for name, row in table.PAGES.items()
    if row.method == "get" and row.html
}
BANNER = 'aria-label="Made-up data"'
FIGURES = "Figures come from published data"


@pytest.fixture
def made_up_home(known, made_up_folder):  # noqa: F811
    with pages_of(made_up_folder):
        yield made_up_folder


@pytest.fixture
def there(known, board) -> World:  # noqa: F811
    area = board["area_code"]
    codes = sorted(known.area_codes(area))[:2]
    made = world(area, tuple(codes))
    arrange(made.own)
    return made


def shown(there: World, browser) -> dict[str, str]:
    """Every page of the tables that can be read, as one of those reads it who may."""
    found = {}
    for name, row in PAGES.items():
        role = next(one for one in Role if one in row.roles or row.anybody)
        client = browser(there.own.people[role])
        answer = client.get(reverse(name, args=row.parts(there.own)), row.data(there.own))
        if answer.status_code < 300 and answer["Content-Type"].startswith("text/html"):
            found[name] = answer.content.decode()
    return found


def test_every_page_of_a_made_up_home_says_so(made_up_home, there, browser):
    pages = shown(there, browser)
    assert len(pages) > 0.8 * len(PAGES)
    assert [name for name, said in pages.items() if BANNER not in said or FIGURES in said] == []


def test_no_page_of_another_home_does(there, browser):
    pages = shown(there, browser)
    assert len(pages) > 0.6 * len(PAGES)
    assert [name for name, said in pages.items() if BANNER in said or "(made-up" in said] == []


@pytest.mark.parametrize("name", ["account_login", "home", "about", "glossary", "definitions"])
def test_pages_for_everybody_say_so_too(made_up_home, browser, name):
    assert BANNER in browser(None).get(reverse(name)).content.decode()


def test_a_page_of_an_error_reads_no_data(made_up_home, browser):
    """What went wrong may be in them."""
    answer = browser(None).get("/nowhere")
    assert answer.status_code == 404
    assert BANNER not in answer.content.decode()


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_mail_says_so_first(made_up_home, kind):
    made = post(kind=kind, to="ann@example.org", subject="Hello", words="A link.", now=NOW)
    assert message_of(made).body == f"{SAID}\n\nA link."
    with pages_of(made_up_home.parent / "nothing"):
        assert message_of(made).body == "A link."


def test_a_calendar_says_so_at_each_visit(made_up_home, there):
    visits = list(there.own.selection.visits.exclude(starts=None))
    events = Calendar.from_ical(feed(visits)).walk("VEVENT")
    assert events
    assert all(str(one["summary"]).startswith(f"{SHORT}: ") for one in events)
    with pages_of(made_up_home.parent / "nothing"):
        assert f"{SHORT}:" not in feed(visits)


def word(content: bytes) -> str:
    return docx.Document(io.BytesIO(content)).sections[0].header.paragraphs[0].text


def pdf(content: bytes) -> str:
    return PdfReader(io.BytesIO(content)).pages[0].extract_text()


def workbook(content: bytes) -> str:
    cover = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return " ".join(str(cell.value) for cell in cover["A"])


def csv(content: bytes) -> str:
    kept = zipfile.ZipFile(io.BytesIO(content))
    return " ".join(kept.read(one).decode() for one in kept.namelist() if one.endswith(".json"))


PAPERS = {
    "agreement, Word": ("agreement-file", "docx", word),
    "agreement, PDF": ("agreement-file", "pdf", pdf),
    "workbook": ("export-file", "workbook", workbook),
    "CSV": ("export-file", "csv", csv),
}


@pytest.mark.parametrize("paper", PAPERS)
def test_what_is_taken_away_says_so(paper, made_up_home, there, browser):
    name, form, read = PAPERS[paper]
    assert MADE_UP in read(taken(there, browser, name, form))


@pytest.mark.parametrize("paper", PAPERS)
def test_what_is_taken_from_another_home_does_not(paper, there, browser):
    name, form, read = PAPERS[paper]
    assert "Made-up data" not in read(taken(there, browser, name, form))


def taken(there: World, browser, name: str, form: str) -> bytes:
    own = there.own
    parts = {
        "agreement-file": [own.selection.pk, own.more["agreement"], form],
        "export-file": [own.programme.pk, form],
    }[name]
    client = browser(own.people[Role.OFFICE_LEAD])
    send = client.post if name == "export-file" else client.get
    answer = send(reverse(name, args=parts))
    assert answer.status_code == 200, answer
    return answer.content


@pytest.mark.parametrize("synthetic", [True, False])
def test_one_release_decides(settings, tmp_path, made_up_folder, synthetic):
    """It is told as soon as a release is there, and nothing else is opened for it."""
    settings.MAINSTAY_HOME = tmp_path
    assert not made_up()
    like = next((made_up_folder / "archive" / "releases").glob("*/*/*/release.json"))
    one = json.loads(like.read_text()) | {"synthetic": synthetic}
    folder = tmp_path.joinpath("archive", "releases", *like.parts[-4:-1])
    folder.mkdir(parents=True)
    folder.joinpath("release.json").write_text(json.dumps(one))
    changes._seen.cache_clear()
    assert made_up() is synthetic


def test_it_costs_no_look_at_the_releases_while_none_comes_in(made_up_home, monkeypatch):
    assert made_up()
    monkeypatch.setattr(deciding.Archive, "releases", lambda archive: pytest.fail("read again"))
    assert made_up()
    assert mail.outbox == []
