"""What is said of a risk."""

from dataclasses import dataclass
from datetime import date

from django.db.models import IntegerChoices, TextChoices


class Sort(TextChoices):
    """What kind of entry it is."""

    RISK = "risk", "Risk: it may go wrong"
    DEPENDENCY = "dependency", "Dependency: we need it from others"
    ISSUE = "issue", "Issue: it has gone wrong"


class Score(IntegerChoices):
    """How likely something is, and how much it would matter."""

    ONE = 1, "1: very low"
    TWO = 2, "2: low"
    THREE = 3, "3: medium"
    FOUR = 4, "4: high"
    FIVE = 5, "5: very high"


@dataclass(frozen=True)
class Said:
    """All that a person says of a risk at one time."""

    kind: Sort
    words: str
    cause: str
    effect: str
    likelihood: int
    impact: int
    owner: str
    response: str
    review: date
