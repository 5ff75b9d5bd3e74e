"""A task: one thing to be done with a practice, as every side sees it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mainstay.programme.agreements.policies import Side


class State(StrEnum):
    """The words of the NHS task list."""

    DONE = "Completed"
    BEGUN = "In progress"
    TO_DO = "Not yet started"
    LATER = "Cannot start yet"


@dataclass(frozen=True)
class Task:
    """`turn`: the side that is to act, None when nobody is. `may`: sides that can act now as well,
    though it is not they who are waited for. `since`: since when it is their turn, or when it was
    done. `note`: one sentence on where it stands. `blocks`: the sentence that is told where a gate
    needs the task and it is not done.
    """

    id: str
    title: str
    state: State
    turn: Side | None = None
    since: datetime | None = None
    due: date | None = None
    note: str = ""
    blocks: str = ""
    may: tuple[Side, ...] = ()

    @property
    def done(self) -> bool:
        return self.state is State.DONE

    @property
    def open(self) -> bool:
        """Whether somebody is waited for, and can act now."""
        return self.turn is not None and self.state in (State.TO_DO, State.BEGUN)

    def late(self, today: date) -> bool:
        return not self.done and self.due is not None and self.due < today
