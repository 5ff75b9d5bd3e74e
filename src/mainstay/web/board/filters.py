"""Which practices of a board a person asked for."""

from dataclasses import dataclass

from django.http import QueryDict

from mainstay.programme.agreements.policies import Side
from mainstay.programme.engagement.overview.queries import Standing
from mainstay.programme.engagement.stages import Stage

SIDES = {one.name.lower(): one for one in Side}
NOBODY = "nobody"
NO_WAVE = "none"


@dataclass(frozen=True)
class Filters:
    """An empty text is no filter.

    `manager` NOBODY is for practices without a change manager, `wave` NO_WAVE for those in none.
    """

    stage: str = ""
    waiting: str = ""
    late: bool = False
    manager: str = ""
    wave: str = ""

    @property
    def any(self) -> bool:
        return self != Filters()

    def lets(self, one: Standing) -> bool:
        return (
            (not self.stage or one.stage == self.stage)
            and (not self.waiting or SIDES[self.waiting] in one.waiting_on)
            and (not self.late or bool(one.late))
            and (not self.manager or (one.change_manager or NOBODY) == self.manager)
            and (not self.wave or str(one.selection.wave_id or NO_WAVE) == self.wave)
        )


def read_filters(query: QueryDict) -> Filters:
    """What cannot be read is no filter."""
    stage, waiting = query.get("stage", ""), query.get("waiting", "")
    return Filters(
        stage=stage if stage in Stage.values else "",
        waiting=waiting if waiting in SIDES else "",
        late=query.get("late") == "yes",
        manager=query.get("manager", "")[:200],
        wave=query.get("wave", "")[:20],
    )
