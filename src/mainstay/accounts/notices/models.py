"""What a person was told, and how they want to be told."""

from django.db import models

from mainstay.accounts.mail.models import Mail
from mainstay.accounts.models import Organisation, Person


class Telling(models.TextChoices):
    """How much of it comes by mail."""

    AT_ONCE = "at-once", "What is urgent at once, the rest in one mail a day"
    DIGEST = "digest", "Everything in one mail a day"
    SITE = "site", "No mail: I read it here"


class Notice(models.Model):
    """Something told to one person, once."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="notices")
    key = models.CharField(max_length=120)
    subject = models.CharField(max_length=200)
    words = models.TextField()
    path = models.CharField(max_length=300)  # of the page where something is to be done or read
    urgent = models.BooleanField(default=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="notices"
    )
    at = models.DateTimeField()
    read = models.DateTimeField(null=True, blank=True)
    mail = models.ForeignKey(Mail, models.PROTECT, null=True, related_name="notices")

    class Meta:
        constraints = (models.UniqueConstraint("person", "key", name="told_once"),)
        indexes = (
            models.Index("person", name="notice_unread", condition=models.Q(read=None)),
            models.Index(fields=("person", "-at"), name="notice_newest"),
        )

    def __str__(self) -> str:
        return self.subject


class Preference(models.Model):
    """What a person chose, who chose."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="preference")
    telling = models.CharField(max_length=10, choices=Telling.choices)

    def __str__(self) -> str:
        return f"{self.person}: {self.get_telling_display()}"
