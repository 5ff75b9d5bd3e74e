"""What people say of a practice's commitments."""

from django.db import models

from mainstay.accounts.models import Person
from mainstay.accounts.roles import Kind
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.commitments.keeping import Keeping


class CommitmentWord(models.Model):
    """One side's word on a commitment; the newest counts, and all are kept."""

    selection = models.ForeignKey(Selection, models.PROTECT, related_name="commitment_words")
    number = models.PositiveSmallIntegerField()
    keeping = models.CharField(max_length=10, choices=Keeping.choices)
    words = models.TextField()
    side = models.CharField(max_length=20, choices=Kind.choices)
    by = models.ForeignKey(Person, models.PROTECT, related_name="commitment_words")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.selection}, commitment {self.number}: {self.get_keeping_display().lower()}"
