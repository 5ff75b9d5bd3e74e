"""Lists of practices: what was kept for one is never what was true before."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from mainstay.accounts.roles import Role
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement import lists
from mainstay.programme.engagement.lists import listed
from mainstay.programme.engagement.queries import journeys
from mainstay.programme.engagement.tasks import tasks
from tests.records.tables import arrange, support
from tests.records.test_every_action import TABLES
from tests.records.world import Side, world


@pytest.fixture
def keeping(monkeypatch):
    """Lists are kept although a test is a transaction of its own."""
    monkeypatch.setattr(lists, "settled", lambda: True)
    lists.forget()
    yield
    lists.forget()


def rows_of(one: Selection) -> dict[str, list]:
    """Everything that was fetched with a practice, field by field."""
    return {
        name: [_fields(row) for row in rows] for name, rows in one._prefetched_objects_cache.items()
    }


def _fields(row) -> dict[str, object]:
    deferred = row.get_deferred_fields()
    names = [one.attname for one in row._meta.concrete_fields if one.attname not in deferred]
    below = getattr(row, "_prefetched_objects_cache", {})
    return {
        **{name: getattr(row, name) for name in names},
        **{name: [_fields(one) for one in rows] for name, rows in below.items()},
    }


def stands(side: Side) -> tuple[dict, dict]:
    """What the list shows of a practice, and what is true of it."""
    own = Selection.objects.filter(pk=side.selection.pk)
    [shown], [true] = listed(own), list(journeys(own))
    return rows_of(shown), rows_of(true)


@pytest.mark.parametrize("table", TABLES)
def test_no_action_leaves_a_list_as_it_was(table, keeping):
    """Whatever an action changes of a practice, the next list shows."""
    there = world()
    arrange(there.own)
    for name, act in TABLES[table].items():
        who = next(
            one for role, one in there.own.people.items() if act.anybody or role in act.roles
        )
        stands(there.own)
        with transaction.atomic():
            act.call(there.own, who)
            shown, true = stands(there.own)
            transaction.set_rollback(True)
        assert shown == true, name
        lists.forget()


def test_what_did_not_change_is_not_read_again(keeping):
    side = world().own
    own = Selection.objects.filter(pk=side.selection.pk)
    [first] = listed(own)
    with CaptureQueriesContext(connection) as asked:
        [again] = listed(own)
        assert tasks(again) == tasks(first)
    assert len(asked) == 2


@pytest.mark.parametrize("name", ["asking.actions.ask", "gaps.actions.tell_gap"])
def test_support_leaves_every_journey_as_it_was(name, keeping):
    side = world().own
    support.arrange(side)
    own = Selection.objects.filter(pk=side.selection.pk)
    listed(own)
    support.ACTIONS[f"support.{name}"].call(side, side.people[Role.PRACTICE_LEAD])
    with CaptureQueriesContext(connection) as asked:
        listed(own)
    assert len(asked) == 2


def test_what_a_transaction_wrote_is_not_kept():
    side = world().own
    lists.forget()
    listed(Selection.objects.filter(pk=side.selection.pk))
    assert lists._kept == {}


def test_a_process_keeps_so_many_and_no_more(keeping, monkeypatch):
    monkeypatch.setattr(lists, "MOST", 1)
    world()
    for _ in range(2):
        assert len(listed(Selection.objects.all())) == 2
        assert len(lists._kept) == 1
