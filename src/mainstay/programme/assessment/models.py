"""Rounds of self-assessment: who was asked, what was answered under seal, and what was agreed.

Who was asked and what was answered do not know each other: see docs/explanation/confidentiality.md.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from mainstay.accounts.models import Organisation, Person


class StaffGroup(models.TextChoices):
    """The work that somebody does in a practice, as the lead tells it."""

    GP_PARTNERS = "gp-partners", "GP partners"
    SALARIED_GPS = "salaried-gps", "Salaried GPs"
    NURSES = "nurses", "Nurses and healthcare assistants"
    OTHER_CLINICIANS = "other-clinicians", "Pharmacists and other clinicians"
    MANAGERS = "managers", "Managers"
    OFFICE = "office", "Reception and administration"


class Round(models.Model):
    """One time that a team looks at itself, under one version of a framework.

    Open until `closed`: then what may be shown is settled and the answers are destroyed. Under way
    until `finished`, while the team agrees; or `dropped`, which destroys the answers as well.
    """

    class Reminded(models.TextChoices):
        """What its practice's leads were told last by the calendar."""

        WAITING = "waiting", "The answers wait to be closed"
        DROPPING = "dropping", "The answers will be destroyed"
        AGAIN = "again", "It is time to look again"
        LATER = "later", "It is a month after that"

    practice = models.ForeignKey(Organisation, models.PROTECT, related_name="rounds")
    framework = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    added = models.JSONField(default=list)  # the office's own statements, as they then were
    floor = models.PositiveSmallIntegerField()
    together = models.BooleanField(default=False)  # nobody answers alone: the team meets at once
    answer_by = models.DateField()
    salt = models.CharField(max_length=64, blank=True)  # of the seal; erased with the answers
    by = models.ForeignKey(Person, models.PROTECT, related_name="rounds_opened")
    at = models.DateTimeField()
    closed = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="rounds_closed")
    met = models.DateField(null=True, blank=True)  # the day of the meeting; none if nobody met
    finished = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="rounds_finished"
    )
    dropped = models.DateTimeField(null=True, blank=True)
    again = models.DateField(null=True, blank=True)  # the day on which to be reminded of the next
    reminded = models.CharField(max_length=10, blank=True, choices=Reminded.choices)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "practice",
                name="one_round_at_a_time",
                condition=Q(finished=None, dropped=None),
            ),
            models.CheckConstraint(name="the_floor_is_five_or_more", condition=Q(floor__gte=5)),
        )

    def __str__(self) -> str:
        return f"The self-assessment of {self.practice}"


class Asked(models.Model):
    """Somebody who is asked to answer, until the round is closed; nothing of what they answered.

    `link`: the way to their answers, sealed, so that it can be sent again. `ended`: asked no more;
    the address and the link are erased then, and what they may have answered counts all the same.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="asked")
    group = models.CharField(max_length=20, choices=StaffGroup.choices)
    address = models.EmailField()
    link = models.TextField()
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "asked"
        constraints = (
            models.UniqueConstraint(
                "round", Lower("address"), name="asked_once_a_round", condition=Q(ended=None)
            ),
        )

    def __str__(self) -> str:
        return self.address


class Sheet(models.Model):
    """One person's answers, under seal, until the round is closed. It has no time and no order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="sheets")
    fingerprint = models.CharField(max_length=64, unique=True)  # of the link
    sealed = models.TextField()

    def __str__(self) -> str:
        return "Somebody's answers"


class Outcome(models.Model):
    """All that may be shown of a round's answers, settled when it was closed."""

    round = models.OneToOneField(Round, models.PROTECT, related_name="outcome")
    asked = models.JSONField()  # how many people of each staff group
    released = models.JSONField()

    def __str__(self) -> str:
        return f"What came of {self.round}"


class Agreed(models.Model):
    """The team's own answer to a statement, and why; the newest counts."""

    class Step(models.IntegerChoices):
        NOT_YET = 1
        STARTING = 2
        MOSTLY = 3
        HOW_WE_WORK = 4

    round = models.ForeignKey(Round, models.PROTECT, related_name="agreed")
    statement = models.CharField(max_length=60)
    step = models.PositiveSmallIntegerField(null=True, blank=True, choices=Step.choices)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="agreed_answers")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "agreed"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.statement}: {self.step}"


class Chosen(models.Model):
    """What a practice chose to begin with, in its order; the newest counts."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="chosen")
    statements = models.JSONField()  # their ids, three at most; none to leave it to the rule
    by = models.ForeignKey(Person, models.PROTECT, related_name="beginnings_chosen")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "chosen"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"What {self.round.practice} begins with"


class Colleague(models.Model):
    """Somebody of a practice's team who may be asked in the next round; nothing of any round."""

    practice = models.ForeignKey(Organisation, models.PROTECT, related_name="colleagues")
    group = models.CharField(max_length=20, choices=StaffGroup.choices)
    address = models.EmailField()

    class Meta:
        constraints = (
            models.UniqueConstraint("practice", Lower("address"), name="a_colleague_once"),
        )

    def __str__(self) -> str:
        return self.address


class OwnStatement(models.Model):
    """A statement that an office adds to the framework. What it says is its newest edition."""

    office = models.ForeignKey(Organisation, models.PROTECT, related_name="own_statements")
    name = models.CharField(max_length=60, unique=True)  # as answers name it: it never changes

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name


class OwnEdition(models.Model):
    """What an office's own statement says from one day on; the newest counts."""

    statement = models.ForeignKey(OwnStatement, models.PROTECT, related_name="editions")
    record = models.JSONField()  # as a framework has it
    withdrawn = models.BooleanField(default=False)
    by = models.ForeignKey(Person, models.PROTECT, related_name="own_editions")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.record["words"])


class Floor(models.Model):
    """How few people an office lets be shown together, if five are too few; the newest counts."""

    office = models.ForeignKey(Organisation, models.PROTECT, related_name="floors")
    people = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="floors_set")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (models.CheckConstraint(name="never_under_five", condition=Q(people__gte=5)),)

    def __str__(self) -> str:
        return f"{self.people} at {self.office}"
