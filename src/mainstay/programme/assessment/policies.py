"""Who may run a practice's self-assessment, and who may read what came of it."""

from mainstay.accounts.models import Organisation, Person
from mainstay.accounts.policies import holds
from mainstay.accounts.roles import Kind, Role
from mainstay.programme.assessment import queries
from mainstay.programme.assessment.models import Round

OWN = (Role.PRACTICE_LEAD, Role.PRACTICE_STAFF)


def can_see(person: Person, practice: Organisation) -> bool:
    """The practice's own people, and nobody else: not the office, not the support unit."""
    return practice.kind == Kind.PRACTICE and holds(person, practice.pk, *OWN)


def can_run(person: Person, practice: Organisation) -> bool:
    """Whoever leads the practice."""
    return practice.kind == Kind.PRACTICE and holds(person, practice.pk, Role.PRACTICE_LEAD)


def can_ask(person: Person, found: Round) -> bool:
    """Until it is closed, where people answer alone."""
    return _open(found) and not found.together and can_run(person, found.practice)


def can_close(person: Person, found: Round) -> bool:
    return _open(found) and can_run(person, found.practice)


def can_drop(person: Person, found: Round) -> bool:
    return found.finished is None and found.dropped is None and can_run(person, found.practice)


def can_agree(person: Person, found: Round) -> bool:
    """Once nobody answers alone any more, until the team is done."""
    if found.finished is not None or found.dropped is not None:
        return False
    return found.closed is not None and can_run(person, found.practice)


def can_choose(person: Person, found: Round) -> bool:
    """Once nobody answers alone any more; of a finished round as well, while it is the newest."""
    if found.closed is None or found.dropped is not None:
        return False
    return queries.rounds(found.practice).first() == found and can_run(person, found.practice)


def can_look_again(person: Person, found: Round) -> bool:
    """Once a round is finished."""
    return found.finished is not None and can_run(person, found.practice)


def can_set_floor(person: Person, office: Organisation) -> bool:
    return office.kind == Kind.OFFICE and holds(person, office.pk, Role.OFFICE_LEAD)


def _open(found: Round) -> bool:
    return found.closed is None and found.dropped is None
