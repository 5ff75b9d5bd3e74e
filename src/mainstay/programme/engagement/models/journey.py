"""How a practice came from stage to stage."""

from django.db import models

from mainstay.accounts.models import Person
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.stages import Stage


class Step(models.Model):
    """A move from one stage to the next. Before the first, a practice is selected."""

    selection = models.ForeignKey(Selection, models.PROTECT, related_name="steps")
    start = models.CharField(max_length=20, choices=Stage.choices)
    end = models.CharField(max_length=20, choices=Stage.choices)
    reason = models.TextField(blank=True)
    passed = models.JSONField(default=list)  # gates that a manager passed with the reason
    by = models.ForeignKey(Person, models.PROTECT, related_name="steps")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.selection}: {self.get_start_display()} to {self.get_end_display()}"
