"""What the queue calls. Whatever is in the queue may be run twice, and does its work once."""

from django.utils.timezone import now
from django_tasks import task

from mainstay.accounts.mail import delivery


@task()
def send(number: int) -> None:
    """Send a mail, unless another worker is at it or it went."""
    delivery.deliver(number, clock=now)
