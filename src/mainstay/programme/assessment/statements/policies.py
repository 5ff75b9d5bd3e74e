"""Who may add to the statements that an office's practices are asked about."""

from mainstay.accounts.models import Organisation, Person
from mainstay.accounts.policies import holds
from mainstay.accounts.roles import Kind, Role
from mainstay.programme.assessment.models import OwnStatement


def can_add(person: Person, office: Organisation) -> bool:
    """Whoever leads the office."""
    return office.kind == Kind.OFFICE and holds(person, office.pk, Role.OFFICE_LEAD)


def can_change(person: Person, statement: OwnStatement) -> bool:
    return can_add(person, statement.office)


def can_see(person: Person, office: Organisation) -> bool:
    """The office's own people. A practice reads them where it is asked."""
    own = (Role.OFFICE_LEAD, Role.OFFICE_MEMBER)
    return office.kind == Kind.OFFICE and holds(person, office.pk, *own)
