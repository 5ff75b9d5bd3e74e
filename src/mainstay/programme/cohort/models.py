"""Judgements: given, seen by a second person, and never changed."""

from django.db import models

from mainstay.accounts.models import Organisation, Person
from mainstay.programme.organisations.models import Programme
from mainstay.terms.levels import Level

LEVELS = [(one.value, one.value.capitalize()) for one in (Level.HIGH, Level.MEDIUM, Level.LOW)]


class Judged(models.Model):
    """A level that a person gave a practice's criterion; the newest of each counts."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="judgements")
    practice_code = models.CharField(max_length=12)
    criterion = models.PositiveSmallIntegerField()  # 1 to 16; 0 for the impact that support has
    level = models.CharField(max_length=20, choices=LEVELS)
    reason = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="judgements")
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("programme", "practice_code", "criterion", "-id")),)

    def __str__(self) -> str:
        return f"{self.practice_code}, criterion {self.criterion}: {self.level}"


class Moderation(models.Model):
    """What a second person says of a judgement. Where they differ, both are kept."""

    judged = models.OneToOneField(Judged, models.PROTECT, related_name="moderation")
    agrees = models.BooleanField()
    level = models.CharField(max_length=20, choices=LEVELS, blank=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="moderations")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.by} on {self.judged}"


class Choice(models.Model):
    """Whether a practice is chosen or passed over, and why; the newest counts."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="choices")
    practice_code = models.CharField(max_length=12)
    chosen = models.BooleanField()
    reason = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="choices")
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("programme", "practice_code", "-id")),)

    def __str__(self) -> str:
        return f"{self.practice_code} {'chosen' if self.chosen else 'passed over'}"


class FrozenList(models.Model):
    """The cohort as it was settled, with all that it was settled on."""

    programme = models.OneToOneField(Programme, models.PROTECT, related_name="frozen")
    by = models.ForeignKey(Person, models.PROTECT, related_name="lists_frozen")
    at = models.DateTimeField()
    evidence = models.CharField(max_length=64)  # fingerprint of the releases that were known
    rules_version = models.CharField(max_length=20)
    rows = models.JSONField()  # every practice in order, with its levels, choice and reason
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"The list of {self.programme}"


class Selection(models.Model):
    """A practice of a cohort. Agreements and the practice's whole journey hang on it."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="selections")
    practice = models.ForeignKey(Organisation, models.PROTECT, related_name="selections")
    by = models.ForeignKey(Person, models.PROTECT, related_name="selections")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint("programme", "practice", name="a_practice_is_selected_once"),
        )

    def __str__(self) -> str:
        return self.practice.name
