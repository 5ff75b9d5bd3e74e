"""Who may do what: for each journey a table of its pages and one of its actions.

A module here has PAGES and ACTIONS, and if it needs more than the world has, `arrange(side)`. It is
found by itself. `test_every_page` and `test_every_action` read every row against every role at its
own organisation, at another and at none, and a stranger, and fail where an address or an action of
the code has no row.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from mainstay.accounts.models import Person
from mainstay.accounts.roles import Role
from tests.records.world import Side

OFFICE = frozenset({Role.OFFICE_LEAD, Role.OFFICE_MEMBER})
LOOKS_ON = frozenset({Role.AUDITOR})
SUPPORT = frozenset({Role.PROGRAMME_MANAGER, Role.CHANGE_MANAGER, Role.ANALYST})
PRACTICE = frozenset({Role.PRACTICE_LEAD, Role.PRACTICE_STAFF})
MANAGERS = frozenset({Role.OFFICE_LEAD, Role.PROGRAMME_MANAGER})
SEE_JOURNEY = OFFICE | LOOKS_ON | SUPPORT | PRACTICE
EVERYBODY = frozenset(Role)


@dataclass(frozen=True)
class Page:
    """An address: who may of those who belong to `own`, and what is sent.

    `parts`: the parts of the address. A page counts as allowed when it answers with what was asked,
    with an error in the form, or by going on; as refused when it is not there. `anybody`: for who
    has signed in, wherever they belong. `html`: whether it is a page to look at, and not a file.
    """

    roles: frozenset[Role]
    parts: Callable[[Side], list[object]] = lambda side: [side.selection.pk]
    method: str = "get"
    data: Callable[[Side], Mapping[str, object]] = field(default=lambda side: {})
    anybody: bool = False
    html: bool = True


@dataclass(frozen=True)
class Act:
    """An action: who may, and how it is called on `own` by a person.

    `logged`: whether the log tells of it, as it does of all but what is a person's own business.
    `anybody`: for whoever it is, about themselves.
    """

    roles: frozenset[Role]
    call: Callable[[Side, Person], object]
    logged: bool = True
    anybody: bool = False


def tables() -> Iterator[ModuleType]:
    for one in iter_modules(__path__):
        yield import_module(f"{__name__}.{one.name}")


def arrange(side: Side) -> None:
    """Put there what the tables' rows need."""
    for table in tables():
        getattr(table, "arrange", lambda side: None)(side)
