"""Choose what to begin with."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person
from mainstay.accounts.policies import require
from mainstay.analysis.triangle import DONE, MOST
from mainstay.programme.assessment import policies, queries
from mainstay.programme.assessment.beginning.queries import last
from mainstay.programme.assessment.models import Chosen, Round
from mainstay.terms.errors import MainstayError
from mainstay.terms.wording import counted


@transaction.atomic
def choose(
    *, team_round: Round, statements: Sequence[str], seen: int, by: Person, now: datetime
) -> Chosen:
    """Choose up to three statements, in the order given; none leaves it to the rule again.

    `seen`: the key of the choice that the writer saw, nought for none. Raises MainstayError where
    somebody else has chosen since, for more than three, for no such statement, or for one that is
    how the team works already.
    """
    held = Round.objects.select_for_update(of=("self",)).select_related("practice")
    found = held.get(pk=team_round.pk)
    require(policies.can_choose(by, found))
    before = last(found)
    if before is not None and before.statements == list(statements):
        return before
    if (before.pk if before else 0) != seen:
        raise MainstayError(
            f"{before.by.name} has just chosen.", advice="Look at that choice, then save yours."
        )
    _check(found, statements)
    made = found.chosen.create(statements=list(statements), by=by, at=now)
    practice = found.practice
    record(
        Event.BEGINNING_CHOSEN, practice.name, by=by, now=now, organisation=practice,
        details={"statements": list(statements)},
    )  # fmt: skip
    return made


def _check(found: Round, statements: Sequence[str]) -> None:
    if len(statements) > MOST:
        raise MainstayError(
            f"That is {counted(len(statements), 'statement')}.",
            advice=f"Choose {MOST} at most: what is begun together is rarely finished.",
        )
    framework = queries.framework_of(found)
    if any(framework.statement(one) is None for one in statements):
        raise MainstayError("There is no such statement.", advice="Load the page again.")
    steps = queries.team_answers(found)
    if any(steps.get(one) == DONE for one in statements):
        raise MainstayError(
            f"One of these is at “{framework.scale[DONE - 1]}” already.",
            advice="Load the page again, and choose what is not.",
        )
