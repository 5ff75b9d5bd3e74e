"""Write down what the team agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person
from mainstay.accounts.policies import require
from mainstay.programme.assessment import policies, queries
from mainstay.programme.assessment.models import Agreed, Round
from mainstay.terms.errors import MainstayError
from mainstay.terms.frameworks import STEPS, Framework


@dataclass(frozen=True)
class Given:
    """What the team says to a statement; `step` None where it does not know.

    `seen`: the key of the answer that the writer saw, nought for none.
    """

    statement: str
    step: int | None
    reason: str = ""
    seen: int = 0


class WrittenMeanwhileError(MainstayError):
    """Another answer was written since: by somebody else, or by oneself in another window.

    `statement`: to what.
    """

    def __init__(self, statement: str, writer: Person, by: Person) -> None:
        told = f"{writer.name} has just written another answer."
        if writer == by:
            told = "You wrote another answer in another window."
        super().__init__(told, advice="Read it, then save yours.")
        self.statement = statement


@transaction.atomic
def agree(*, team_round: Round, given: Sequence[Given], by: Person, now: datetime) -> list[Agreed]:
    """Write down answers to one statement or many, all of them or none. What stands stays.

    Raises WrittenMeanwhileError, or MainstayError for no such statement or step.
    """
    held = Round.objects.select_for_update(of=("self",)).select_related("practice")
    found = held.get(pk=team_round.pk)
    require(policies.can_agree(by, found))
    framework, last = queries.framework_of(found), queries.agreed(found)
    new = [one for one in given if _is_new(one, last.get(one.statement))]
    for one in new:
        _check(one, framework, last.get(one.statement), by)
    made = [
        found.agreed.create(
            statement=one.statement, step=one.step, reason=one.reason.strip(), by=by, at=now
        )
        for one in new
    ]
    if made:
        _log(found, made, by, now)
    return made


def _is_new(one: Given, last: Agreed | None) -> bool:
    return last is None or (last.step, last.reason) != (one.step, one.reason.strip())


def _check(one: Given, framework: Framework, last: Agreed | None, by: Person) -> None:
    if (last.pk if last else 0) != one.seen and last is not None:
        raise WrittenMeanwhileError(one.statement, last.by, by)
    if framework.statement(one.statement) is None:
        raise MainstayError("There is no such statement.", advice="Load the page again.")
    if one.step is not None and not 1 <= one.step <= STEPS:
        raise MainstayError("That is not an answer.", advice="Choose one of those on the page.")


def _log(found: Round, made: Sequence[Agreed], by: Person, now: datetime) -> None:
    statements = [one.statement for one in made]
    practice = found.practice
    record(
        Event.ANSWER_AGREED, practice.name, by=by, now=now, organisation=practice,
        details={"statements": statements},
    )  # fmt: skip
