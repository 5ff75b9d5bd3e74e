"""A practice that is preparing, for a browser: `python -m tests.records.preparing AREA CODE CODE`.

Run with MAINSTAY_HOME. Prints as JSON the number of its journey and a session of each role.
"""

import json
import sys

from tests.records.furnish import session  # records are prepared by it

from mainstay.accounts.roles import Role  # isort: skip
from mainstay.programme.engagement.actions import move  # isort: skip
from mainstay.programme.engagement.stages import Stage  # isort: skip
from tests.records.conftest import NOW  # isort: skip
from tests.records.world import world  # isort: skip


def prepare(area_code: str, codes: tuple[str, str]) -> dict[str, object]:
    own = world(area_code, codes).own
    lead = own.people[Role.OFFICE_LEAD]
    for start, end in ((Stage.SELECTED, Stage.AGREED), (Stage.AGREED, Stage.PREPARING)):
        reason = "Signed on paper."
        move(selection=own.selection, end=end, seen=start, reason=reason, by=lead, now=NOW)
    sessions = {role.value: session(person) for role, person in own.people.items()}
    return {"number": own.selection.pk, "code": codes[0], "sessions": sessions}


if __name__ == "__main__":
    print(json.dumps(prepare(sys.argv[1], (sys.argv[2], sys.argv[3]))))  # noqa: T201
