"""The menu of support: the kinds of help that a programme may offer, and the parts of a plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from mainstay.terms.errors import DefinitionError
from mainstay.terms.matrix import Status

Record = Mapping[str, Any]
FILE = "support/kinds.yaml"


@dataclass(frozen=True)
class SupportKind:
    """A kind of help. It is attested where a public source names it, and the source is given."""

    id: str
    name: str
    words: str
    status: Status
    reference: str


@cache
def support_kinds() -> Mapping[str, SupportKind]:
    """Every kind of support that ships with Mainstay, by id. Raises DefinitionError."""
    try:
        return kinds_from(_record())
    except KeyError as error:
        raise DefinitionError(f"{FILE}: the key {error} is missing.") from error
    except ValueError as error:
        raise DefinitionError(f"{FILE}: {error}.") from error


@cache
def plan_domains() -> Mapping[str, str]:
    """The five parts of an improvement plan: their ids and names, in order."""
    return dict(_record()["plan_domains"])


@cache
def criterion_themes() -> Mapping[int, str]:
    """The theme whose support helps with each criterion of the matrix, by its number."""
    return dict(_record()["criterion_themes"])


def kinds_from(record: Record) -> Mapping[str, SupportKind]:
    """The kinds of a record, by id. Raises KeyError or ValueError for a faulty one."""
    found = [_kind(one) for one in record["kinds"]]
    names = [one.id for one in found]
    if twice := [name for name in names if names.count(name) > 1]:
        raise ValueError(f"two kinds of support have the id '{twice[0]}'")
    return dict(zip(names, found, strict=True))


def _kind(record: Record) -> SupportKind:
    status = record["status"]
    if status not in list(Status):
        raise ValueError(f"there is no status '{status}'")
    if not record["words"] or not record["reference"]:
        raise ValueError(f"the kind of support '{record['id']}' has no words, or no reference")
    return SupportKind(
        id=record["id"],
        name=record["name"],
        words=record["words"],
        status=Status(status),
        reference=record["reference"],
    )


@cache
def _record() -> Record:
    text = (files("mainstay.definitions") / FILE).read_text(encoding="utf-8")
    record: Record = yaml.safe_load(text)
    return record
