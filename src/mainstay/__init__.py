"""Mainstay: the evidence of a general practice resilience programme, in Python.

import mainstay

home = mainstay.open_home("~/.mainstay")
known = home.known(date(2019, 12, 31))
known.matrix(area="QVV").frame()
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mainstay.library import Home

__version__ = "0.1.0"


def open_home(path: str | Path) -> "Home":
    """The installation whose data are in a folder; the folder need not exist yet."""
    from mainstay.library import Home  # only here, so that one room can be used without the rest

    return Home(Path(path).expanduser())
