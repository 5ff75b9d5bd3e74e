"""Offers, what practices ask for, what they said of it, and what they miss."""

from django.db import models
from django.db.models import Q

from mainstay.accounts.models import Organisation, Person
from mainstay.programme.cohort.models import Selection
from mainstay.programme.support.states import OPEN, Deed, Helped, Payer, State


class Offer(models.Model):
    """Something in an office's directory that practices may ask for."""

    office = models.ForeignKey(Organisation, models.PROTECT, related_name="offers")
    name = models.CharField(max_length=120)
    provider = models.CharField(max_length=200)
    partner = models.ForeignKey(  # whose people may answer; without one, the office does
        Organisation, models.PROTECT, null=True, related_name="offers_given"
    )
    kind = models.CharField(max_length=40)  # of the menu of support
    words = models.TextField()
    statements = models.JSONField(default=list)  # ids of what it helps with
    themes = models.JSONField(default=list)
    domains = models.JSONField(default=list)
    who = models.CharField(max_length=300, blank=True)  # empty for all practices
    places = models.PositiveSmallIntegerField(null=True)  # at one time; none for no limit
    cost = models.CharField(max_length=200, blank=True)
    payer = models.CharField(max_length=20, choices=Payer.choices)
    days = models.PositiveSmallIntegerField()  # from the yes until it starts
    contact = models.CharField(max_length=200)
    checked_by = models.ForeignKey(Person, models.PROTECT, related_name="offers_checked")
    checked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(blank=True)
    edition = models.PositiveIntegerField(default=1)  # one more with each change
    by = models.ForeignKey(Person, models.PROTECT, related_name="offers_made")
    at = models.DateTimeField()

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class SupportRequest(models.Model):
    """A practice of a cohort asks for an offer."""

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="requests")
    selection = models.ForeignKey(Selection, models.PROTECT, related_name="support_requests")
    statement = models.CharField(max_length=60, blank=True)  # that it is about
    finding = models.CharField(max_length=120, blank=True, default="")  # else: see `about`
    words = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=State.choices)
    since = models.DateTimeField()  # in this state
    starts = models.DateField(null=True)
    urgent = models.TextField(blank=True)  # why it goes first; empty for most
    by = models.ForeignKey(Person, models.PROTECT, related_name="support_requests")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                "offer", "selection",
                name="an_offer_is_asked_for_once_at_a_time",
                condition=Q(state__in=[one.value for one in OPEN]),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.offer} for {self.selection}"


class RequestStep(models.Model):
    """What somebody did with a request. It is never changed."""

    request = models.ForeignKey(SupportRequest, models.PROTECT, related_name="steps")
    deed = models.CharField(max_length=20, choices=Deed.choices)
    words = models.TextField(blank=True)
    starts = models.DateField(null=True)
    instead = models.ForeignKey(Offer, models.PROTECT, null=True, related_name="named_instead")
    by = models.ForeignKey(Person, models.PROTECT, related_name="support_steps")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.by} {self.get_deed_display()}: {self.request}"


class Opinion(models.Model):
    """What a practice said of an offer after it was helped. Only sums of several are shown."""

    request = models.OneToOneField(SupportRequest, models.PROTECT, related_name="opinion")
    helped = models.CharField(max_length=20, choices=Helped.choices)
    words = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="opinions")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"An opinion on {self.request.offer}"


class Gap(models.Model):
    """Something that a practice needs and nobody offers."""

    selection = models.ForeignKey(Selection, models.PROTECT, related_name="gaps")
    statement = models.CharField(max_length=60, blank=True)
    finding = models.CharField(max_length=120, blank=True, default="")
    theme = models.CharField(max_length=40)
    words = models.TextField()
    offer = models.ForeignKey(Offer, models.PROTECT, null=True, related_name="gaps_closed")
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="gaps_closed")
    answered_at = models.DateTimeField(null=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="gaps_told")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.words[:80]
