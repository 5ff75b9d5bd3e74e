"""Visits, and when people and practices have time for them."""

import uuid
from datetime import UTC, date

from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime

from mainstay.accounts.models import Organisation, Person
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.visits.states import OPEN, Part, State
from mainstay.terms.visits import VisitKind, visit_kinds

EITHER = Q(person=None, practice__isnull=False) | Q(person__isnull=False, practice=None)


class Visit(models.Model):
    """One visit to a practice. `sequence` goes up with each change that others were told of."""

    selection = models.ForeignKey(Selection, models.PROTECT, related_name="visits")
    kind = models.CharField(max_length=30)
    minutes = models.PositiveSmallIntegerField()
    deadline = models.DateField()
    state = models.CharField(max_length=20, choices=State.choices)
    starts = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)  # why no time was found
    uid = models.UUIDField(default=uuid.uuid4, unique=True)  # the same in every calendar
    sequence = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()  # in this state
    by = models.ForeignKey(Person, models.PROTECT, related_name="visits_wanted")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                "selection", "kind", name="one_open_visit_a_kind", condition=Q(state__in=OPEN)
            ),
            models.CheckConstraint(
                name="a_time_where_there_is_one",
                condition=Q(state__in=("wanted", "cancelled")) | Q(starts__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.what.name}, {self.selection}"

    @property
    def what(self) -> VisitKind:
        return visit_kinds()[self.kind]

    @property
    def day(self) -> date | None:
        """The day that it is on, where its people live."""
        return localtime(self.starts).date() if self.starts else None

    @property
    def seen(self) -> str:
        """How a person saw it: another value means that it has changed since."""
        time = self.starts.astimezone(UTC).strftime("%Y%m%d%H%M") if self.starts else ""
        return f"{self.state}-{self.sequence}-{time}"


class VisitStep(models.Model):
    """What became of a visit, and who did it. It is never changed."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="steps")
    state = models.CharField(max_length=20, choices=State.choices)
    starts = models.DateTimeField(null=True)
    words = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="visit_steps")
    by_link = models.BooleanField(default=False)  # from a mail, without signing in
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.visit}: {self.get_state_display()}"


class WeekPart(models.Model):
    """When a person or a practice has time on a day of the week; all day where nothing is said."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="week")
    practice = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="week")
    weekday = models.PositiveSmallIntegerField()  # 0 for Monday
    part = models.CharField(max_length=10, choices=Part.choices)

    class Meta:
        constraints = (
            models.CheckConstraint(name="week_of_one", condition=EITHER),
            models.UniqueConstraint("person", "weekday", name="one_part_a_weekday"),
            models.UniqueConstraint("practice", "weekday", name="one_part_a_weekday_of_practice"),
        )

    def __str__(self) -> str:
        return f"{self.weekday}: {self.part}"


class DayOff(models.Model):
    """Days or half days on which a person or a practice has no time."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="days_off")
    practice = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="days_off")
    first = models.DateField()
    last = models.DateField()
    part = models.CharField(max_length=10, choices=Part.choices)

    class Meta:
        ordering = ("first", "pk")
        constraints = (
            models.CheckConstraint(name="day_off_of_one", condition=EITHER),
            models.CheckConstraint(name="day_off_ends", condition=Q(last__gte=models.F("first"))),
        )

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"


class Feed(models.Model):
    """A person's private calendar. Only a fingerprint of its address is kept."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="feed")
    fingerprint = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"The calendar of {self.person}"
