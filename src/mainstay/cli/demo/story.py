"""What happens in the demo, in the order of its days whoever wrote it down first."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

Deed = Callable[[datetime], object]


@dataclass
class Story:
    """Deeds by day, counted back from `now`; each is told its own moment."""

    now: datetime
    deeds: list[tuple[float, int, Deed]] = field(default_factory=list)

    def ago(self, days: float, deed: Deed) -> None:
        """Something that was done so many days before now."""
        self.deeds.append((-days, len(self.deeds), deed))

    def play(self) -> None:
        """Do everything, the oldest first, so that the log tells it in its order."""
        for days, _, deed in sorted(self.deeds, key=lambda one: one[:2]):
            deed(self.now + timedelta(days=days))
        self.deeds.clear()
