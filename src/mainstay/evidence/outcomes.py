"""What became of each file of an import, as a person reads it."""

from dataclasses import dataclass
from pathlib import Path

from mainstay.evidence.opening import Opened, PassedOver
from mainstay.evidence.opening_members import may_be_notes
from mainstay.terms.errors import SourceError

IMPORTED, HELD, UNKNOWN, REFUSED = "imported", "already held", "not recognised", "refused"
NOT_DATA = "not a data file"  # only in a zip: a guide beside its tables is no reason to fail

NOT_OURS = (
    "its contents are not those of a publication that Mainstay reads; "
    "check that it is the publisher's own file, as downloaded, and not a copy saved from Excel."
)


@dataclass(frozen=True)
class Outcome:
    """What became of one file, or of one file inside a zip."""

    file: Path
    result: str
    publication: str | None = None
    period: str | None = None
    rows: int | None = None
    reason: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        return self.result in (UNKNOWN, REFUSED)

    @property
    def sentence(self) -> str:
        """The result as a person reads it, with the reason and any remarks."""
        return " ".join(
            part for part in (": ".join(p for p in (self.result, self.reason) if p), *self.remarks)
        )


def shown_as(path: Path, member: str | None) -> Path:
    """A file of a zip as if the zip were a folder."""
    return path / member.lstrip("/") if member else path


def passed(path: Path, one: PassedOver) -> Outcome:
    """A file of a zip that was not read."""
    return Outcome(shown_as(path, one.member), UNKNOWN if one.data else NOT_DATA, reason=one.reason)


def unknown(shown: Path, opened: Opened) -> Outcome:
    """A file that no source says is its own."""
    if may_be_notes(opened.member):
        return Outcome(shown, NOT_DATA)
    return Outcome(shown, UNKNOWN, reason=NOT_OURS)


def refusal(shown: Path, error: Exception) -> Outcome:
    """A file that could not be taken in, with what is wrong and what to do."""
    if isinstance(error, SourceError):
        parts = (f"{error.place}: " if error.place else "") + error.problem
        return Outcome(shown, REFUSED, reason=" ".join(p for p in (parts, error.advice) if p))
    if isinstance(error, MemoryError):
        return Outcome(shown, REFUSED, reason="it is too large for this machine's memory.")
    first = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return Outcome(
        shown, REFUSED, reason=f"it could not be read ({first}). Download the file again."
    )
