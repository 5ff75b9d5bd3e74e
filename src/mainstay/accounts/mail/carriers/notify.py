"""Mail by GOV.UK Notify, with one template of two fields: subject and body.

Each mail has its reference there, by which Notify is asked whether it has it already.
"""

from collections.abc import Sequence
from functools import cached_property

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from notifications_python_client import NotificationsAPIClient
from notifications_python_client.errors import HTTPError

from mainstay.accounts.mail.carriers import RefusedError, reference

WAITS = 20  # seconds for an answer
FOR_GOOD = 400  # the request itself is wrong; other refusals pass, or somebody mends the key


class NotifyCarrier(BaseEmailBackend):
    """Reads settings.MAINSTAY_NOTIFY_KEY, _TEMPLATE and _ADDRESS."""

    @cached_property
    def client(self) -> NotificationsAPIClient:
        return NotificationsAPIClient(
            settings.MAINSTAY_NOTIFY_KEY,
            base_url=settings.MAINSTAY_NOTIFY_ADDRESS,
            timeout=WAITS,
        )

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            self._send(message)
        return len(email_messages)

    def went(self, sought: str) -> bool:
        found = self.client.get_all_notifications(template_type="email", reference=sought)
        return bool(found["notifications"])

    def close(self) -> None:
        self.client.request_session.close()

    def _send(self, message: EmailMessage) -> None:
        try:
            self.client.send_email_notification(
                message.to[0],
                settings.MAINSTAY_NOTIFY_TEMPLATE,
                personalisation={"subject": message.subject, "body": message.body},
                reference=reference(message),
            )
        except HTTPError as error:
            if error.response is None or error.status_code >= 500:
                raise  # it may have taken the mail and failed after
            raise RefusedError(
                f"GOV.UK Notify said: {error.status_code} {error.message}",
                for_good=error.status_code == FOR_GOOD,
            ) from error
