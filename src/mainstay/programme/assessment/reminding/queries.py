"""Which rounds somebody should be reminded of, and when a forgotten one is dropped."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localtime

from mainstay.accounts.models import Organisation, Person
from mainstay.accounts.roles import Role
from mainstay.programme.assessment.models import Round
from mainstay.terms.periods import months_after

Reminded = Round.Reminded
WAITS = timedelta(days=7)  # after the last day to answer: answers wait to be closed
WARNED = timedelta(days=7)  # before a round is dropped
KEPT = timedelta(days=90)  # after the last day to answer, and no longer, answers lie under seal
SPAN = timedelta(days=62)  # no two months are longer


def to_look_again(today: date) -> QuerySet[Round]:
    """Finished rounds whose day has come, and which no other has followed."""
    later = Round.objects.filter(practice=OuterRef("practice"), dropped=None, pk__gt=OuterRef("pk"))
    found = Round.objects.filter(again__lte=today, again__gt=today - SPAN, dropped=None)
    told = Q(reminded=Reminded.AGAIN) & Q(again__gt=today - timedelta(days=28))
    return found.exclude(told).exclude(reminded=Reminded.LATER).exclude(Exists(later))


def forgotten(today: date) -> QuerySet[Round]:
    """Rounds whose answers lie under seal although the last day to answer is long over."""
    found = Round.objects.filter(closed=None, dropped=None, answer_by__lte=today - WAITS)
    return found.filter(Q(reminded="") | Q(answer_by__lte=today - KEPT + WARNED))


def moment_of_again(found: Round, today: date) -> str:
    """Which reminder to look again is due: the first, one a month later, or none any more."""
    if found.again is None or today < found.again:
        return ""
    if today < months_after(found.again, 1):
        return Reminded.AGAIN
    return Reminded.LATER if today < months_after(found.again, 2) else ""


def moment_of_forgotten(found: Round, today: date) -> str:
    """What is due to be said of an open round."""
    if found.closed is not None or found.dropped is not None or today < found.answer_by + WAITS:
        return ""
    return Reminded.DROPPING if today >= found.answer_by + KEPT - WARNED else Reminded.WAITING


def drops_on(found: Round) -> date:
    """The day on which an open round is dropped: never within a week of the warning."""
    planned = found.answer_by + KEPT
    if found.reminded != Reminded.DROPPING:
        return planned
    return max(planned, localtime(found.reminded_at).date() + WARNED)


def leads(practice: Organisation) -> QuerySet[Person]:
    """Whoever leads the practice now."""
    found = Person.objects.filter(
        memberships__organisation=practice,
        memberships__role=Role.PRACTICE_LEAD,
        memberships__until=None,
        is_active=True,
    )
    return found.distinct()
