"""Whether what somebody answered can be found out from the records, or from any page."""

import base64
import re

import pytest
from django.db import connection, transaction
from django.urls import reverse

from mainstay.accounts.roles import Kind, Role
from mainstay.programme.assessment import actions, queries
from mainstay.programme.assessment.models import Asked, Colleague, Round, Sheet, StaffGroup
from mainstay.programme.assessment.sheets import fingerprint, link_of
from mainstay.programme.assessment.team.actions import keep_colleagues
from mainstay.web.assessment.papers import PAPERS
from tests.records.conftest import NOW
from tests.records.homes import run
from tests.records.teams import agree_on, answer_all, ask, open_round

NURSES, OFFICE = StaffGroup.NURSES, StaffGroup.OFFICE
ONE = "pay-and-profit"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
OF_THE_READER = {"id", "last_login"}  # keys come as rows do, and the test signs in
BEFORE = ("assessment", "round", "round-close")
MEETING = ("assessment", "round", "meeting", "meeting-agree", "round-finish", "triangle")
DONE = ("assessment", "round", "meeting", "triangle")


@pytest.fixture
def leader(found, join):
    return join(found(Kind.PRACTICE), Role.PRACTICE_LEAD)


@pytest.fixture
def begun(leader):
    return open_round(leader.memberships.get().organisation, leader)


def everything() -> dict[str, list[dict[str, object]]]:
    """Every row of every table, as one who may read the whole database reads it."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [one[0] for one in cursor.description]
            found[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return found


def parts_of(value: object) -> set[str]:
    """A value, and every long word in it."""
    return {str(value), *re.findall(r"[\w-]{12,}={0,2}", str(value))}


def test_no_value_of_an_answer_stands_anywhere_else(begun, leader):
    """What could join somebody's answers with who was asked, or with their mail."""
    links = ask(begun, leader, {NURSES: 4, OFFICE: 3}, keep=True)
    answer_all(links[NURSES], [{ONE: 1}] * 4)
    tables = everything()
    rows = tables.pop(Sheet._meta.db_table)
    others = {
        part
        for table in tables.values()
        for row in table
        for one in row.values()
        for part in parts_of(one)
    }
    assert len(rows) == 7
    for row in rows:
        assert set(row) == {"id", "round_id", "fingerprint", "sealed"}
        joins = {part for name in ("id", "fingerprint", "sealed") for part in parts_of(row[name])}
        assert joins.isdisjoint(others)
    assert links[NURSES][0] not in others


def test_answers_lie_under_seal_without_a_time_and_all_of_one_length(begun, leader):
    links = ask(begun, leader, {NURSES: 2})
    names = [one.id for one in queries.framework_of(begun).statements]
    answer_all(links[NURSES][:1], [dict.fromkeys(names, 4)])
    sealed = [one.sealed for one in Sheet.objects.all()]
    assert len({len(one) for one in sealed}) == 1
    for one in sealed:
        assert base64.urlsafe_b64decode(one)[1:9] == bytes(8)
        assert "nurses" not in one
    assert all("answers" not in one.link for one in Asked.objects.all())


def test_the_order_of_the_answers_is_not_that_of_who_was_asked(begun, leader):
    """Neither when many are asked at once, nor when somebody is asked later."""
    ask(begun, leader, {NURSES: 12})
    actions.ask(team_round=begun, people={"late@example.org": OFFICE}, by=leader, now=NOW)
    order = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT fingerprint FROM {Sheet._meta.db_table} ORDER BY {order}")
        lie = [row[0] for row in cursor.fetchall()]
    asked = list(begun.asked.order_by("pk"))
    assert len(lie) == len(asked) == 13
    assert [fingerprint(link_of(one)) for one in asked] != lie


def test_what_is_kept_for_the_next_round_knows_nothing_of_this_one(begun, leader):
    """Neither who was asked, nor who answered, nor when."""
    links = ask(begun, leader, {NURSES: 5}, keep=True)
    address = {"late@example.org": OFFICE}
    keep_colleagues(practice=begun.practice, people=address, by=leader, now=NOW)
    answer_all(links[NURSES][:3], [{ONE: 1}] * 3)
    before = everything()[Colleague._meta.db_table]
    assert {name for row in before for name in row} == {"id", "practice_id", "group", "address"}
    closed = actions.close_round(team_round=begun, by=leader, now=NOW)
    assert everything()[Colleague._meta.db_table] == before
    agree_on(closed, leader, {"safe-care": 3})
    actions.finish_round(team_round=closed, met=None, by=leader, now=NOW)
    tables = everything()
    del tables[Colleague._meta.db_table]
    kept = {row["address"] for row in before}
    said = {
        part
        for name, table in tables.items()
        if "mail" not in name
        for row in table
        for one in row.values()
        for part in re.findall(r"[\w.-]+@[\w.-]+", str(one))
    }
    assert kept.isdisjoint(said)


# Two teams that answered differently, of which the same may be shown.
TEAMS = ([1, 1, 2, 2, 2, 4, 4, 4, 3, 4], [1, 2, 2, 2, 3, 4, 3, 3, 4, 4])


def test_teams_that_look_the_same_leave_the_same_records_and_pages(begun, leader, browser):
    """Every page and every table is made of what is released: nothing else of an answer is left,
    nor beside the addresses that are kept for the next round."""
    links = ask(begun, leader, {NURSES: 5, OFFICE: 5}, keep=True)
    every = links[NURSES] + links[OFFICE]
    first, second = (after(begun, leader, browser, every, team) for team in TEAMS)
    assert first == second


def test_teams_that_look_different_do_not(begun, leader, browser):
    """The test above would see a difference."""
    links = ask(begun, leader, {NURSES: 5, OFFICE: 5})
    every = links[NURSES] + links[OFFICE]
    first = after(begun, leader, browser, every, TEAMS[0])
    assert first != after(begun, leader, browser, every, [3] * 10)


def after(begun: Round, leader, browser, links, steps) -> tuple[object, object]:
    """The records and the pages once the team answered so; then it has not."""
    with transaction.atomic():
        answer_all(links, [{ONE: step} for step in steps])
        pages = [read(begun, leader, browser, BEFORE)]
        closed = actions.close_round(team_round=begun, by=leader, now=NOW)
        pages += [read(closed, leader, browser, MEETING), papers(closed, leader, browser)]
        agree_on(closed, leader, {"safe-care": 3})
        done = actions.finish_round(team_round=closed, met=None, by=leader, now=NOW)
        pages += [read(done, leader, browser, DONE), papers(done, leader, browser)]
        left = without_keys(everything())
        transaction.set_rollback(True)
    return left, pages


def read(found: Round, leader, browser, names) -> dict[str, str]:
    """Pages of the round, without what is new in every answer."""
    client = browser(leader)
    other = {"assessment": [found.practice.pk], "meeting-agree": [found.pk, ONE]}
    return {
        name: TOKEN.sub("", client.get(reverse(name, args=other.get(name, [found.pk]))).text)
        for name in names
    }


def papers(found: Round, leader, browser) -> dict[str, bytes]:
    """Every paper of the round that there is, byte for byte."""
    client = browser(leader)
    parts = {name: reverse("round-paper", args=[found.pk, name, "docx"]) for name in PAPERS}
    return {name: client.get(path).getvalue() for name, path in parts.items()}


def without_keys(tables):
    """Sessions and caches are of the reader, not of the round."""
    kept = {name for name in tables if not name.startswith(("django_session", "counted", "sqlite"))}
    return {name: in_order([without(row) for row in tables[name]]) for name in sorted(kept)}


def without(row):
    return {column: value for column, value in row.items() if column not in OF_THE_READER}


def in_order(rows):
    """PostgreSQL puts rows where it has swept: they lie elsewhere after what the test took back."""
    return sorted(rows, key=str) if connection.vendor == "postgresql" else rows


def test_what_is_destroyed_is_not_left_in_the_files(own_settings):
    """While the server runs, with SQLite, whose files lie in the home; PostgreSQL's do not."""
    before, after = map(int, run("-m", "tests.records.erased", **own_settings).split())
    assert before == (7 if connection.vendor == "sqlite" else 0)
    assert after == 0
