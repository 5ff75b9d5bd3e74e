"""What a worker does each minute: settle what dead workers left, and queue what is due."""

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from mainstay.accounts.mail import tasks
from mainstay.accounts.mail.actions import TAKEN_WITHIN
from mainstay.accounts.mail.delivery import left_behind, settle
from mainstay.accounts.mail.models import Mail, State
from mainstay.accounts.queue import queued

AT_ONCE = 500

log = logging.getLogger(__name__)


def sweep(now: datetime) -> None:
    """Several workers may sweep at the same moment: each mail is still sent by one."""
    for mail in left_behind(now):
        try:
            settle(mail, now=now)
        except Exception:  # the carrier cannot be asked just now: it is asked again in a minute
            log.exception("Nobody knows yet whether mail %s went", mail.pk)
    queue_due(now)


def queue_due(now: datetime) -> None:
    """Queue what waits for another try, or was queued for a worker that died before it began."""
    due = Mail.objects.filter(state=State.WAITING, next_try__lte=now).order_by("next_try")
    waits = queued(tasks.send)
    for number in due.values_list("pk", flat=True)[:AT_ONCE]:
        if number not in waits:
            _queue(due.filter(pk=number), number, now)


@transaction.atomic
def _queue(still_due: QuerySet[Mail], number: int, now: datetime) -> None:
    if still_due.update(next_try=now + TAKEN_WITHIN):
        tasks.send.enqueue(number)
