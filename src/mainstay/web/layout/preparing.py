"""Work out a day's figures beside the pages, and tell how far it has come."""

import logging
from dataclasses import dataclass, field
from threading import Lock, Thread

from mainstay.library import Known

log = logging.getLogger(__name__)


@dataclass
class Preparation:
    """One building of the book of figures; `share` is 0 to 1."""

    known: Known
    share: float = 0.0
    doing: str = "Starting"
    failed: bool = False
    thread: Thread | None = field(default=None, repr=False)

    @property
    def percent(self) -> int:
        return round(100 * self.share)

    def run(self) -> None:
        try:
            self.known.build(self.report)
            self.share = 1.0
        except Exception:  # a page must be able to say that it went wrong
            log.exception("The figures as known on %s could not be worked out", self.known.as_of)
            self.failed = True

    def report(self, done: int, total: int, what: str = "") -> None:
        self.doing = what or self.doing
        self.share = done / total if total else 0.0


_under_way: dict[str, Preparation] = {}
_lock = Lock()


def prepare(known: Known) -> Preparation:
    """Start the work unless it is under way, and give where it stands."""
    with _lock:
        found = _under_way.get(known.fingerprint)
        if found is None:
            found = _under_way[known.fingerprint] = Preparation(known)
            found.thread = Thread(target=found.run, daemon=True, name="prepare figures")
            found.thread.start()
        return found


def forget(known: Known) -> None:
    """So that a person can try again after a failure."""
    with _lock:
        _under_way.pop(known.fingerprint, None)
