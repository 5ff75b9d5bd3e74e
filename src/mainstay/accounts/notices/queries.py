"""What a person was told."""

from django.db.models import F, QuerySet

from mainstay.accounts.models import Person
from mainstay.accounts.notices.models import Notice, Preference, Telling


def notices(person: Person) -> QuerySet[Notice]:
    """Unread first, then the newest."""
    return person.notices.order_by(F("read").desc(nulls_first=True), "-at", "-pk")


def unread(person: Person) -> int:
    return person.notices.filter(read=None).count()


def telling(person: Person) -> Telling:
    """How a person wants to be told."""
    chosen = Preference.objects.filter(person=person).first()
    return Telling(chosen.telling) if chosen else Telling.AT_ONCE
