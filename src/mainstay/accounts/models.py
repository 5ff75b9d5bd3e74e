"""People, organisations, who belongs where, and the log."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from mainstay.accounts.roles import Kind, Role

SESSIONS = "mainstay.accounts.sessions"


class People(BaseUserManager["Person"]):
    """Finds people by their address, however it is typed."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who signs in."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    joined = models.DateTimeField()
    is_active = models.BooleanField(default=True)
    sessions_ended = models.PositiveIntegerField(default=0)  # times; each ends every session

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name_plural = "people"
        constraints = (models.UniqueConstraint(Lower("email"), name="one_person_an_address"),)

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must know to go on: it changes with the password and on signing out."""
        known = f"{self.password} {self.sessions_ended}"
        return salted_hmac(SESSIONS, known, secret=secret, algorithm="sha256").hexdigest()


class Organisation(models.Model):
    """A local office, support unit, practice, partner or steering group."""

    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=200)
    code = models.CharField(max_length=12, blank=True)  # of the ODS; a practice always has one

    class Meta:
        constraints = (
            models.UniqueConstraint("code", name="one_organisation_a_code", condition=~Q(code="")),
            models.CheckConstraint(
                name="a_practice_has_a_code", condition=~Q(kind=Kind.PRACTICE) | ~Q(code="")
            ),
        )

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One role of one person at one organisation; kept after it ended."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "person", "organisation", "role",
                name="a_role_is_held_once",
                condition=Q(until=None),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()} at {self.organisation}"


class Invitation(models.Model):
    """A link by e-mail. Only a fingerprint of it is kept, so that the records open no door."""

    email = models.EmailField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=20, choices=Role.choices)
    fingerprint = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="invitations_sent")
    sent = models.DateTimeField()
    expires = models.DateTimeField()
    accepted = models.DateTimeField(null=True, blank=True)
    withdrawn = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.email} to {self.organisation}"


class Upload(models.Model):
    """A file that somebody attached to a record, which has a key to it. It is never changed."""

    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)  # found in the file, not told by the browser
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(Person, models.PROTECT, related_name="uploads")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class UploadContent(models.Model):
    """What is in a file: apart, so that a list of files does not read them all."""

    upload = models.OneToOneField(
        Upload, models.PROTECT, primary_key=True, related_name="held", editable=False
    )
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"The content of {self.upload}"


class Entry(models.Model):
    """One line of the log. It points at nothing, so that nothing that is deleted changes it."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    event = models.CharField(max_length=60)
    person = models.CharField(max_length=40, blank=True)  # id; empty for the command line
    person_name = models.CharField(max_length=200)
    organisation = models.CharField(max_length=40, blank=True)  # whose record it is about
    subject = models.CharField(max_length=300)
    details = models.JSONField(default=dict)
    before = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)
        verbose_name_plural = "entries"
        indexes = (models.Index("organisation", "number", name="entries_of_an_organisation"),)

    def __str__(self) -> str:
        return f"{self.number}. {self.event}"


class Reading(models.Model):
    """Which entry tells that somebody from outside looked at a practice's evidence on a day.

    It finds the entries of a practice, also of one that has no organisation here yet. What counts
    is the entry.
    """

    practice_code = models.CharField(max_length=12)
    person = models.ForeignKey(Person, models.PROTECT, related_name="readings")
    day = models.DateField()
    look = models.CharField(max_length=20)  # a `Look`
    entry = models.PositiveBigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "person", "practice_code", "day", "look", name="a_reading_is_noted_once_a_day"
            ),
        )
        indexes = (models.Index(fields=("practice_code", "-entry")),)

    def __str__(self) -> str:
        return f"{self.person} on {self.practice_code}, {self.day}"


class Tail(models.Model):
    """The end of the log: one row, held while an entry is added, so that entries come in turn."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)
