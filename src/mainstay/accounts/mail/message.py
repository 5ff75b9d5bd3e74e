"""A mail as it travels: plain text, and the same message at every try."""

import re
from email.utils import format_datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from mainstay.accounts.made_up import SAID, made_up
from mainstay.accounts.mail.carriers import MESSAGE_ID
from mainstay.accounts.mail.models import Mail
from mainstay.accounts.mail.sealing import unseal


def message_of(mail: Mail) -> EmailMessage:
    """Raises MainstayError where its words can no longer be read."""
    made = EmailMessage(
        mail.subject,
        _words(mail),
        None,
        [mail.to],
        headers={
            MESSAGE_ID: f"<{mail.reference}@{urlsplit(settings.MAINSTAY_ADDRESS).hostname}>",
            "Date": format_datetime(mail.at),
            "Auto-Submitted": "auto-generated",
        },
    )
    if mail.sealed_calendar:
        made.attach("visit.ics", *_calendar(unseal(mail.sealed_calendar)))
    return made


def _words(mail: Mail) -> str:
    """A mail about made-up practices says so before anything else."""
    words = unseal(mail.sealed)
    return f"{SAID}\n\n{words}" if made_up() else words


def _calendar(words: str) -> tuple[str, str]:
    """What is attached, and its type, which names the method again."""
    method = re.search(r"^METHOD:(\w+)", words, re.MULTILINE)
    return words, f"text/calendar; method={method[1]}" if method else "text/calendar"
