"""The judgements that count."""

from collections.abc import Iterable

from django.db.models import Max, QuerySet

from mainstay.programme.cohort.models import Judged
from mainstay.programme.organisations.models import Programme
from mainstay.terms.levels import Level
from mainstay.terms.matrix import Judgement


def newest(programme: Programme, practice_code: str = "") -> QuerySet[Judged]:
    """The last judgement of each practice and criterion."""
    given = programme.judgements.all()
    if practice_code:
        given = given.filter(practice_code=practice_code)
    last = given.values("practice_code", "criterion").annotate(last=Max("pk")).values("last")
    return (
        Judged.objects.filter(pk__in=last)
        .select_related("by", "moderation", "moderation__by", "programme")
        .order_by("practice_code", "criterion")
    )


def as_evidence(judgements: Iterable[Judged]) -> tuple[Judgement, ...]:
    """The same as the matrix reads them. A moderator's own level takes the place of the first."""
    return tuple(_judgement(one) for one in judgements)


def _judgement(one: Judged) -> Judgement:
    second = getattr(one, "moderation", None)
    changed = second if second and second.level else one
    return Judgement(
        practice_code=one.practice_code,
        criterion=one.criterion,
        level=Level(changed.level),
        reason=changed.reason,
        by=changed.by.name,
        on=changed.at.date(),
    )


def judgement(number: int) -> Judged | None:
    return (
        Judged.objects.select_related("by", "programme", "programme__office", "moderation")
        .filter(pk=number)
        .first()
    )
