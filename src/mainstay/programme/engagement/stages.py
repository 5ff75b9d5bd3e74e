"""The stages of a practice's journey and every way from one to another: one table."""

from dataclasses import dataclass

from django.db.models import TextChoices

from mainstay.programme.agreements.policies import Side


class Stage(TextChoices):
    """Where a practice is on its journey."""

    SELECTED = "selected", "Selected"
    AGREED = "agreed", "Agreed"
    PREPARING = "preparing", "Preparing"
    READY = "ready", "Ready"
    NOT_NOW = "not-now", "Not now"
    DIAGNOSING = "diagnosing", "Diagnosing"
    OPTIONS = "options", "Options"
    PLANNING = "planning", "Planning"
    DELIVERING = "delivering", "Delivering"
    CLOSED = "closed", "Closed"
    WITHDRAWN = "withdrawn", "Withdrawn"
    PRACTICE_GONE = "practice-gone", "Practice closed or merged"


ENDED = frozenset({Stage.CLOSED, Stage.WITHDRAWN, Stage.PRACTICE_GONE})
UNDER_WAY = tuple(one for one in Stage if one not in ENDED)
ALONG = (*tuple(one for one in UNDER_WAY if one is not Stage.NOT_NOW), Stage.CLOSED)


@dataclass(frozen=True)
class Transition:
    """A way from one stage to another.

    `gates`: ids of the tasks that must be done first. `who`: the sides that may take it. `why`:
    whether a reason is asked. `by_itself`: taken by what happens, such as a decision, and never by
    a button.
    """

    start: Stage
    end: Stage
    gates: tuple[str, ...] = ()
    who: frozenset[Side] = frozenset({Side.OFFICE, Side.SUPPORT})
    why: bool = False
    by_itself: bool = False


EVERYBODY = frozenset(Side)
OFFICE_ONLY = frozenset({Side.OFFICE})
CONVERSATION = ("pack-issued", "pack-read", "conversation")
AGREEMENTS = ("memorandum", "service-level", "confidentiality")

TRANSITIONS: tuple[Transition, ...] = (
    Transition(Stage.SELECTED, Stage.AGREED, ("practice-lead", *AGREEMENTS)),
    Transition(Stage.AGREED, Stage.PREPARING, ("change-manager",)),
    Transition(Stage.PREPARING, Stage.READY, CONVERSATION, by_itself=True),
    Transition(Stage.PREPARING, Stage.NOT_NOW, CONVERSATION, by_itself=True),
    Transition(Stage.READY, Stage.NOT_NOW, why=True, by_itself=True),  # a decision corrected
    Transition(Stage.NOT_NOW, Stage.READY, why=True, by_itself=True),
    Transition(Stage.NOT_NOW, Stage.PREPARING, why=True),
    Transition(Stage.READY, Stage.DIAGNOSING),
    Transition(Stage.DIAGNOSING, Stage.OPTIONS),
    Transition(Stage.OPTIONS, Stage.PLANNING),
    Transition(Stage.PLANNING, Stage.DELIVERING),
    Transition(Stage.DELIVERING, Stage.CLOSED, why=True),
    *(Transition(one, Stage.WITHDRAWN, who=EVERYBODY, why=True) for one in UNDER_WAY),
    *(Transition(one, Stage.PRACTICE_GONE, who=OFFICE_ONLY, why=True) for one in UNDER_WAY),
    Transition(Stage.WITHDRAWN, Stage.SELECTED, who=OFFICE_ONLY, why=True),
    Transition(Stage.PRACTICE_GONE, Stage.SELECTED, who=OFFICE_ONLY, why=True),
    Transition(Stage.CLOSED, Stage.DELIVERING, who=OFFICE_ONLY, why=True),
)


def leading_from(stage: Stage) -> tuple[Transition, ...]:
    return tuple(one for one in TRANSITIONS if one.start == stage)


def transition(start: Stage, end: Stage) -> Transition | None:
    return next((one for one in leading_from(start) if one.end == end), None)
