"""What people are told: each marks their own as read, which is nobody else's business."""

from mainstay.accounts.models import Person
from mainstay.accounts.notices import actions
from mainstay.accounts.notices.models import Notice
from mainstay.accounts.roles import Role
from tests.records.conftest import NOW
from tests.records.tables import Act
from tests.records.world import Side

PAGES: dict = {}


def arrange(side: Side) -> None:
    """The practice's lead is told something."""
    lead = side.people[Role.PRACTICE_LEAD]
    actions.tell(people=[lead], key="table", subject="Table", words="Told.", path="/", now=NOW)
    side.more["notice"] = Notice.objects.get(person=lead, key="table")


def _mark(side: Side, by: Person) -> object:
    return actions.mark_read(notice=side.more["notice"], by=by, now=NOW)


def _mark_all(side: Side, by: Person) -> object:
    return actions.mark_all_read(until=NOW, by=by, now=NOW)


ACTIONS = {
    "accounts.notices.actions.mark_read": Act(frozenset({Role.PRACTICE_LEAD}), _mark, logged=False),
    "accounts.notices.actions.mark_all_read": Act(
        frozenset(), _mark_all, logged=False, anybody=True
    ),
}
