"""Programmes, and how they are laid out: objectives, waves, groups of practices."""

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
    steering_group = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="programmes_steered"
    )
    contact = models.CharField(max_length=200, blank=True)  # whom a practice can call
    area_code = models.CharField(max_length=12)
    starts = models.DateField()
    ends = models.DateField()
    vision = models.TextField(blank=True)
    cohort_size = models.PositiveSmallIntegerField()
    rules = models.CharField(max_length=60)
    as_of = models.DateField()  # the day whose published figures the cohort is chosen on
    edition = models.PositiveIntegerField(default=1)  # one more with each change

    class Meta:
        constraints = (
            models.CheckConstraint(name="ends_after_it_starts", condition=Q(ends__gt=F("starts"))),
            models.CheckConstraint(name="a_cohort_has_practices", condition=Q(cohort_size__gt=0)),
        )

    def __str__(self) -> str:
        return self.name


class Objective(models.Model):
    """One of the things that a programme is to reach, in the order in which it names them."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="objectives")
    place = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)

    class Meta:
        ordering = ("place",)
        constraints = (models.UniqueConstraint("programme", "place", name="one_objective_a_place"),)

    def __str__(self) -> str:
        return self.words


class Wave(models.Model):
    """Practices that begin together."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="waves")
    name = models.CharField(max_length=60)
    starts = models.DateField()
    practices = models.PositiveSmallIntegerField()  # how many it has room for

    class Meta:
        ordering = ("starts", "pk")
        constraints = (models.UniqueConstraint("programme", "name", name="one_wave_a_name"),)

    def __str__(self) -> str:
        return self.name


class ResilienceArea(models.Model):
    """Practices that work together, and may be helped together."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="resilience_areas")
    name = models.CharField(max_length=60)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint("programme", "name", name="one_resilience_area_a_name"),
        )

    def __str__(self) -> str:
        return self.name


class AreaPractice(models.Model):
    """A practice's place in a resilience area; it has one at most in a programme."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="area_practices")
    area = models.ForeignKey(ResilienceArea, models.CASCADE, related_name="practices")
    practice_code = models.CharField(max_length=12)

    class Meta:
        ordering = ("practice_code",)
        constraints = (
            models.UniqueConstraint(
                "programme", "practice_code", name="one_resilience_area_a_practice"
            ),
        )

    def __str__(self) -> str:
        return f"{self.practice_code} in {self.area}"
