"""A practice of five for a browser: `python -m tests.records.five AREA CODE CODE`.

Its round is asked and answered, and waits to be closed. `python -m tests.records.five later FOLDER`
has the five answer the round that is open now, under the second version, which is put into the
folder. Run with MAINSTAY_HOME.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.records.furnish import session  # records are prepared by it

from mainstay.accounts.roles import Kind, Role  # isort: skip
from mainstay.programme.assessment import actions, answering, queries, sheets  # isort: skip
from mainstay.programme.assessment.models import Round, StaffGroup  # isort: skip
from tests.records.conftest import NOW  # isort: skip
from tests.records.teams import ANSWER_BY  # isort: skip
from tests.records.versions import REWORDED, come_to_stay  # isort: skip
from tests.records.world import world  # isort: skip

TEAM = {
    "ash@example.org": StaffGroup.GP_PARTNERS,
    "birch@example.org": StaffGroup.NURSES,
    "cole@example.org": StaffGroup.MANAGERS,
    "dale@example.org": StaffGroup.OFFICE,
    "elm@example.org": StaffGroup.OFFICE,
}
ALIKE, SPREAD = "pay-and-profit", "safe-care"
FIRST = {ALIKE: (2, 2, 2, 2, 2), SPREAD: (1, 1, 2, 4, 4), REWORDED: (2, 2, 2, 2, 2)}
LATER = {ALIKE: (4, 4, 4, 4, 4), SPREAD: (1, 1, 3, 4, 4), REWORDED: (3, 3, 3, 3, 3)}


def five(area_code: str, codes: tuple[str, str]) -> dict[str, object]:
    own = world(area_code, codes).own
    practice, leader = own.organisations[Kind.PRACTICE], own.people[Role.PRACTICE_LEAD]
    found = actions.open_round(
        practice=practice, answer_by=ANSWER_BY, together=False, by=leader, now=NOW
    )
    actions.ask(team_round=found, people=TEAM, by=leader, now=NOW)
    answer(found, FIRST)
    sessions = {Role.PRACTICE_LEAD.value: session(leader)}
    said = {"number": own.selection.pk, "code": codes[0], "practice": practice.pk}
    return {**said, "sessions": sessions}


def answer(found: Round, given: dict[str, Sequence[int]]) -> None:
    for place, one in enumerate(queries.asked(found)):
        steps = {name: each[place] for name, each in given.items()}
        answering.answer(sheets.link_of(one), steps=steps)


if __name__ == "__main__":
    if sys.argv[1] == "later":
        come_to_stay(Path(sys.argv[2]))
        answer(Round.objects.get(closed=None), LATER)
    else:
        area, *codes = sys.argv[1:]
        print(json.dumps(five(area, tuple(codes))))  # noqa: T201
