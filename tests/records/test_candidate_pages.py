"""The pages of candidates on a made-up England: for every role, and what they do."""

import csv
import io
import re
import zipfile
from datetime import date

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mainstay.accounts.models import Entry
from mainstay.accounts.roles import Kind, Role
from mainstay.programme.cohort import actions as cohort
from mainstay.programme.cohort.models import Judged, Selection
from mainstay.programme.organisations.models import Programme
from mainstay.reports.document import MADE_UP
from mainstay.terms.definitions import rule_sets
from mainstay.terms.matrix import Kind as CriterionKind
from tests.records.conftest import NOW
from tests.records.tables import Page
from tests.records.tables.candidates import LEAD, LISTENS, OFFICE, SEES, SHOWN, arrange
from tests.records.test_programme_pages import words
from tests.records.world import World, world
from tests.web.conftest import board, known  # noqa: F401
from tests.web.pages import pages_of

FAR = date(2999, 1, 1)
MEASURED = next(
    one.number for one in rule_sets()["gprp-2016"].criteria if one.kind is CriterionKind.MEASURE
)


def one_practice(side):
    return [side.programme.pk, side.organisations[Kind.PRACTICE].code]


def judged(number: int, **more: object) -> dict[str, object]:
    given = {"level": "low", "reason": "We went there.", **more}
    return {f"c{number}-{name}": value for name, value in given.items()}


HEARD = {
    "intelligence-source": "lmc",
    "intelligence-words": "They look for a partner.",
    "intelligence-heard": "2026-10-20",
}
ASKED = {"hard": "Two doctors leave.", "urgency": "soon"}
PAGES = {
    "candidates-csv": Page(SEES, lambda side: [side.programme.pk]),
    "programme-basis": Page(LEAD, lambda side: [side.programme.pk]),
    "override": Page(
        OFFICE,
        lambda side: [*one_practice(side), MEASURED],
        "post",
        lambda side: judged(MEASURED),
    ),
    "place-practice": Page(OFFICE, one_practice, "post"),
    "note-intelligence": Page(LISTENS, one_practice, "post", lambda side: HEARD),
    "remark": Page(LISTENS, one_practice, "post", lambda side: {"remark-words": "Call first."}),
    "answer-request": Page(
        OFFICE,
        lambda side: [*one_practice(side), side.more["request"]],
        "post",
        lambda side: {"answer-answer": "We will call you."},
    ),
    "ask": Page(
        frozenset({Role.PRACTICE_LEAD, Role.PRACTICE_STAFF}),
        lambda side: [side.programme.pk, side.organisations[Kind.PRACTICE].pk],
    ),
}
# Once the list is frozen.
WRITES = OFFICE | {Role.PROGRAMME_MANAGER}
FROZEN = {
    "letters": Page(WRITES, lambda side: [side.programme.pk]),
    "letter": Page(WRITES, lambda side: [*one_practice(side), "docx"]),
    "all-letters": Page(WRITES, lambda side: [side.programme.pk, "pdf"]),
}
ADDRESSES = {*PAGES, *FROZEN}


@pytest.fixture(autouse=True)
def evidence(known, made_up_folder):  # noqa: F811
    with pages_of(made_up_folder):
        yield


@pytest.fixture
def there(known, board) -> World:  # noqa: F811
    codes = sorted(known.area_codes(board["area_code"]))
    made = world(board["area_code"], (codes[0], codes[1]))
    Programme.objects.update(ends=FAR)
    arrange(made.own)
    return made


@pytest.fixture
def lead(there, browser):
    return browser(there.own.people[Role.OFFICE_LEAD])


@pytest.mark.parametrize("name", PAGES)
def test_who_may(name, there, browser):
    from tests.records.test_every_page import DONE, REFUSED

    row, wrong = PAGES[name], []
    path, data = reverse(name, args=row.parts(there.own)), row.data(there.own)
    for cell, role, person in there.cells():
        got = getattr(browser(person), row.method)(path, data).status_code
        if role in row.roles and name in ("override", "answer-request"):
            wanted = (*DONE, REFUSED)  # done by the first, so no longer to be done
        else:
            wanted = DONE if role in row.roles else (REFUSED,)
        if got not in wanted:
            wrong.append(f"{cell}: {got}")
    assert wrong == []
    assert browser(None).get(path).status_code == 302


@pytest.fixture
def frozen(there, found):
    """The list of the programme, settled on its practice, which the world had selected already."""
    side = there.own
    settle = {"programme": side.programme, "by": side.people[Role.OFFICE_LEAD], "now": NOW}
    code = one_practice(side)[1]
    another = found(Kind.PRACTICE, "ANOTHER", "Z99997")
    Selection.objects.filter(pk=side.selection.pk).update(practice=another)
    cohort.choose(practice_code=code, chosen=True, reason="Two partners retire.", **settle)
    rows = [{"practice_code": code, "practice_name": "OLDMERE", "order": 1, "c04_level": "high"}]
    return cohort.freeze(rows=rows, evidence="e" * 64, rules_version="1.0", **settle)


@pytest.mark.parametrize("name", FROZEN)
def test_who_may_once_the_list_is_frozen(name, there, frozen, browser):
    row, wrong = FROZEN[name], []
    path, data = reverse(name, args=row.parts(there.own)), row.data(there.own)
    for cell, role, person in there.cells():
        got = getattr(browser(person), row.method)(path, data).status_code
        if got not in ((200, 302) if role in row.roles else (404,)):
            wrong.append(f"{cell}: {got}")
    assert wrong == []
    assert browser(None).get(path).status_code == 302


def test_there_are_no_letters_before_the_list_is_frozen(there, lead):
    assert lead.get(reverse("letters", args=[there.own.programme.pk])).status_code == 404


def test_a_letter_is_taken_and_the_log_says_so(there, frozen, lead):
    parts = one_practice(there.own)
    word = lead.get(reverse("letter", args=[*parts, "docx"]))
    written = docx.Document(io.BytesIO(word.content))
    assert written.sections[0].header.paragraphs[0].text == MADE_UP
    said = [one.text for one in written.paragraphs]
    assert "Two partners retire." in said
    assert "You asked us for support, and this is our answer." in said
    assert lead.get(reverse("letter", args=[*parts, "docx"])).content == word.content
    assert lead.get(reverse("letter", args=[*parts, "exe"])).status_code == 404
    assert lead.get(reverse("letter", args=[parts[0], "Z99999", "pdf"])).status_code == 404
    packed = lead.get(reverse("all-letters", args=[parts[0], "docx"])).content
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        assert f"letter-{parts[1]}.docx" in files.namelist()
    entries = Entry.objects.filter(event="made letters to practices of")
    assert entries.first().details == {"practices": [parts[1]], "version": "1.0"}


def test_a_measured_level_is_overridden_with_both_shown_then_taken_back(there, lead, browser):
    path = reverse("override", args=[*one_practice(there.own), MEASURED])
    page = reverse("programme-practice", args=one_practice(there.own))
    assert "By the published figures" in words(lead.get(path))
    assert lead.post(path, judged(MEASURED, reason="")).status_code == 422
    said = words(lead.post(path, judged(MEASURED), follow=True))
    made = Judged.objects.get(criterion=MEASURED)
    assert f"Low, measured as {made.measured}" in said
    assert said.count("We went there.") == 1
    colleague = browser(there.own.people[Role.OFFICE_MEMBER])
    waits = words(colleague.get(reverse("waiting", args=[there.own.programme.pk])))
    assert f"measured as {made.measured}" in waits
    colleague.post(reverse("moderate", args=[made.pk]), {"agree": "yes"})
    assert "agreed" in words(lead.get(page))
    withdraw = reverse("withdraw-judgement", args=[made.pk])
    assert "Say why" in words(lead.post(withdraw, {"reason": ""}))
    said = words(lead.post(withdraw, {"reason": "The figure was right."}, follow=True))
    assert "withdrew the judgement" in said
    assert "measured as" not in said
    assert lead.post(withdraw, {"reason": "Again."}).status_code == 422


def test_a_judgement_has_its_file_for_those_who_see_the_programme(there, lead, browser):
    path = reverse("judge", args=[*one_practice(there.own), 8])
    file = SimpleUploadedFile("minutes.pdf", SHOWN)
    said = lead.post(path, {**judged(8), "c8-file": file}, follow=True).content.decode()
    link = re.search(r'href="(/programmes/judgements/files/\d+/)[^"]*">minutes.pdf', said)
    assert link is not None
    given = lead.get(link[1])
    assert given.content == SHOWN
    assert given["Content-Disposition"].startswith("attachment")
    stranger = browser(there.other.people[Role.OFFICE_LEAD])
    assert stranger.get(link[1]).status_code == 404


def test_a_wrong_file_keeps_the_words_and_judges_nothing(there, lead):
    path = reverse("judge", args=[*one_practice(there.own), 9])
    file = SimpleUploadedFile("run.exe", b"MZ\x90\x00 not for us")
    told = lead.post(path, {**judged(9), "c9-file": file})
    assert told.status_code == 422
    assert "We went there." in told.content.decode()
    assert not Judged.objects.filter(criterion=9).exists()


def test_a_practice_asks_and_reads_what_becomes_of_it(there, lead, found, join, browser, known):  # noqa: F811
    programme = there.own.programme
    code = sorted(known.area_codes(programme.area_code))[2]
    asks = found(Kind.PRACTICE, code=code)
    practice = browser(join(asks, Role.PRACTICE_STAFF, "staff@asks.example.org"))
    assert programme.name in words(practice.get(reverse("asks")))
    side = reverse("ask", args=[programme.pk, asks.pk])
    told = practice.post(side, {"urgency": "soon"})
    assert "Say what is hard" in words(told)
    assert "The office has your request." in words(practice.post(side, ASKED, follow=True))
    again = practice.post(side, ASKED)
    assert again.status_code == 422
    assert "The office has your request already." in words(again)
    listed = reverse("programme", args=[programme.pk])
    assert "The practice itself" in words(lead.get(listed, {"name": code}))
    request = programme.referrals.get(practice=asks)
    answer = reverse("answer-request", args=[programme.pk, code, request.pk])
    lead.post(answer, {"answer-answer": "We will call you on Monday."})
    assert "We will call you on Monday." in words(practice.get(side))


def test_what_others_say_stands_in_the_list_with_its_source(there, lead):
    path = reverse("note-intelligence", args=one_practice(there.own))
    told = lead.post(path, {**HEARD, "intelligence-heard": "2999-01-01"})
    assert "That day is still to come." in words(told)
    assert "They look for a partner." in told.content.decode()
    lead.post(path, HEARD)
    listed = reverse("programme", args=[there.own.programme.pk])
    query = {"said": "intelligence"}
    said = words(lead.get(listed, query)).split("Spoken for by")[-1]
    assert "Local medical committee" in said
    page = words(lead.get(reverse("programme-practice", args=one_practice(there.own))))
    assert "Heard on 20 October 2026" in page


def shown(lead, programme, **query: str) -> set[str]:
    answer = lead.get(reverse("candidates-csv", args=[programme.pk]), query)
    rows = csv.DictReader(io.StringIO(answer.content.decode()))
    return {one["practice_code"] for one in rows}


def test_filters_narrow_the_list_and_its_csv_alike(there, lead, known):  # noqa: F811
    programme = there.own.programme
    code = one_practice(there.own)[1]
    everyone = shown(lead, programme)
    assert everyone == set(known.area_codes(programme.area_code))
    choose = reverse("choose", args=[programme.pk, code])
    wave = str(there.own.more["wave"])
    given = {"choice-choice": "chosen", "choice-reason": "They asked.", "choice-wave": wave}
    lead.post(choose, given)
    lead.post(reverse("place-practice", args=[programme.pk, code]), {
        "group-area": there.own.more["group"]
    })  # fmt: skip
    for query in (
        {"choice": "chosen"},
        {"wave": wave},
        {"group": str(there.own.more["group"])},
        {"said": "referral"},
        {"name": code.lower()},
    ):
        assert shown(lead, programme, **query) == {code}, query
    assert shown(lead, programme, choice="unsettled") == everyone - {code}
    assert shown(lead, programme, said="intelligence") == set()
    sizes = dict(known.practices().select("practice_code", "list_size").iter_rows())
    small = {one for one in everyone if (sizes[one] or 9e9) < 5000}
    assert shown(lead, programme, small="yes") == small
    assert shown(lead, programme, high="99") == set()
    assert shown(lead, programme, high="x") == everyone
    answer = words(lead.get(reverse("programme", args=[programme.pk]), {"name": "no such"}))
    assert "No practice here meets every choice." in answer


def test_the_list_is_sorted_as_asked(there, lead):
    page = reverse("programme", args=[there.own.programme.pk])
    said = lead.get(page, {"sort": "list", "dir": "desc"}).content.decode()
    cells = re.findall(r'class="m-number">([\d,]+)</td>\s*<td class="m-number">\d+</td>', said)
    sizes = [int(one.replace(",", "")) for one in cells]
    assert len(sizes) > 2
    assert sizes == sorted(sizes, reverse=True)


def test_the_basis_changes_until_the_list_is_frozen(there, lead):
    programme = there.own.programme
    path = reverse("programme-basis", args=[programme.pk])
    given = {
        "area_code": programme.area_code,
        "as_of": "2026-11-01",
        "rules": "gprp-2016",
        "cohort_size": "3",
        "reason": "A smaller budget.",
        "seen": "1",
    }
    assert "Say why it changes" in words(lead.post(path, {**given, "reason": ""}))
    assert lead.post(path, given).status_code == 302
    told = lead.post(path, {**given, "cohort_size": "4"})
    assert "A colleague changed the programme while you were writing." in words(told)
    assert re.search(r'name="seen" value="2"', told.content.decode()) or re.search(
        r'value="2"[^>]*name="seen"', told.content.decode()
    )
    programme.refresh_from_db()
    assert (programme.cohort_size, programme.edition) == (3, 2)
