"""A day's notices in one mail: in the morning, on working days, once."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from mainstay.accounts.mail.actions import post
from mainstay.accounts.mail.models import Kind, Mail, State
from mainstay.accounts.models import Person
from mainstay.accounts.notices import wording
from mainstay.accounts.notices.models import Notice, Telling

HOURS = range(7, 19)  # as clocks show them in London; later than the first if the worker was away
WORKING_DAYS = range(5)
OLDEST = timedelta(days=14)  # what is older is on the site alone
NOT_MAILED = Q(mail=None) | Q(mail__state__in=(State.IN_DOUBT, State.GIVEN_UP))


def make_digests(now: datetime) -> None:
    """One mail for each person who has something new to read and has had no digest today."""
    here = localtime(now)
    if here.hour not in HOURS or here.weekday() not in WORKING_DAYS:
        return
    waiting = set(_pending(now).values_list("person", flat=True))
    for number in sorted(waiting - _served(waiting, here.date())):
        _make_digest(number, here.date(), now)


@transaction.atomic
def _make_digest(number: int, day: date, now: datetime) -> None:
    """The person is held meanwhile: another worker may be at the same."""
    person = Person.objects.select_for_update().get(pk=number)
    notices = list(_pending(now).filter(person=person).order_by("at", "pk"))
    if not notices or _served([number], day):
        return
    mail = post(
        kind=Kind.DIGEST,
        to=person.email,
        subject=wording.heading(notices),
        words=wording.several(notices),
        now=now,
        key=_key(number, day),
    )
    Notice.objects.filter(pk__in=[one.pk for one in notices]).update(mail=mail)


def _pending(now: datetime) -> QuerySet[Notice]:
    """What nobody has read and no mail has told for certain."""
    wanted = Notice.objects.filter(NOT_MAILED, read=None, at__gt=now - OLDEST)
    return wanted.filter(person__is_active=True).exclude(person__preference__telling=Telling.SITE)


def _served(numbers: Iterable[int], day: date) -> set[int]:
    """Those of the people who have had this day's digest."""
    keys = {_key(one, day): one for one in numbers}
    held = Mail.objects.filter(key__in=keys).values_list("key", flat=True)
    return {keys[one] for one in held}


def _key(number: int, day: date) -> str:
    return f"digest-{number}-{day.isoformat()}"
