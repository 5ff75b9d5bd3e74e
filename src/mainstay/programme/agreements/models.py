"""Who speaks for whom, and what was agreed in which words."""

from django.db import models
from django.db.models import Q

from mainstay.accounts.models import Person
from mainstay.accounts.roles import Kind
from mainstay.programme.agreements.parts import Form, Part
from mainstay.programme.cohort.models import Selection


class Nomination(models.Model):
    """A person whom a practice or the support unit names; kept after another took the part."""

    selection = models.ForeignKey(Selection, models.PROTECT, related_name="nominations")
    part = models.CharField(max_length=20, choices=Part.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="nominations")
    by = models.ForeignKey(Person, models.PROTECT, related_name="nominations_made")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "selection", "part", name="one_person_a_part", condition=Q(until=None)
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}, {self.get_part_display().lower()} of {self.selection}"


class Agreement(models.Model):
    """The exact words that were put to the parties. New words are a new agreement."""

    selection = models.ForeignKey(Selection, models.PROTECT, related_name="agreements")
    form = models.CharField(max_length=20, choices=Form.choices)
    template_version = models.CharField(max_length=20)
    words = models.JSONField()  # title, parties and clauses as they are read and signed
    digest = models.CharField(max_length=64)  # SHA-256 of the words
    by = models.ForeignKey(Person, models.PROTECT, related_name="agreements_offered")
    at = models.DateTimeField()
    ended = models.DateTimeField(null=True, blank=True)  # withdrawn, or replaced by new words
    ended_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="agreements_ended"
    )
    why_ended = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "selection", "form", name="one_agreement_in_force", condition=Q(ended=None)
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_form_display()} with {self.selection}"


class Signature(models.Model):
    """One party's yes to the words of an agreement."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="signatures")
    party = models.CharField(max_length=20, choices=Kind.choices)
    by = models.ForeignKey(Person, models.PROTECT, related_name="signatures")
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)  # of the words that the person saw

    class Meta:
        constraints = (models.UniqueConstraint("agreement", "party", name="a_party_signs_once"),)

    def __str__(self) -> str:
        return f"{self.by} for the {self.get_party_display().lower()}: {self.agreement}"
