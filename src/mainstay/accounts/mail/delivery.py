"""Take a mail from the outbox to its carrier: once, by whichever worker comes first.

A worker may be killed between any two lines here. So each step is one statement that holds only
for the worker that claimed the mail: claimed, handed over, sent. What a dead worker left behind is
settled by how far it had come (`settle`).
"""

import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F

from mainstay.accounts.mail.carriers import RefusedError
from mainstay.accounts.mail.message import message_of
from mainstay.accounts.mail.models import RATHER_TWICE, UNDER_WAY, Mail, State
from mainstay.terms.errors import MainstayError

LEASE = timedelta(minutes=10)  # no try takes as long: a carrier waits some seconds at each step
WAITS = tuple(timedelta(minutes=one) for one in (1, 5, 15, 60, 180, 360, 720, 1440))
Clock = Callable[[], datetime]


def deliver(number: int, *, clock: Clock) -> None:
    """Try to send a mail that waits; does nothing for one that does not."""
    mail = _claim(number, clock())
    if mail is None:
        return
    carrier = get_connection()
    try:
        message = message_of(mail)
        carrier.open()
    except MainstayError as error:
        return _give_up(mail, str(error))
    except Exception as error:  # whatever a server far away says or does: the mail is still here
        return _wait(mail, error, clock())
    if _step(mail, State.HANDED_OVER, until=clock() + LEASE):
        _hand_over(mail, carrier, message, clock)
    _close(carrier)


def settle(mail: Mail, *, now: datetime, why: str = "The worker stopped at it.") -> None:
    """Decide on a mail of which nobody knows whether it went, or whose worker died."""
    if mail.state == State.SENDING:
        return _wait(mail, why, now)
    carrier = get_connection()
    went = carrier.went(str(mail.reference)) if hasattr(carrier, "went") else None
    if went:
        _mark_sent(mail, now)
    elif went is False or mail.kind in RATHER_TWICE:
        _wait(mail, why, now)
    else:
        _step(mail, State.IN_DOUBT, sealed="", sealed_calendar="", problem=why[:300])


def left_behind(now: datetime) -> list[Mail]:
    """Mail whose worker has not been heard of since."""
    return list(Mail.objects.filter(state__in=UNDER_WAY, until__lte=now))


def _claim(number: int, now: datetime) -> Mail | None:
    claim = uuid.uuid4()
    Mail.objects.filter(pk=number, state=State.WAITING).update(
        state=State.SENDING, claim=claim, until=now + LEASE, tries=F("tries") + 1
    )
    return Mail.objects.filter(pk=number, claim=claim).first()


def _hand_over(mail: Mail, carrier: BaseEmailBackend, message, clock: Clock) -> None:
    try:
        carrier.send_messages([message])
    except RefusedError as error:
        if error.for_good:
            _give_up(mail, str(error))
        else:
            _wait(mail, error, clock())
    except Exception as error:  # the line broke: it may have gone
        settle(mail, now=clock(), why=_said(error))
    else:
        _mark_sent(mail, clock())


def _mark_sent(mail: Mail, now: datetime) -> None:
    _step(mail, State.SENT, sent=now, sealed="", sealed_calendar="", problem="")


def _wait(mail: Mail, why: object, now: datetime) -> None:
    """Try again later, and later each time; give up after the last."""
    if mail.tries > len(WAITS):
        return _give_up(mail, _said(why))
    _step(mail, State.WAITING, next_try=now + WAITS[mail.tries - 1], problem=_said(why))


def _give_up(mail: Mail, why: str) -> None:
    _step(mail, State.GIVEN_UP, sealed="", sealed_calendar="", problem=why[:300])


def _step(mail: Mail, state: State, **more: object) -> bool:
    """Whether the mail was still ours, and is now where we wanted it."""
    ours = Mail.objects.filter(pk=mail.pk, claim=mail.claim, state=mail.state)
    if not ours.update(state=state, **more):
        return False
    mail.state = state
    return True


def _said(why: object) -> str:
    return " ".join(str(why).split())[:300] or type(why).__name__


def _close(carrier: BaseEmailBackend) -> None:
    """What a server says as we leave changes nothing."""
    with suppress(OSError, SMTPException):
        carrier.close()
