"""The queue that workers take their tasks from."""

from django_tasks.base import Task
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult


def queued(task: Task) -> set[int]:
    """The numbers for which a task is in the queue still, each its first argument.

    Workers may be slower than what is asked of them; what waits is not queued again.
    """
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=task.module_path)
    return {one["args"][0] for one in ready.values_list("args_kwargs", flat=True)}
