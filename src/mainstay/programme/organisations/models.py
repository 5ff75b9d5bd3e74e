"""Programmes."""

from django.db import models
from django.db.models import F, Q

from mainstay.accounts.models import Organisation


class Programme(models.Model):
    """One round of support that an office gives to practices of its area."""

    name = models.CharField(max_length=200)
    office = models.ForeignKey(Organisation, models.PROTECT, related_name="programmes")
    support_unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="programmes_supported"
    )
    area_code = models.CharField(max_length=12)
    starts = models.DateField()
    ends = models.DateField()
    vision = models.TextField(blank=True)
    cohort_size = models.PositiveSmallIntegerField()
    rules = models.CharField(max_length=60)
    as_of = models.DateField()  # the day whose published figures the cohort is chosen on

    class Meta:
        constraints = (
            models.CheckConstraint(name="ends_after_it_starts", condition=Q(ends__gt=F("starts"))),
            models.CheckConstraint(name="a_cohort_has_practices", condition=Q(cohort_size__gt=0)),
        )

    def __str__(self) -> str:
        return self.name
