"""Ways for mail to leave, each a backend of Django's mail.

A carrier raises RefusedError where it is certain that the mail did not go. One that can be asked
has `went`, which says whether a mail has gone.
"""

from django.core.mail import EmailMessage

MESSAGE_ID = "Message-ID"


class RefusedError(Exception):
    """The mail did not go. `for_good`: trying again would bring the same."""

    def __init__(self, words: str, *, for_good: bool) -> None:
        super().__init__(words)
        self.for_good = for_good


def reference(message: EmailMessage) -> str:
    """What a mail is known by, the same at every try."""
    known = str(message.message()[MESSAGE_ID])
    return known.strip("<>").partition("@")[0]
