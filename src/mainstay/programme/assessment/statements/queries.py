"""An office's own statements, as they are now, and those that a practice would be asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mainstay.accounts.models import Organisation
from mainstay.programme.assessment.models import OwnEdition, OwnStatement
from mainstay.programme.cohort.models import Selection
from mainstay.terms.frameworks import Framework, Statement, frameworks, newest, statement_from
from mainstay.terms.own_statements import own_statement
from mainstay.terms.support import support_kinds

FRAMEWORK = "triangle"


@dataclass(frozen=True)
class Own:
    """A statement as its newest edition has it."""

    held: OwnStatement
    edition: OwnEdition
    statement: Statement
    editions: int

    @property
    def fits(self) -> bool:
        """Whether the framework that is asked now has its level and its theme."""
        return fits(self.edition.record, framework())


def framework() -> Framework:
    """The version that new rounds are asked under."""
    return newest(FRAMEWORK)


def find(number: int) -> OwnStatement | None:
    return OwnStatement.objects.select_related("office").filter(pk=number).first()


def own(office: Organisation) -> list[Own]:
    """All that an office has added, those withdrawn too, the oldest first."""
    found = office.own_statements.prefetch_related("editions__by")
    return [as_now(one) for one in found]


def as_now(held: OwnStatement) -> Own:
    editions = list(held.editions.all())
    record = editions[-1].record
    return Own(held, editions[-1], statement_from(record), len(editions))


def in_force(office: Organisation) -> list[Own]:
    return [one for one in own(office) if not one.edition.withdrawn]


def every() -> dict[str, Statement]:
    """What any office has added, by id, as it is now; those withdrawn too."""
    found = OwnStatement.objects.prefetch_related("editions")
    return {one.name: as_now(one).statement for one in found}


def records_for(practice: Organisation, under: Framework) -> list[Mapping[str, Any]]:
    """What every office that helps the practice has added, and the framework has a place for."""
    helped = Selection.objects.filter(practice=practice).values("programme__office")
    offices = Organisation.objects.filter(pk__in=helped).order_by("pk")
    found = [one.edition.record for office in offices for one in in_force(office)]
    return [one for one in found if fits(one, under)]


def fits(record: Mapping[str, Any], under: Framework) -> bool:
    try:
        own_statement(record, under)
    except (KeyError, ValueError):
        return False
    return True


def names() -> set[str]:
    """Every id that a statement has, of whatever version or office."""
    shipped = {each.id for one in frameworks().values() for each in one.statements}
    return shipped | set(OwnStatement.objects.values_list("name", flat=True))


def kinds_of_support() -> list[tuple[str, str]]:
    return [(one.id, one.name) for one in support_kinds().values()]
