"""With whom a practice shares what its team agreed, and counts of many practices."""

from django.db import models
from django.db.models import Q

from mainstay.accounts.models import Person
from mainstay.programme.assessment.models import Round
from mainstay.programme.cohort.models import Selection
from mainstay.programme.organisations.models import Programme
from mainstay.programme.sharing.audiences import Audience


class Count(models.Model):
    """What practices say of themselves, counted once; from which none can be worked out."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="counts")
    framework = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    counted = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"A count of practices of {self.programme}"


class Shared(models.Model):
    """A round that a practice shares with an audience of one programme, until it stops."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="shared")
    selection = models.ForeignKey(Selection, models.PROTECT, related_name="shared")
    audience = models.CharField(max_length=20, choices=Audience.choices)
    by = models.ForeignKey(Person, models.PROTECT, related_name="shared")
    at = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="sharing_ended")
    counted_in = models.ForeignKey(Count, models.PROTECT, null=True, related_name="rounds")

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "shared"
        constraints = (
            models.UniqueConstraint(
                "round", "selection", "audience",
                name="shared_once_with_an_audience",
                condition=Q(ended=None),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.round}, shared with {self.get_audience_display()}"
