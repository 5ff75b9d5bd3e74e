"""The sizes of practices that are told apart wherever practices are counted by size."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from mainstay.terms.errors import DefinitionError

FILE = "size-bands.yaml"
NOT_KNOWN = "Size not known"


@dataclass(frozen=True)
class Band:
    """Practices of a size: those with fewer patients than `below`, None for no limit."""

    name: str
    below: int | None


@cache
def bands() -> tuple[Band, ...]:
    """From small to large. Raises DefinitionError for bands that leave a practice out."""
    text = (files("mainstay.definitions") / FILE).read_text(encoding="utf-8")
    try:
        found = tuple(Band(one["name"], one["below"]) for one in yaml.safe_load(text)["bands"])
    except (KeyError, TypeError) as error:
        raise DefinitionError(f"{FILE}: {error}.") from error
    return checked(found)


def checked(found: tuple[Band, ...]) -> tuple[Band, ...]:
    """The bands, where every practice is in one. Raises DefinitionError otherwise."""
    limits = [one.below for one in found[:-1] if one.below is not None]
    if not found or found[-1].below is not None or len(limits) < len(found) - 1:
        raise DefinitionError(f"{FILE}: the last band, and no other, has no limit.")
    if limits != sorted(set(limits)):
        raise DefinitionError(f"{FILE}: the bands are not in order.")
    return found


def band(patients: float | None) -> str:
    """The name of the band that a list of patients is in."""
    if patients is None:
        return NOT_KNOWN
    return next(one.name for one in bands() if one.below is None or patients < one.below)


def band_names() -> list[str]:
    return [*(one.name for one in bands()), NOT_KNOWN]
