"""What one is told. Each reads and marks their own, which is no action upon anybody else."""

from mainstay.accounts.models import Person
from mainstay.accounts.notices import actions
from mainstay.accounts.notices.models import Notice
from mainstay.accounts.roles import LEADS, Kind, Role
from tests.records.conftest import NOW
from tests.records.tables import EVERYBODY, Page
from tests.records.world import Side

OFFICE_LEAD = frozenset({LEADS[Kind.OFFICE]})


def arrange(side: Side) -> None:
    """The practice's lead is told something."""
    lead = side.people[Role.PRACTICE_LEAD]
    actions.tell(people=[lead], key="table", subject="Table", words="Told.", path="/", now=NOW)
    side.more["notice"] = _told(lead).pk


def _told(person: Person) -> Notice:
    return Notice.objects.get(person=person, key="table")


def _nothing(side: Side) -> list[object]:
    return []


PAGES = {
    "notices": Page(EVERYBODY, _nothing, anybody=True),
    "notices-read": Page(EVERYBODY, _nothing, "post", anybody=True),
    "notices-mail": Page(EVERYBODY, _nothing, anybody=True),
    "notice-open": Page(
        frozenset({Role.PRACTICE_LEAD}), lambda side: [side.more["notice"]], "post"
    ),
    "mail-trouble": Page(OFFICE_LEAD, lambda side: [side.organisations[Kind.OFFICE].pk]),
}
ACTIONS: dict = {}
