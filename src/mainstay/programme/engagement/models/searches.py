"""Searches for times, which a worker makes beside the pages."""

from django.db import models
from django.db.models import Q

from mainstay.accounts.models import Person
from mainstay.programme.engagement.visits.states import SEARCHING, Search
from mainstay.programme.organisations.models import Programme


class VisitSearch(models.Model):
    """One search for times for the visits of a programme, and what came of it.

    `until`: if it has not come further by then, it was lost with its worker.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="visit_searches")
    by = models.ForeignKey(Person, models.PROTECT, related_name="visit_searches")
    at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=Search.choices, default=Search.WAITING)
    until = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    ended = models.DateTimeField(null=True, blank=True)
    times = models.PositiveIntegerField(default=0)  # found and kept
    without = models.PositiveIntegerField(default=0)  # visits for which there was none
    problem = models.CharField(max_length=300, blank=True)  # why it failed

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "visit searches"
        constraints = (
            models.UniqueConstraint(
                "programme", name="one_search_at_a_time", condition=Q(state__in=SEARCHING)
            ),
        )

    def __str__(self) -> str:
        return f"{self.programme}: {self.get_state_display()}"
