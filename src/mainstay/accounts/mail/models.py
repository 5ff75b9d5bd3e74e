"""The outbox: each mail, and how far it has come."""

import uuid

from django.db import models

from mainstay.accounts.models import Organisation


class Kind(models.TextChoices):
    """What a mail is for, which decides what is done when nobody knows whether it went."""

    INVITATION = "invitation", "Invitation"
    PASSWORD = "password", "Account"
    NOTICE = "notice", "Notice"
    DIGEST = "digest", "Digest"


# Without these nobody can come in, so that twice is better than never. What the others tell is on
# the site as well, and comes again with the next digest: for them never is better than twice.
RATHER_TWICE = (Kind.INVITATION, Kind.PASSWORD)


class State(models.TextChoices):
    """Where a mail is."""

    WAITING = "waiting", "Waiting"
    SENDING = "sending", "A worker is at it"
    HANDED_OVER = "handed-over", "Being handed over"  # from here on it may have gone
    SENT = "sent", "Sent"
    IN_DOUBT = "in-doubt", "It may have gone"
    GIVEN_UP = "given-up", "Could not be sent"


UNDER_WAY = (State.SENDING, State.HANDED_OVER)


class Mail(models.Model):
    """One mail to one address. Its words are sealed, and erased once they are of no more use."""

    key = models.CharField(max_length=120, unique=True)  # what is posted twice by it goes once
    kind = models.CharField(max_length=12, choices=Kind.choices)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    sealed = models.TextField(blank=True)
    sealed_calendar = models.TextField(blank=True)
    reference = models.UUIDField(default=uuid.uuid4, unique=True)  # the same at every try
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="mail")
    at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField()
    claim = models.UUIDField(null=True, blank=True)  # of the worker that is at it
    until = models.DateTimeField(null=True, blank=True)  # after it, that worker is taken for dead
    sent = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "mail"
        indexes = (
            models.Index("next_try", name="mail_waiting", condition=models.Q(state="waiting")),
            models.Index(
                "until",
                name="mail_under_way",
                condition=models.Q(state__in=("sending", "handed-over")),
            ),
            models.Index("organisation", "state", name="mail_of_organisation"),
        )

    def __str__(self) -> str:
        return f"{self.subject}, to {self.to}"
