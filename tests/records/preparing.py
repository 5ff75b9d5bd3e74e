"""A practice for a browser: `python -m tests.records.preparing STAGE AREA CODE CODE`.

STAGE is selected or preparing. Run with MAINSTAY_HOME. Prints as JSON the number of its journey and
a session of each role.
"""

import json
import sys

from tests.records.furnish import session  # records are prepared by it

from mainstay.accounts.roles import Role  # isort: skip
from mainstay.programme.engagement.actions import move  # isort: skip
from mainstay.programme.engagement.stages import Stage  # isort: skip
from tests.records.conftest import NOW  # isort: skip
from tests.records.world import world  # isort: skip


WAYS = {
    Stage.SELECTED: (),
    Stage.PREPARING: ((Stage.SELECTED, Stage.AGREED), (Stage.AGREED, Stage.PREPARING)),
}


def prepare(stage: Stage, area_code: str, codes: tuple[str, str]) -> dict[str, object]:
    own = world(area_code, codes).own
    lead = own.people[Role.OFFICE_LEAD]
    for start, end in WAYS[stage]:
        reason = "Signed on paper."
        move(selection=own.selection, end=end, seen=start, reason=reason, by=lead, now=NOW)
    sessions = {role.value: session(person) for role, person in own.people.items()}
    return {
        "number": own.selection.pk,
        "code": codes[0],
        "practice": own.selection.practice_id,
        "sessions": sessions,
    }


if __name__ == "__main__":
    stage, area_code, *codes = sys.argv[1:]
    print(json.dumps(prepare(Stage(stage), area_code, tuple(codes))))  # noqa: T201
