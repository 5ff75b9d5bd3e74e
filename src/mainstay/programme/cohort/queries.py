"""The judgements that count."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from mainstay.accounts.models import Organisation
from mainstay.programme.cohort.models import WITHDRAWN, Choice, Judged, JudgedFile, Selection
from mainstay.programme.organisations.models import Programme
from mainstay.terms.levels import Level
from mainstay.terms.matrix import Judgement
from mainstay.terms.wording import counted, listed

SHOWN = 5  # names in a sentence
GIVEN = ("level", "reason", "by__name", "at")
AS_EVIDENCE = ("practice_code", "criterion", *GIVEN, *(f"moderation__{one}" for one in GIVEN))


def newest(
    programme: Programme, practice_code: str = "", until: datetime | None = None
) -> QuerySet[Judged]:
    """The last judgement of each practice and criterion, of those given by a moment."""
    given = programme.judgements.all()
    if practice_code:
        given = given.filter(practice_code=practice_code)
    if until:
        given = given.filter(at__lte=until)
    last = given.values("practice_code", "criterion").annotate(last=Max("pk")).values("last")
    return (
        Judged.objects.filter(pk__in=last)
        .select_related("by", "moderation", "moderation__by", "programme")
        .prefetch_related("files__upload")
        .order_by("practice_code", "criterion")
    )


def as_evidence(programme: Programme, until: datetime | None = None) -> tuple[Judgement, ...]:
    """The same as the matrix reads them. A moderator's own level takes the place of the first."""
    found = newest(programme, until=until).select_related(None).prefetch_related(None)
    return tuple(_judgement(one, until) for one in found.values(*AS_EVIDENCE).iterator())


def _judgement(one: Mapping[str, Any], until: datetime | None) -> Judgement:
    level, at = one["moderation__level"], one["moderation__at"]
    second = "moderation__" if level and not (until and at > until) else ""
    return Judgement(
        practice_code=one["practice_code"],
        criterion=one["criterion"],
        level=Level(one[f"{second}level"]),
        reason=one[f"{second}reason"],
        by=one[f"{second}by__name"],
        on=one[f"{second}at"].date(),
    )


def waiting(programme: Programme) -> QuerySet[Judged]:
    """The judgements that count and that nobody has looked at yet, the longest waiting first."""
    found = newest(programme).filter(moderation=None).exclude(level=WITHDRAWN)
    return found.order_by("at", "pk")


def selected(programme: Programme, practice: Organisation) -> Selection | None:
    return programme.selections.filter(practice=practice).first()


def file_of(number: int) -> JudgedFile | None:
    parts = ("upload", "judged", "judged__programme")
    return JudgedFile.objects.select_related(*parts).filter(pk=number).first()


def judgement(number: int) -> Judged | None:
    return (
        Judged.objects.select_related("by", "programme", "programme__office", "moderation")
        .filter(pk=number)
        .first()
    )


def choices(programme: Programme) -> dict[str, Choice]:
    """The last choice for each practice, by its code."""
    last = programme.choices.values("practice_code").annotate(last=Max("pk")).values("last")
    found = Choice.objects.filter(pk__in=last).select_related("by", "wave")
    return {one.practice_code: one for one in found}


def blocks(programme: Programme, ordered: Sequence[tuple[str, str]]) -> list[str]:
    """What keeps the list from being frozen, as sentences; nothing when it can be.

    `ordered`: the code and name of every practice, in the order for conversations. A practice that
    stands before the last one chosen must be chosen itself, or passed over with a reason.
    """
    made = choices(programme)
    places = [place for place, (code, _) in enumerate(ordered) if _chosen(made, code)]
    if not places:
        return ["No practice is chosen yet."]
    told = []
    if len(places) > programme.cohort_size:
        told.append(
            f"{len(places)} practices are chosen, and the programme can help "
            f"{programme.cohort_size}."
        )
    lost = sorted(code for code in made if _chosen(made, code) and code not in dict(ordered))
    if lost:
        told.append(f"No practice of the area has the code {', '.join(lost)} any more.")
    silent = [name for code, name in ordered[: places[-1]] if code not in made]
    if silent:
        told.append(
            f"{counted(len(silent), 'practice')} stand before the last that is chosen, with no "
            f"word on why they are passed over: {listed(silent[:SHOWN])}"
            f"{' and others' if len(silent) > SHOWN else ''}."
        )
    return told


def _chosen(made: Mapping[str, Choice], code: str) -> bool:
    return code in made and made[code].chosen
