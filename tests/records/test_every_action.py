"""Every action of the rooms that keep records, for every role at its own and other places."""

import inspect
from importlib import import_module
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

import mainstay.accounts
import mainstay.programme
from mainstay.accounts.models import Entry, Person
from tests.records.tables import Act, arrange, tables
from tests.records.world import world

TABLES = {table.__name__.rpartition(".")[2]: table.ACTIONS for table in tables() if table.ACTIONS}
ACTIONS: dict[str, Act] = {name: one for table in TABLES.values() for name, one in table.items()}
ROOMS = (mainstay.accounts, mainstay.programme)


def actions_of_the_code() -> set[str]:
    """Every public function of a module of actions to which `by` and `now` must be named."""
    found = set()
    for room in ROOMS:
        root = Path(room.__file__).parent
        for path in root.rglob("*.py"):
            parts = path.relative_to(root).with_suffix("").parts
            if "actions" in parts:
                found |= _actions(room.__name__, [one for one in parts if one != "__init__"])
    return found


def _actions(room: str, parts: list[str]) -> set[str]:
    """Named from the stage on in `programme`, and from the room on in `accounts`."""
    module = ".".join([room, *parts])
    short = module.removeprefix("mainstay.").removeprefix("programme.")
    whole = import_module(module)
    return {
        f"{short}.{name}"
        for name, one in inspect.getmembers(whole, inspect.isfunction)
        if inspect.unwrap(one).__module__ == whole.__name__
        and not name.startswith("_")
        and _takes_only_names(one)
    }


def _takes_only_names(function) -> bool:
    asked = inspect.signature(function).parameters.values()
    named = {one.name for one in asked if one.kind is one.KEYWORD_ONLY}
    return {"by", "now"} <= named and len(named) == len(list(asked))


def test_every_action_has_a_row():
    assert actions_of_the_code() == set(ACTIONS)


@pytest.mark.parametrize("table", TABLES)
def test_who_may(table):
    there, wrong = world(), []
    arrange(there.own)
    for name, act in TABLES[table].items():
        for cell, role, person in there.cells():
            wanted = act.anybody or role in act.roles
            if done(act, there.own, person) != wanted:
                wrong.append(f"{name}, {cell}: {'may' if wanted else 'may not'}")
    assert wrong == []


def done(act: Act, side, person: Person) -> bool:
    """Whether the action was done and logged; what it changed is taken back."""
    before = Entry.objects.count()
    try:
        with transaction.atomic():
            act.call(side, person)
            logged = Entry.objects.count() > before
            transaction.set_rollback(True)
    except PermissionDenied:
        return False
    assert logged or not act.logged, "It was done, and the log does not say so."
    return True
