"""A round that is answered and closed: `python -m tests.records.erased`, in MAINSTAY_HOME.

Prints how many of its secrets lie in the files of the records before it is closed, and after: the
salt, and the beginning of each sealed row.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from tests.records.furnish import session  # noqa: F401  records are prepared by it

from mainstay.accounts.roles import Role  # isort: skip
from mainstay.programme.assessment import actions  # isort: skip
from mainstay.programme.assessment.models import Sheet, StaffGroup  # isort: skip
from tests.records.conftest import NOW  # isort: skip
from tests.records.teams import answer_all, ask, open_round  # isort: skip
from tests.records.world import world  # isort: skip


def left(secrets: Iterable[str]) -> int:
    """How many of them are in the files."""
    held = [one.read_bytes() for one in Path(os.environ["MAINSTAY_HOME"]).glob("records.sqlite3*")]
    return sum(any(one.encode() in each for each in held) for one in secrets)


if __name__ == "__main__":
    own = world().own
    lead = own.people[Role.PRACTICE_LEAD]
    made = open_round(own.selection.practice, lead)
    links = ask(made, lead, {StaffGroup.NURSES: 6})[StaffGroup.NURSES]
    answer_all(links, [{"pay-and-profit": 2}] * 6)
    secrets = [made.salt, *(one.sealed[:60] for one in Sheet.objects.all())]
    before = left(secrets)
    actions.close_round(team_round=made, by=lead, now=NOW)
    print(before, left(secrets))  # noqa: T201
