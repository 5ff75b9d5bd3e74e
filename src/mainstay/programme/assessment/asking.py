"""The mail that asks somebody to answer. Only the mail has the link as it is."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from textwrap import dedent

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime

from mainstay.accounts.mail.actions import post
from mainstay.accounts.mail.models import Kind, Mail
from mainstay.programme.assessment import sheets
from mainstay.programme.assessment.models import Asked, Round, StaffGroup
from mainstay.terms.wording import listed, long_day

INVITED = """
    How does it feel to work at {practice}? Please say, for yourself.

    {link}

    It takes 10 to 15 minutes, on a phone or a computer. You can stop and come back.
    Please answer by {day}.

    Nobody sees what you answered: not {lead}, not anybody at the practice, not the NHS. Only what
    many of you said together is shown, and your own answers are destroyed when the questions are
    closed. The link is yours alone: do not pass it on.
"""
REMINDED = """
    This went to everybody who was asked. If you have answered, thank you: there is nothing more
    to do. Nobody can see who has.

    {link}

    The questions about working at {practice} are open until {day}. They take 10 to 15 minutes.
"""
MORE = """
    {lead} has asked more people about working at {practice}: {more}.

    If those are not people who work with you, tell your colleagues before the questions are
    closed. This went to everybody who was asked before. Nobody can see who has answered.

    {link}

    The questions are open until {day}.
"""


def invite(asked: Asked, link: str, now: datetime) -> None:
    _post(asked, link, f"Your view of {asked.round.practice.name}", INVITED, "asked", now)


def remind(asked: Asked, link: str, now: datetime) -> bool:
    """Once a day, however often it is asked for. Gives whether it is the first time today."""
    subject = f"Your view of {asked.round.practice.name}: a reminder to all"
    what = f"reminded on {localtime(now).date().isoformat()}"
    first = not Mail.objects.filter(key=_key(what, asked)).exists()
    _post(asked, link, subject, REMINDED, what, now)
    return first


def tell_of_more(
    found: Round, before: Iterable[Asked], more: Iterable[StaffGroup], now: datetime
) -> None:
    """Whoever was asked among some reads that others are asked too; once a day."""
    counts = Counter(StaffGroup(one).label for one in more)
    told = listed([f"{number} more under “{name}”" for name, number in counts.items()])
    subject = f"Your view of {found.practice.name}: more people are asked"
    for one in before:
        words = MORE.replace("{more}", told)
        link = sheets.link_of(one)
        _post(one, link, subject, words, f"told of more on {now.date().isoformat()}", now)


def _post(asked: Asked, link: str, subject: str, words: str, what: str, now: datetime) -> None:
    """The mail's key is of who was asked: nothing of the answers may stand beside an address."""
    found = asked.round
    said = (
        dedent(words)
        .strip()
        .format(
            practice=found.practice.name,
            lead=found.by.name,
            day=long_day(found.answer_by),
            link=settings.MAINSTAY_ADDRESS + reverse("answer", args=[link]),
        )
    )
    key = _key(what, asked)
    post(kind=Kind.INVITATION, to=asked.address, subject=subject, words=said, now=now, key=key)


def _key(what: str, asked: Asked) -> str:
    return f"{what}: {asked.pk}"
