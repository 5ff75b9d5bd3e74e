"""What the queue calls. Whatever is in the queue may be run twice, and is kept once."""

from django.utils.timezone import now
from django_tasks import task

from mainstay.programme.engagement.visits.searching import making


@task()
def look(number: int) -> None:
    """Make a search, unless it was made or another worker is at it."""
    making.make(number, clock=now)
