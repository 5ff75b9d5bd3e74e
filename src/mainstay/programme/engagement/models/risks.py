"""The register of risks and dependencies, with everything that was said before."""

from django.db import models
from django.db.models import Q

from mainstay.accounts.models import Person
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.risks.words import Score, Sort
from mainstay.programme.organisations.models import Programme


class Risk(models.Model):
    """Something to be watched, of a whole programme or of one practice."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="risks")
    selection = models.ForeignKey(
        Selection, models.PROTECT, null=True, blank=True, related_name="risks"
    )
    offered = models.CharField(max_length=80, blank=True)  # id of the definition it began with
    by = models.ForeignKey(Person, models.PROTECT, related_name="risks")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "programme", "offered", name="an_offered_risk_once", condition=~Q(offered="")
            ),
        )

    def __str__(self) -> str:
        return f"Risk {self.pk} of {self.programme}"


class RiskVersion(models.Model):
    """What was said of a risk at one time; the newest counts."""

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Sort.choices)
    words = models.TextField()
    cause = models.TextField(blank=True)
    effect = models.TextField(blank=True)
    likelihood = models.PositiveSmallIntegerField(choices=Score.choices)
    impact = models.PositiveSmallIntegerField(choices=Score.choices)
    owner = models.CharField(max_length=200)
    response = models.TextField()  # what is done about it
    review = models.DateField()
    closed = models.BooleanField(default=False)
    why = models.TextField(blank=True)  # it was closed, or opened again
    by = models.ForeignKey(Person, models.PROTECT, related_name="risk_versions")
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint("risk", "number", name="a_risk_a_number"),)

    def __str__(self) -> str:
        return f"{self.words[:60]} (version {self.number})"

    @property
    def score(self) -> int:
        return self.likelihood * self.impact
