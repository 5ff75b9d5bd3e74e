"""Why a value is not there."""

from enum import StrEnum


class Missing(StrEnum):
    """A blank is never a zero: it is one of these."""

    SUPPRESSED = "suppressed"
    NOT_COLLECTED = "not collected"
    NOT_APPLICABLE = "not applicable"
    NOT_PUBLISHED = "not published"
    TOO_OLD = "too old"
    TOO_FEW = "too few"

    @property
    def sentence(self) -> str:
        return _SENTENCES[self]


_SENTENCES = {
    Missing.SUPPRESSED: "The publisher hid this figure because the numbers are small.",
    Missing.NOT_COLLECTED: "The practice did not give this figure, or nobody asked for it.",
    Missing.NOT_APPLICABLE: "This figure does not apply to this practice.",
    Missing.NOT_PUBLISHED: "No figure has been published for this practice.",
    Missing.TOO_OLD: "The last figure is too old to describe the practice now.",
    Missing.TOO_FEW: "There are too few patients or answers to work this out.",
}
