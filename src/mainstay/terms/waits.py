"""What is waited for on the way to help."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from mainstay.terms.errors import DefinitionError

FILE = "time-to-help.yaml"


@dataclass(frozen=True)
class Milestone:
    """A step of help: what it is called, and what counts as it."""

    id: str
    name: str
    means: str


@dataclass(frozen=True)
class Clock:
    """From where to where the time to help is counted."""

    version: str
    purpose: str
    starts: str
    milestones: tuple[Milestone, ...]


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
        )
    except (KeyError, TypeError) as error:
        raise DefinitionError(f"{FILE}: {error}.") from error
