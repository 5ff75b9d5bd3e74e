"""What is asked of a practice, and what came of it."""

from django.db import models

from mainstay.accounts.models import Person, Upload
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.requests.states import State


class InformationRequest(models.Model):
    """Something that somebody needs to know of a practice."""

    selection = models.ForeignKey(Selection, models.PROTECT, related_name="requests")
    item = models.CharField(max_length=60, blank=True)  # of the catalogue; empty for own words
    what = models.CharField(max_length=300)
    why = models.TextField()
    minutes = models.PositiveSmallIntegerField()  # that it is expected to take the practice
    due = models.DateField()
    state = models.CharField(max_length=20, choices=State.choices)
    since = models.DateTimeField()  # in this state
    by = models.ForeignKey(Person, models.PROTECT, related_name="information_requests")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(
                "due", name="request_open", condition=models.Q(state__in=("office", "practice"))
            ),
        )

    def __str__(self) -> str:
        return self.what


class Receipt(models.Model):
    """What somebody said to a request, and the state it came to by that. It is never changed."""

    request = models.ForeignKey(InformationRequest, models.PROTECT, related_name="receipts")
    state = models.CharField(max_length=20, choices=State.choices)
    words = models.TextField(blank=True)
    files = models.ManyToManyField(Upload, related_name="receipts")
    by = models.ForeignKey(Person, models.PROTECT, related_name="receipts")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.by} on {self.request}"
