"""The data that this server holds, opened once."""

from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.http import HttpRequest
from django.utils.timezone import localdate

import mainstay
from mainstay.library import Home, Known
from mainstay.terms.releases import Release

DAYS_KEPT = 6  # each holds its figures in memory
LOOKS_EVERY = 2  # seconds between looks at the disk for releases that came in
State = tuple[int, int]


@cache
def home() -> Home:
    return mainstay.open_home(settings.MAINSTAY_HOME)


def releases() -> tuple[Release, ...]:
    """Every release held, read again only when an import has changed what is there."""
    return _releases(_state(home().archive.releases_folder))


def synthetic() -> bool:
    """Whether what is held is made up: then every page that shows a figure says so."""
    return any(one.synthetic for one in releases())


def known(request: HttpRequest) -> Known:
    """What was known on the day that the page asks about: one object while nothing changes."""
    return known_on(request.question.as_of or localdate())


def known_on(day: date) -> Known:
    return _known(_state(home().archive.releases_folder), day)


@lru_cache(maxsize=1)
def _releases(state: State) -> tuple[Release, ...]:
    return home().releases()


@lru_cache(maxsize=DAYS_KEPT)
def _known(state: State, day: date) -> Known:
    return home().known(day)


def _state(folder: Path) -> State:
    """Changes within moments of a release coming in."""
    return _seen(folder, int(monotonic() / LOOKS_EVERY))


@lru_cache(maxsize=1)
def _seen(folder: Path, moment: int) -> State:
    """Each release is a folder that was renamed into its period's folder."""
    times = [period.stat().st_mtime_ns for period in folder.glob("*/*")]
    return len(times), max(times, default=0)
