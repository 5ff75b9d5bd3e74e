"""A practice for a browser: `python -m tests.records.preparing STAGE AREA CODE CODE`.

STAGE is selected, preparing or delivering. Run with MAINSTAY_HOME. Prints as JSON the number of its
journey and a session of each role.
"""

import json
import sys
from itertools import pairwise

from tests.records.furnish import session  # records are prepared by it

from mainstay.accounts.roles import Role  # isort: skip
from mainstay.programme.engagement.actions import move, step  # isort: skip
from mainstay.programme.engagement.stages import ALONG, Stage, transition  # isort: skip
from tests.records.conftest import NOW  # isort: skip
from tests.records.world import world  # isort: skip


STAGES = {
    Stage.SELECTED: (Stage.SELECTED,),
    Stage.PREPARING: (Stage.SELECTED, Stage.AGREED, Stage.PREPARING),
    Stage.DELIVERING: ALONG[: ALONG.index(Stage.DELIVERING) + 1],
}


def prepare(stage: Stage, area_code: str, codes: tuple[str, str]) -> dict[str, object]:
    own = world(area_code, codes).own
    lead = own.people[Role.OFFICE_LEAD]
    for start, end in pairwise(STAGES[stage]):
        way, given = transition(start, end), {"by": lead, "now": NOW}
        if way.by_itself:
            step(own.selection, way, **given)
        else:
            move(selection=own.selection, end=end, seen=start, reason="Signed on paper.", **given)
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
