"""The log is added to and never changed, and says so when somebody did."""

import io
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mainstay.accounts import audit
from mainstay.accounts.audit import Event, problems, record
from mainstay.accounts.models import Entry, Tail
from tests.records.conftest import NOW

LINES = 6


@pytest.fixture
def lines():
    for number in range(LINES):
        record(
            Event.PERSON_INVITED,
            f"person {number}",
            by=None,
            now=NOW + timedelta(minutes=number),
            details={"role": "auditor", "é": [number, None]},
        )


@contextmanager
def unguarded():
    """What somebody with the database in their hands can do."""
    off, on = (
        (
            ["ALTER TABLE accounts_entry DISABLE TRIGGER entry_refuse"],
            ["ALTER TABLE accounts_entry ENABLE TRIGGER entry_refuse"],
        )
        if connection.vendor == "postgresql"
        else (["DROP TRIGGER entry_no_update", "DROP TRIGGER entry_no_delete"], [])
    )
    with connection.cursor() as cursor:
        for statement in off:
            cursor.execute(statement)
        yield
        for statement in on:
            cursor.execute(statement)


def move(number: int, to: int) -> None:
    Entry.objects.filter(number=number).update(number=to)


def change(number: int = 3, **fields):
    return lambda: Entry.objects.filter(number=number).update(**fields)


def swap():
    move(2, 1000)
    move(3, 2)
    move(1000, 3)


def forged():
    """An entry made anew, with a hash that fits its words."""
    entry = Entry.objects.get(number=3)
    entry.subject = "nobody"
    Entry.objects.filter(number=3).update(subject="nobody", hash=audit.fingerprint(entry))


TAMPERINGS = {
    "number": lambda: move(6, 7),
    "at": change(at=NOW),
    "event": change(event="signed in"),
    "person": change(person="1"),
    "person_name": change(person_name="Somebody else"),
    "organisation": change(organisation="9"),
    "subject": change(subject="person 9"),
    "details": change(details={"role": "office-lead"}),
    "before": change(before="0" * 64),
    "hash": change(hash="f" * 64),
    "one removed": lambda: Entry.objects.filter(number=3).delete(),
    "first removed": lambda: Entry.objects.filter(number=1).delete(),
    "last removed": lambda: Entry.objects.filter(number=LINES).delete(),
    "all removed": lambda: Entry.objects.all().delete(),
    "two in each other's place": swap,
    "forged with a hash that fits": forged,
    "tail set back": lambda: Tail.objects.update(number=2),
    "tail removed": lambda: Tail.objects.all().delete(),
}


def test_a_log_as_it_was_written_is_whole(lines):
    assert list(problems()) == []
    assert Tail.objects.get().number == LINES


def test_an_empty_log_is_whole():
    assert list(problems()) == []


@pytest.mark.parametrize("name", TAMPERINGS)
def test_what_was_tampered_with_is_found(name, lines):
    with unguarded():
        TAMPERINGS[name]()
        assert list(problems())


def test_every_field_of_an_entry_is_covered():
    fields = {one.name for one in Entry._meta.get_fields()}
    assert fields <= set(TAMPERINGS)


@pytest.mark.parametrize("work", ["update", "delete"])
def test_the_database_itself_refuses(work, lines):
    entries = Entry.objects.filter(number=1)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        entries.update(subject="x") if work == "update" else entries.delete()


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.text(max_size=60).filter(lambda text: "\0" not in text))
def test_any_words_are_kept_whole(words):
    record(Event.REFUSED, words, by=None, now=NOW, details={"words": words})
    assert list(problems()) == []


def test_the_command_says_whether_the_log_is_whole(lines, capsys):
    from mainstay.cli.people import told

    assert told(io.StringIO()) == 0
    with unguarded():
        change(subject="nobody")()
        said = io.StringIO()
        assert told(said) == 1
    assert "Entry 3 is not as it was written." in said.getvalue()
