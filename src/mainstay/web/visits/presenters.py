"""Visits by week."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from django.utils.timezone import localtime


def weeks(visits: Iterable) -> list[tuple[date, list]]:
    """The Monday of each week that has visits, and its visits in order of time."""
    ordered = sorted(visits, key=lambda one: (one.starts, one.pk))
    return [(monday, list(group)) for monday, group in groupby(ordered, key=_monday)]


def _monday(visit) -> date:
    day = localtime(visit.starts).date()
    return day - timedelta(days=day.weekday())
