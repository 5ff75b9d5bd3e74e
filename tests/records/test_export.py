"""Everything of a programme taken away: what is in it, and that the log says who took it."""

import csv
import io
import zipfile

import openpyxl
import pytest
from django.urls import reverse

from mainstay.accounts.models import Entry
from mainstay.accounts.roles import Kind, Role
from mainstay.programme.agreements.parts import Leading
from mainstay.programme.cohort.hearing import actions as hearing
from mainstay.programme.cohort.hearing.policies import can_note
from mainstay.programme.cohort.models import Selection, Source
from mainstay.programme.engagement.burden.queries import burden
from mainstay.programme.engagement.conversation.policies import can_read
from mainstay.programme.engagement.conversation.queries import answers, record_of
from mainstay.programme.engagement.models import Response
from mainstay.programme.engagement.overview.policies import can_export
from mainstay.programme.engagement.packs.actions import acknowledge
from mainstay.programme.engagement.packs.queries import newest
from mainstay.programme.engagement.packs.steps import PackStep
from mainstay.programme.engagement.queries import journey
from mainstay.programme.support import helping
from mainstay.programme.support.answering import actions as answering
from mainstay.programme.support.asking import actions as asking
from mainstay.programme.support.asking.queries import place
from mainstay.programme.support.models import Opinion, SupportRequest
from mainstay.programme.support.policies import can_see_request
from mainstay.programme.whole.export.actions import everything
from tests.records.conftest import NOW
from tests.records.tables import arrange
from tests.records.tables.conversation import ANSWERS, prepared, write
from tests.records.tables.support import offer
from tests.records.test_board import chosen
from tests.records.world import World, member, world


@pytest.fixture
def there() -> World:
    made = world()
    arrange(made.own)
    return made


@pytest.fixture
def take(there, browser):
    def made(form: str, role: Role = Role.OFFICE_LEAD):
        path = reverse("export-file", args=[there.own.programme.pk, form])
        return browser(there.own.people[role]).post(path)

    return made


def tables(there: World, role: Role = Role.OFFICE_LEAD) -> dict[str, list[tuple]]:
    by = there.own.people[role]
    held = everything(there.own.programme, NOW.date(), synthetic=True, by=by)
    return {one.name: list(one.rows) for one in held.tables}


def test_it_holds_what_was_recorded_here_and_nothing_of_another_programme(there):
    held = tables(there)
    code = there.own.selection.practice.code
    assert [row[0] for row in held["practices"]] == [code]
    assert [row[3] for row in held["nominations"]] == ["change-manager"]
    assert len(held["judgements"]) >= 1
    assert len(held["choices"]) >= 1
    assert [row[4] for row in held["risks"]] == ["A practice does not pay."]
    assert {row[3] for row in held["visits"]} >= {"Wants a time", "Offered to the practice"}
    other = there.other.selection.practice.code
    assert not any(other in row for rows in held.values() for row in rows)


def test_a_conversation_is_there_with_who_took_part_and_what_was_answered(there):
    own = there.own
    prepared(own)
    for words in ("A and B.", "A, B and C."):
        begun = record_of(journey(own.selection.pk))
        seen = answers(begun)["took-part"].version
        by = own.people[Role.ANALYST if words.startswith("A,") else Role.OFFICE_LEAD]
        write(begun, by, "took-part", words, seen)
    held = tables(there)
    practice = (own.selection.practice.code, own.selection.practice.name)
    row = held["conversations"][-1]
    assert row[:2] == practice
    assert row[2:7] == (
        ANSWERS["held-on"], "A, B and C.", "Yes", ANSWERS["future-state"], None,
    )  # fmt: skip
    said = [row[3:7] for row in held["conversation_answers"] if row[3] == "Who took part"]
    assert said[-1][2:] == ("A, B and C.", "analyst")
    assert [one[1] for one in said] == sorted({one[1] for one in said})
    asked = [row[3] for row in held["conversation_answers"]]
    assert asked.index("Who took part") < asked.index("The future that the practice wants")


def test_what_was_said_of_practices_is_there(there):
    own, lead = there.own, there.own.people[Role.OFFICE_LEAD]
    code = own.organisations[Kind.PRACTICE].code
    hearing.note_intelligence(
        programme=own.programme, practice_code=code, source=Source.LMC,
        words="They look for a partner.", heard=NOW.date(), by=lead, now=NOW,
    )  # fmt: skip
    held = tables(there)
    [asked] = held["self_referrals"]
    assert asked[0] == code
    assert asked[7:] == (None, None, None)
    [heard] = held["local_intelligence"]
    assert heard[:5] == (
        code, "Local medical committee", "They look for a partner.", "2026-11-02", "office-lead",
    )  # fmt: skip


def test_what_was_promised_and_the_time_it_took_are_there(there):
    held = tables(there)
    code = there.own.selection.practice.code
    assert [row[2] for row in held["commitments"]] == list(range(1, 10))
    asked = burden(journey(there.own.selection.pk))
    rows = held["practices_time"]
    assert {row[0] for row in rows} == {code}
    assert sum(row[3] or 0 for row in rows) == asked.minutes_asked > 0
    assert sum(row[4] or 0 for row in rows) == asked.minutes_spared


def test_how_the_programme_is_laid_out_is_there(there):
    programme, lead = there.own.programme, there.own.people[Role.OFFICE_LEAD]
    before = tables(there)
    wave = programme.waves.create(name="The last wave", starts=NOW.date(), practices=3)
    programme.selections.update(wave=wave)
    area = programme.resilience_areas.create(name="By the sea")
    programme.area_practices.filter(practice_code="Z00077").delete()
    programme.area_practices.create(area=area, practice_code="Z00077")
    programme.remarks.create(practice_code="Z00077", words="Ask Ann.", by=lead, at=NOW)
    held = tables(there)
    assert ("The last wave", "2026-11-02", 3, 1) in held["waves"]
    assert ("By the sea", "Z00077") in held["resilience_areas"]
    assert [
        row[:3] for row in held["colleagues_notes"] if row not in before["colleagues_notes"]
    ] == [("Z00077", "Ask Ann.", lead.name)]
    named = {row[0] for row in held["programme_leads"]}
    assert named <= {one.label for one in Leading}


def test_the_receipt_of_a_pack_is_there(there):
    own = there.own
    prepared(own)
    acknowledge(pack=newest(own.selection), by=own.people[Role.PRACTICE_LEAD], now=NOW)
    events = {row[3] for row in tables(there)["pack_events"]}
    assert {PackStep.ACKNOWLEDGED.label, PackStep.GONE_THROUGH.label} <= events


def test_support_is_there_with_its_steps_its_line_and_what_is_missing(there):
    held = tables(there)
    code = there.own.selection.practice.code
    names = {row[0]: row[1] for row in held["support_offers"]}
    assert {"Help asked", "Help ended"} <= set(names.values())
    states = {row[4]: row[7:10] for row in held["support_requests"]}
    assert states["Help full"] == ("Waits for an answer", "2026-11-02T09:30:00", 1)
    assert states["Help asked"][2] is None  # there is no limit, so nobody stands in line
    assert states["Help started"][0] == "Under way"
    assert {row[5] for row in held["support_requests"]} == {
        helping.statement("pay-and-profit").words
    }
    done = [row[4] for row in held["support_steps"] if row[3] == "Help finished"]
    assert done == [
        "asked for it", "said yes", "said that it has started", "said that it is finished",
    ]  # fmt: skip
    [gap] = held["support_gaps"]
    assert (gap[0], gap[4], gap[7]) == (code, "A nurse on Mondays.", None)


def test_the_order_of_the_line_is_that_of_its_pages(there):
    requests = chosen_ask(there, 4)
    by = there.own.people[Role.OFFICE_LEAD]
    seen = requests[2].steps.last().pk
    answering.put_first(request=requests[2], words="It may close.", seen=seen, by=by, now=NOW)
    rows = {row[2]: row[9] for row in tables(there)["support_requests"]}
    assert [rows[one.pk] for one in requests] == [place(one) for one in requests] == [3, 4, 1, 5]


def test_opinions_are_sums_above_the_floor_of_pages_and_never_words(there):
    """Three spoke, and a fourth: the fourth is not to be told from the copies before and after."""
    before = None
    for number, request in enumerate(chosen_ask(there, 4), 1):
        SupportRequest.objects.filter(pk=request.pk).update(state="finished")
        Opinion.objects.create(
            request=request, helped="not" if number == 4 else "lot", words="SECRET", by=request.by,
            at=NOW,
        )  # fmt: skip
        held = tables(there)
        said = [row[2:] for row in held["support_opinions"]]
        assert said == ([] if number < 3 else before or said)
        assert not any(
            "SECRET" in str(cell) for rows in held.values() for row in rows for cell in row
        )
        before = said or before
    assert before[0] == (3, "Yes, a lot", 3)


def chosen_ask(there: World, many: int) -> list[SupportRequest]:
    """Requests for the offer with a place that nobody can have, of practices of their own."""
    chosen(there.own, many)
    made = []
    for selection in Selection.objects.exclude(pk=there.own.selection.pk).order_by("-pk")[:many]:
        by = member(selection.practice, Role.PRACTICE_LEAD, f"a@{selection.pk}.example.org")
        given = {"selection": selection, "statement": "", "words": "", "by": by, "now": NOW}
        made.append(asking.ask(offer=offer(there.own, "full"), **given))
    return made


def test_what_practices_ask_for_goes_only_to_who_sees_it_on_pages(there, browser):
    """The support unit's manager takes the directory away, and what practices asked for not."""
    own = there.own
    asked = {"support_requests", "support_steps", "support_gaps"}
    for role in (Role.OFFICE_LEAD, Role.OFFICE_MEMBER):
        assert asked <= set(tables(there, role))
        assert can_see_request(own.people[role], SupportRequest.objects.first())
    held = tables(there, Role.PROGRAMME_MANAGER)
    assert asked & set(held) == set()
    assert {"support_offers", "support_opinions"} <= set(held)
    client = browser(own.people[Role.PROGRAMME_MANAGER])
    page = client.get(reverse("export", args=[own.programme.pk])).content.decode()
    assert "it is not in your copy" in page
    assert "Requests for support" not in page


def test_what_people_typed_is_no_formula(there, take):
    asking.ask(
        offer=offer(there.own), selection=there.own.selection, statement="",
        words='=HYPERLINK("//a")', by=there.own.people[Role.PRACTICE_LEAD], now=NOW,
    )  # fmt: skip
    files = zipfile.ZipFile(io.BytesIO(take("csv").content))
    rows = list(csv.DictReader(io.StringIO(files.read("support_requests.csv").decode())))
    assert rows[-1]["words"] == '\'=HYPERLINK("//a")'
    book = openpyxl.load_workbook(io.BytesIO(take("workbook").content))
    cells = [cell for row in book["Support requests"] for cell in row]
    assert [one.data_type for one in cells if "HYPERLINK" in str(one.value)] == ["s"]


def test_who_takes_it_away_may_read_all_of_it_here(there):
    """Else a copy would tell what a page keeps back."""
    own = there.own
    taking = [one for one in own.people.values() if can_export(one, own.programme)]
    assert len(taking) == 3
    begun = Response.objects.get(selection=own.selection)
    assert all(can_note(one, own.programme) and can_read(one, begun) for one in taking)
    assert not can_read(own.people[Role.PRACTICE_LEAD], begun)


def test_the_workbook_and_the_files_hold_the_same(there, take):
    book = openpyxl.load_workbook(io.BytesIO(take("workbook").content))
    files = zipfile.ZipFile(io.BytesIO(take("csv").content))
    for name, rows in tables(there).items():
        sheet = book[name.replace("_", " ").capitalize()]
        [table] = sheet.tables.values()
        in_book = len(list(sheet[table.ref])) - 1
        in_file = list(csv.reader(io.StringIO(files.read(f"{name}.csv").decode())))[1:]
        assert len(in_file) == len(rows)
        assert in_book == max(1, len(rows))


def test_the_log_says_who_took_it(there, take):
    assert take("csv", Role.PROGRAMME_MANAGER).status_code == 200
    entry = Entry.objects.filter(event="took away all records of").get()
    assert entry.person_name == "programme-manager"
    assert entry.subject == there.own.programme.name


def test_looking_at_what_there_is_takes_nothing(there, browser):
    client = browser(there.own.people[Role.OFFICE_LEAD])
    assert client.get(reverse("export", args=[there.own.programme.pk])).status_code == 200
    assert not Entry.objects.filter(event="took away all records of").exists()


def test_another_form_is_not_there(take):
    assert take("pdf").status_code == 404


def test_many_practices_take_as_many_queries_as_one(there, django_assert_max_num_queries):
    chosen(there.own, 20)
    with django_assert_max_num_queries(60):
        tables(there)
