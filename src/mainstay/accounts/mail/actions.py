"""Put mail in the outbox."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction

from mainstay.accounts.mail import tasks
from mainstay.accounts.mail.models import Kind, Mail
from mainstay.accounts.mail.sealing import seal
from mainstay.accounts.models import Organisation

TAKEN_WITHIN = timedelta(minutes=5)  # else it is put in the queue once more
LONGEST = Mail._meta.get_field("subject").max_length


@transaction.atomic
def post(
    *,
    kind: Kind,
    to: str,
    subject: str,
    words: str,
    now: datetime,
    key: str = "",
    organisation: Organisation | None = None,
    calendar: str = "",
) -> Mail:
    """Put a mail in the outbox, where it is committed with what it tells, or not at all.

    Posted again with the same key, it is the mail that there is already. `organisation`: whose lead
    is told if it cannot be sent. `calendar`: an iCalendar that goes with the words.
    """
    made, new = Mail.objects.get_or_create(
        key=key or str(uuid.uuid4()),
        defaults={
            "kind": kind,
            "to": to,
            "subject": " ".join(subject.split())[:LONGEST],
            "sealed": seal(words),
            "sealed_calendar": seal(calendar) if calendar else "",
            "organisation": organisation,
            "at": now,
            "next_try": now + TAKEN_WITHIN,
        },
    )
    if new:
        tasks.send.enqueue(made.pk)
    return made
