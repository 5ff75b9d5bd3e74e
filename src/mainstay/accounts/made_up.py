"""Whether what this installation holds is made up: the one place that decides who says so.

Pages, mail, calendars and documents ask here. A home holds one kind of data only: an import refuses
the other.
"""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from mainstay.evidence.archive import Archive
from mainstay.evidence.changes import State, state

SAID = "Made-up data. No practice, place or figure here is real."
SHORT = "Made up"


def made_up() -> bool:
    """No book of figures is opened: releases are read again only when one has come in."""
    home = Path(settings.MAINSTAY_HOME)
    return _made_up(home, state(Archive(home).releases_folder))


@lru_cache(maxsize=1)
def _made_up(home: Path, seen: State) -> bool:
    return any(one.synthetic for one in Archive(home).releases())
