"""A mail as it travels: plain text, and the same message at every try."""

from email.utils import format_datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from mainstay.accounts.mail.carriers import MESSAGE_ID
from mainstay.accounts.mail.models import Mail
from mainstay.accounts.mail.sealing import unseal


def message_of(mail: Mail) -> EmailMessage:
    """Raises MainstayError where its words can no longer be read."""
    return EmailMessage(
        mail.subject,
        unseal(mail.sealed),
        None,
        [mail.to],
        headers={
            MESSAGE_ID: f"<{mail.reference}@{urlsplit(settings.MAINSTAY_ADDRESS).hostname}>",
            "Date": format_datetime(mail.at),
            "Auto-Submitted": "auto-generated",
        },
    )
