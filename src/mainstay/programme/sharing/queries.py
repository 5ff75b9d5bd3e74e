"""What is shared, with whom, and what was counted."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from mainstay.accounts.models import Organisation
from mainstay.analysis.among import LEAST, Among
from mainstay.programme.agreements.consent.queries import consents
from mainstay.programme.assessment.models import Round
from mainstay.programme.cohort.models import Selection
from mainstay.programme.organisations.models import Programme
from mainstay.programme.sharing.audiences import Audience
from mainstay.programme.sharing.models import Count, Shared


def places(practice: Organisation) -> list[Selection]:
    """The programmes that the practice is in, the newest first."""
    found = Selection.objects.filter(practice=practice).select_related(
        "practice", "programme__office", "programme__support_unit"
    )
    return list(found.order_by("-pk"))


def shared(found: Round, selection: Selection) -> dict[Audience, Shared]:
    """With whom the round is shared now in one programme."""
    held = found.shared.filter(selection=selection, ended=None)
    return {Audience(one.audience): one for one in held}


def consented(selection: Selection, now: datetime) -> bool:
    """Whether the practice's consent to anonymised benchmarking holds."""
    return selection.practice.code in consents(selection.programme, now)


def to_be_counted(programme: Programme, now: datetime) -> list[Shared]:
    """Rounds that no count has yet, one of each practice whose consent holds: its newest."""
    held = Shared.objects.filter(
        selection__programme=programme, audience=Audience.COUNTED, ended=None, counted_in=None
    ).select_related("round__practice")
    agreed = consents(programme, now)
    newest = {one.round.practice_id: one for one in held.order_by("round__finished")}
    return [one for one in newest.values() if one.round.practice.code in agreed]


def waiting(programme: Programme, now: datetime) -> int:
    """How many more practices it takes until there is a count; nought once there is one."""
    if programme.counts.exists():
        return 0
    return max(0, LEAST - len(to_be_counted(programme, now)))


def counts(programme: Programme) -> QuerySet[Count]:
    """The newest first."""
    return programme.counts.all()


def among(found: Count) -> Among:
    return Among(**found.counted)


def last_count(selections: Sequence[Selection]) -> Count | None:
    """The newest count of a programme in which a practice lets itself be counted."""
    counted = Shared.objects.filter(
        selection__in=selections, audience=Audience.COUNTED, ended=None
    ).values("selection__programme")
    return Count.objects.filter(programme__in=counted).select_related("programme").first()
