"""Tell people something, once, and let them say how they want to be told."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from mainstay.accounts.mail.actions import post
from mainstay.accounts.mail.models import Kind
from mainstay.accounts.models import Organisation, Person
from mainstay.accounts.notices import wording
from mainstay.accounts.notices.models import Notice, Preference, Telling
from mainstay.accounts.notices.queries import telling


@transaction.atomic
def tell(
    *,
    people: Iterable[Person],
    key: str,
    subject: str,
    words: str,
    path: str,
    now: datetime,
    urgent: bool = False,
    organisation: Organisation | None = None,
    calendar: str = "",
) -> None:
    """Tell each of them, in the caller's transaction: told with what it tells, or not at all.

    `key` names what is told: a person who was told it already is not told again, so that a sweep
    may say every minute what is due. `path` is the page to open, as `reverse` gives it. `urgent`
    goes by mail at once to those who want that; the rest comes in the day's digest.
    `organisation`: whose lead learns of it if the mail cannot be sent. `calendar`: an iCalendar
    for a mail that goes at once.
    """
    for person in people:
        if not person.is_active:
            continue
        notice, new = Notice.objects.get_or_create(
            person=person,
            key=key,
            defaults={
                "subject": subject,
                "words": words,
                "path": path,
                "urgent": urgent,
                "organisation": organisation,
                "at": now,
            },
        )
        if new and urgent and telling(person) is Telling.AT_ONCE:
            _mail(notice, calendar, now)


@transaction.atomic
def mark_read(*, person: Person, number: int, now: datetime) -> Notice | None:
    """What the person has now read, None where nobody told them so; the first time counts."""
    theirs = person.notices.filter(pk=number)
    theirs.filter(read=None).update(read=now)
    return theirs.first()


@transaction.atomic
def mark_all_read(*, person: Person, until: datetime, now: datetime) -> None:
    """`until`: when the page was made, so that nothing is marked that it did not show."""
    person.notices.filter(read=None, at__lte=until).update(read=now)


@transaction.atomic
def prefer(*, person: Person, telling: Telling) -> None:
    """Say how one wants to be told. Mail that opens one's account comes in any case."""
    Preference.objects.update_or_create(person=person, defaults={"telling": telling})


def _mail(notice: Notice, calendar: str, now: datetime) -> None:
    notice.mail = post(
        kind=Kind.NOTICE,
        to=notice.person.email,
        subject=notice.subject,
        words=wording.one(notice),
        now=now,
        key=f"notice-{notice.pk}",
        organisation=notice.organisation,
        calendar=calendar,
    )
    notice.save(update_fields=["mail"])
