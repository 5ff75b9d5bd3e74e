"""What a practice's lead does: share a round, and stop."""

from datetime import datetime

from django.db import transaction

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person
from mainstay.accounts.policies import require
from mainstay.programme.assessment.models import Round
from mainstay.programme.cohort.models import Selection
from mainstay.programme.sharing import policies, queries
from mainstay.programme.sharing.audiences import Audience
from mainstay.programme.sharing.models import Shared
from mainstay.terms.errors import MainstayError


@transaction.atomic
def share(
    *, team_round: Round, selection: Selection, audience: Audience, by: Person, now: datetime
) -> Shared:
    """Let an audience of a programme see what the team agreed. A second press changes nothing.

    Raises MainstayError for being counted without consent to anonymised benchmarking.
    """
    found = _locked(team_round, selection, by)
    held = queries.shared(found, selection).get(audience)
    if held is not None:
        return held
    if audience == Audience.COUNTED and not queries.consented(selection, now):
        raise MainstayError(
            "Your practice has not said yes to anonymised benchmarking.",
            advice="Say yes to it first, then come back.",
        )
    if audience == Audience.COUNTED:
        _instead_of_older(selection, by, now)
    made = Shared.objects.create(round=found, selection=selection, audience=audience, by=by, at=now)
    _log(Event.ROUND_SHARED, made, by, now)
    return made


@transaction.atomic
def stop(
    *, team_round: Round, selection: Selection, audience: Audience, by: Person, now: datetime
) -> None:
    """From now on they do not see it. What was counted before stays: it has no names."""
    found = _locked(team_round, selection, by)
    held = queries.shared(found, selection).get(audience)
    if held is None:
        return
    held.ended, held.ended_by = now, by
    held.save(update_fields=["ended", "ended_by"])
    _log(Event.ROUND_NOT_SHARED, held, by, now)


def _locked(team_round: Round, selection: Selection, by: Person) -> Round:
    found = Round.objects.select_for_update(of=("self",)).select_related("practice")
    held = found.get(pk=team_round.pk)
    require(policies.can_share_with(by, held, selection))
    return held


def _instead_of_older(selection: Selection, by: Person, now: datetime) -> None:
    """A round that no count has yet is not counted beside the practice's newer one."""
    older = selection.shared.filter(audience=Audience.COUNTED, ended=None, counted_in=None)
    older.update(ended=now, ended_by=by)


def _log(event: Event, held: Shared, by: Person, now: datetime) -> None:
    """In the practice's own part of the log: who is counted is nobody else's to read."""
    practice = held.round.practice
    record(
        event, practice.name, by=by, now=now, organisation=practice,
        details={"with": held.get_audience_display()},
    )  # fmt: skip
