"""What was decided after a conversation."""

from django.db import models

from mainstay.accounts.models import Person
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.models.answers import Response
from mainstay.programme.engagement.stages import Stage

OUTCOMES = [(one.value, one.label) for one in (Stage.READY, Stage.NOT_NOW)]


class Decision(models.Model):
    """Ready or not now, and why; the newest counts, and those that it corrected are kept."""

    selection = models.ForeignKey(Selection, models.PROTECT, related_name="decisions")
    response = models.ForeignKey(Response, models.PROTECT, null=True, related_name="decisions")
    outcome = models.CharField(max_length=20, choices=OUTCOMES)
    reason = models.TextField()
    corrects = models.BooleanField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="decisions")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.selection}: {self.get_outcome_display().lower()}"
