"""How long things really took."""

from django.db import models

from mainstay.accounts.models import Person
from mainstay.programme.cohort.models import Selection


class TimeTaken(models.Model):
    """The minutes that something took, as the practice says; the newest of each counts."""

    selection = models.ForeignKey(Selection, models.PROTECT, related_name="times_taken")
    what = models.CharField(max_length=40)  # a line of the ledger, such as request-12
    minutes = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="times_told")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "times taken"

    def __str__(self) -> str:
        return f"{self.what}: {self.minutes} minutes"
