"""Mail by a mail server. It cannot be asked later whether a mail went."""

from collections.abc import Sequence
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from mainstay.accounts.mail.carriers import RefusedError

FOR_GOOD = 500  # codes from here on say that trying again is of no use


class SmtpCarrier(EmailBackend):
    """Django's, telling what the server refused from a line that broke."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        try:
            return super().send_messages(email_messages) or 0
        except SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            raise _refusal(code, words) from error
        except SMTPResponseException as error:
            raise _refusal(error.smtp_code, error.smtp_error) from error


def _refusal(code: int, words: bytes | str) -> RefusedError:
    said = words.decode(errors="replace") if isinstance(words, bytes) else words
    return RefusedError(f"The mail server said: {code} {said}", for_good=code >= FOR_GOOD)
