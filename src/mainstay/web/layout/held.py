"""The data that this server holds, opened once."""

from datetime import date
from functools import cache, lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.utils.timezone import localdate

import mainstay
from mainstay.evidence.changes import State, state
from mainstay.library import Home, Known
from mainstay.terms.releases import Release

DAYS_KEPT = 6  # each holds its figures in memory


@cache
def home() -> Home:
    return mainstay.open_home(settings.MAINSTAY_HOME)


def releases() -> tuple[Release, ...]:
    """Every release held, read again only when an import has changed what is there."""
    return _releases(state(home().archive.releases_folder))


def known(request: HttpRequest) -> Known:
    """What was known on the day that the page asks about: one object while nothing changes."""
    return known_on(request.question.as_of or localdate())


def known_on(day: date) -> Known:
    return _known(state(home().archive.releases_folder), day)


@lru_cache(maxsize=1)
def _releases(seen: State) -> tuple[Release, ...]:
    return home().releases()


@lru_cache(maxsize=DAYS_KEPT)
def _known(seen: State, day: date) -> Known:
    return home().known(day)
