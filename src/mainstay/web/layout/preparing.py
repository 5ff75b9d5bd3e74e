"""Work out a day's figures beside the pages, and tell how far it has come."""

import logging
from dataclasses import dataclass, field
from threading import Lock, Thread

from mainstay.library import Known

log = logging.getLogger(__name__)


@dataclass
class Preparation:
    """One building of the book of figures, by this process or by another that came first."""

    known: Known
    failed: bool = False
    thread: Thread | None = field(default=None, repr=False)

    @property
    def percent(self) -> int:
        done, total, _ = self.known.progress()
        return round(100 * done / total) if total else 0

    @property
    def doing(self) -> str:
        return self.known.progress()[2]

    @property
    def lost(self) -> bool:
        """Ended well, yet there is nothing: somebody deleted the figures since."""
        ended = self.thread is not None and not self.thread.is_alive()
        return ended and not self.failed and not self.known.ready()

    def run(self) -> None:
        try:
            with _one_at_a_time:
                self.known.build()
        except Exception:  # a page must be able to say that it went wrong
            log.exception("The figures as known on %s could not be worked out", self.known.as_of)
            self.failed = True


_under_way: dict[str, Preparation] = {}
_lock = Lock()
_one_at_a_time = Lock()  # each takes every core and a good deal of memory


def prepare(known: Known) -> Preparation:
    """Start the work unless it is under way, and give where it stands."""
    with _lock:
        found = _under_way.get(known.fingerprint)
        if found is None or found.lost:
            found = _under_way[known.fingerprint] = Preparation(known)
            found.thread = Thread(target=found.run, daemon=True, name="prepare figures")
            found.thread.start()
        return found


def forget(known: Known) -> None:
    """So that a person can try again after a failure."""
    with _lock:
        _under_way.pop(known.fingerprint, None)
