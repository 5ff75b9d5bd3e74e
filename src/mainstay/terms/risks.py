"""Risks and dependencies that others wrote down: an office may start its own list with them."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from mainstay.terms.errors import DefinitionError

FOLDER = "risks"


@dataclass(frozen=True)
class Offered:
    """One entry of a list that a source gives, and the source."""

    id: str
    kind: str
    words: str
    cause: str
    effect: str
    source: str


@cache
def offered() -> dict[str, Offered]:
    """Every entry that ships with Mainstay, by list and id. Raises DefinitionError."""
    found: dict[str, Offered] = {}
    for item in sorted((files("mainstay.definitions") / FOLDER).iterdir(), key=lambda it: it.name):
        if not item.name.endswith(".yaml"):
            continue
        record = yaml.safe_load(item.read_text(encoding="utf-8"))
        try:
            for one in record["entries"]:
                made = _offered(record, one)
                found[made.id] = made
        except (KeyError, TypeError) as error:
            raise DefinitionError(f"{FOLDER}/{item.name}: {error}.") from error
    return found


def _offered(record: dict[str, str], one: dict[str, str]) -> Offered:
    return Offered(
        id=f"{record['id']}.{one['id']}",
        kind=one["kind"],
        words=one["words"],
        cause=one["cause"],
        effect=one["effect"],
        source=record["source"],
    )
