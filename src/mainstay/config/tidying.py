"""Keep the queue in order: what a dead worker held is free again, and what is done is cleared."""

from datetime import datetime, timedelta

from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

KEPT = timedelta(days=7)
STUCK = timedelta(hours=1)  # longer than any task takes
MOST = 5  # workers that a task may take with it before it is left alone


def tidy_queue(now: datetime) -> None:
    """Whatever is in the queue may be run twice: a task must do its work once."""
    DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT).delete()
    stuck = DBTaskResult.objects.running().filter(started_at__lt=now - STUCK)
    for one in stuck:
        again = len(one.worker_ids) < MOST
        status = TaskResultStatus.READY if again else TaskResultStatus.FAILED
        stuck.filter(pk=one.pk).update(status=status, finished_at=None if again else now)
