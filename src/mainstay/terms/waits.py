"""What is waited for on the way to help, and the sizes of practices that are told apart."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from mainstay.terms.errors import DefinitionError

FILE = "time-to-help.yaml"
NOT_KNOWN = "Size not known"


@dataclass(frozen=True)
class Milestone:
    """A step of help: what it is called, and what counts as it."""

    id: str
    name: str
    means: str


@dataclass(frozen=True)
class Band:
    """Practices of a size: those with fewer patients than `below`, None for no limit."""

    name: str
    below: int | None


@dataclass(frozen=True)
class Clock:
    """From where to where the time to help is counted."""

    version: str
    purpose: str
    starts: str
    milestones: tuple[Milestone, ...]
    bands: tuple[Band, ...]

    def band(self, patients: float | None) -> str:
        """The name of the band that a list of patients is in."""
        if patients is None:
            return NOT_KNOWN
        return next(one.name for one in self.bands if one.below is None or patients < one.below)

    def band_names(self) -> list[str]:
        return [*(one.name for one in self.bands), NOT_KNOWN]


@cache
def clock() -> Clock:
    """The definition that ships with Mainstay. Raises DefinitionError for a faulty one."""
    text = (files("mainstay.definitions") / FILE).read_text(encoding="utf-8")
    record = yaml.safe_load(text)
    try:
        return Clock(
            version=str(record["version"]),
            purpose=record["purpose"],
            starts=record["starts"],
            milestones=tuple(
                Milestone(one["id"], one["name"], one["means"]) for one in record["milestones"]
            ),
            bands=tuple(Band(one["name"], one["below"]) for one in record["bands"]),
        )
    except (KeyError, TypeError) as error:
        raise DefinitionError(f"{FILE}: {error}.") from error
