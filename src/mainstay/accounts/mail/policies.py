"""Who learns that mail did not arrive."""

from mainstay.accounts.models import Organisation, Person
from mainstay.accounts.policies import leads


def can_see_trouble(person: Person, organisation: Organisation) -> bool:
    """Its lead, who can ask people for another address or invite them again."""
    return leads(person, organisation)
