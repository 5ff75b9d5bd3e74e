"""The packs of a practice, and what became of them."""

import hashlib
import json

from django.db.models import QuerySet

from mainstay.accounts.models import Person
from mainstay.programme.agreements.policies import PRACTICE
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.models import IssuedPack, PackEvent
from mainstay.programme.engagement.packs.steps import FileKind, PackStep
from mainstay.terms.errors import MainstayError


def packs(selection: Selection) -> list[IssuedPack]:
    """Newest first."""
    return sorted(selection.packs.all(), key=lambda one: -one.number)


def newest(selection: Selection) -> IssuedPack | None:
    return next(iter(packs(selection)), None)


def pack(selection: Selection, number: int) -> IssuedPack | None:
    return next((one for one in selection.packs.all() if one.number == number), None)


def first(issued: IssuedPack, step: PackStep) -> PackEvent | None:
    """When a step was first taken, and by whom."""
    held = [one for one in issued.events.all() if one.step == step]
    return min(held, key=lambda one: one.at, default=None)


def readers(issued: IssuedPack) -> list[PackEvent]:
    """Who of the practice has opened it, the first first."""
    held = [one for one in issued.events.all() if one.step == PackStep.OPENED]
    return sorted(held, key=lambda one: one.at)


def people_of(selection: Selection) -> QuerySet[Person]:
    """Those of the practice who are told of a pack."""
    held = Person.objects.filter(
        is_active=True,
        memberships__organisation=selection.practice_id,
        memberships__role__in=PRACTICE,
        memberships__until=None,
    )
    return held.distinct()


def content(issued: IssuedPack, kind: FileKind) -> bytes:
    """The bytes as they were issued. Raises MainstayError where they no longer are."""
    held = issued.files.get(kind=kind)
    found = bytes(held.content)
    if hashlib.sha256(found).hexdigest() != held.sha256:
        raise MainstayError(f"{issued} is not as it was issued.")
    return found


def figures(issued: IssuedPack) -> list[dict[str, object]]:
    """The figures that it shows, in its own order."""
    return json.loads(content(issued, FileKind.FIGURES))
