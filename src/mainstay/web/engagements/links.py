"""Where each task of a journey is done."""

from django.urls import reverse

from mainstay.programme.engagement.tasks import Task

# The address of a task: its name, which gets the number of the journey.
PLACES: dict[str, str] = {
    "practice-lead": "nominate-practice-lead",
    "memorandum": "memorandum",
    "service-level": "service-level",
    "confidentiality": "confidentiality",
    "benchmarking": "benchmarking",
    "commitments": "commitments",
    "change-manager": "nominate-change-manager",
    "visit-booked": "visits",
    "visit-confirmed": "visits",
    "information-office": "information",
    "information": "information",
    "pack-issued": "engagement-pack",
    "pack-read": "engagement-pack",
    "answer-comments": "comments",
    "conversation": "conversation",
    "decision": "decision",
}


def place(selection, task: Task) -> str:
    """The path where a task is done or read; empty for one that has no page."""
    name = PLACES.get(task.id)
    return reverse(name, args=[selection.pk]) if name else ""
