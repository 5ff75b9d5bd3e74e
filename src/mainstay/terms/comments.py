"""What a practice says of a figure of its own, and what it was answered: they travel together."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Reply:
    """An answer. `who`: the side that speaks, such as 'the office', and never a person's name."""

    who: str
    words: str
    on: date


@dataclass(frozen=True)
class Comment:
    """A practice's words on its figure of a period; `figure` is the value that it read there.

    `period` is a label as figures have it, and empty where there was no figure to comment on.
    """

    practice_code: str
    indicator_id: str
    period: str
    figure: str
    words: str
    on: date
    replies: tuple[Reply, ...] = ()

    def is_earlier(self, period: str) -> bool:
        """Whether it was said of another period's figure than the one of `period`."""
        return bool(self.period) and self.period != period
