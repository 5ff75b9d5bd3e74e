"""Read the figures of today before the first person asks for them."""

import logging
from threading import Thread

from django.conf import settings
from django.utils.timezone import localdate

from mainstay.web.areas.presenters import area_table
from mainstay.web.data.presenters import coverage
from mainstay.web.layout.held import known_on, releases
from mainstay.web.layout.preparing import prepare

log = logging.getLogger(__name__)


def warm_up() -> Thread:
    """Start reading beside the server's start; a failure is logged, and pages say it in words."""
    thread = Thread(target=_read, daemon=True, name="warm up")
    thread.start()
    return thread


def _read() -> None:
    try:
        if not releases():
            return
        known = known_on(localdate())
        if not known.ready():
            prepare(known).thread.join()
        area_table(known, None, settings.MAINSTAY_RULES)
        coverage(known)
    except Exception:
        log.exception("The figures could not be read at the start")
