"""Counts of practices, made at the beginning of a month: each round is in one of them, once."""

from dataclasses import asdict
from datetime import datetime
from random import SystemRandom

from django.db import transaction
from django.utils.timezone import localtime

from mainstay.analysis.among import LEAST, among
from mainstay.programme.assessment.queries import team_answers
from mainstay.programme.organisations.models import Programme
from mainstay.programme.sharing import queries
from mainstay.programme.sharing.audiences import Audience
from mainstay.programme.sharing.models import Count
from mainstay.terms.frameworks import newest

FRAMEWORK = "triangle"


def count_practices(now: datetime) -> None:
    """Make this month's counts, of programmes in which ten practices or more are to be counted."""
    month = localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    waiting = Programme.objects.filter(
        selections__shared__audience=Audience.COUNTED,
        selections__shared__ended=None,
        selections__shared__counted_in=None,
        selections__shared__at__lt=month,
    ).exclude(counts__at__gte=month)
    for programme in waiting.distinct():
        if len(queries.to_be_counted(programme, now)) >= LEAST:
            count(programme, now)


@transaction.atomic
def count(programme: Programme, now: datetime) -> Count | None:
    """One count of all that none has yet; nothing below ten practices, which wait for more."""
    held = Programme.objects.select_for_update().get(pk=programme.pk)
    found = queries.to_be_counted(held, now)
    if len(found) < LEAST:
        return None
    framework = newest(FRAMEWORK)
    answers = [team_answers(one.round) for one in found]
    made = Count.objects.create(
        programme=held,
        framework=framework.id,
        version=framework.version,
        counted=asdict(among(answers, framework, SystemRandom().random)),
        at=now,
    )
    for one in found:
        one.counted_in = made
        one.save(update_fields=["counted_in"])
    return made
