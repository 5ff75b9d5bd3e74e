"""Who speaks for whom, and what was agreed in which words."""

from django.db import models
from django.db.models import Q

from mainstay.accounts.models import Person, Upload
from mainstay.accounts.roles import Kind
from mainstay.programme.agreements.parts import Ending, Form, Leading, Part
from mainstay.programme.cohort.models import Selection
from mainstay.programme.organisations.models import Programme


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
    ending = models.CharField(max_length=20, choices=Ending.choices, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "selection", "form", name="one_agreement_in_force", condition=Q(ended=None)
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_form_display()} with {self.selection}"


class Signature(models.Model):
    """One party's yes to the words of an agreement, given here or on paper."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="signatures")
    party = models.CharField(max_length=20, choices=Kind.choices)
    by = models.ForeignKey(Person, models.PROTECT, related_name="signatures")
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)  # of the words that the person saw
    name = models.CharField(max_length=200, default="")  # as typed; on paper, whose hand it is
    paper = models.ForeignKey(Upload, models.PROTECT, null=True, related_name="signatures")
    signed_on = models.DateField(null=True)  # on paper; `at` is when it was attached

    class Meta:
        constraints = (models.UniqueConstraint("agreement", "party", name="a_party_signs_once"),)

    def __str__(self) -> str:
        return f"{self.by} for the {self.get_party_display().lower()}: {self.agreement}"


class Wording(models.Model):
    """An office's own text of a template. The newest counts; what was signed keeps its words."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="wordings")
    form = models.CharField(max_length=20, choices=Form.choices)
    number = models.PositiveSmallIntegerField()
    template_version = models.CharField(max_length=20)  # of the text that it was written beside
    clauses = models.JSONField()
    why = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="wordings")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint("programme", "form", "number", name="a_wording_has_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.get_form_display()}, wording {self.number} of {self.programme}"


class ProgrammeLead(models.Model):
    """Who answers for a programme; kept after another took the part."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="leads")
    part = models.CharField(max_length=20, choices=Leading.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="programmes_led")
    telephone = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="leads_named")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "programme", "part", name="one_lead_a_part", condition=Q(until=None)
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}, {self.get_part_display().lower()} of {self.programme}"
