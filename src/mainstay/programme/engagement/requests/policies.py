"""Who may ask a practice for something, and who answers."""

from mainstay.accounts.models import Person
from mainstay.programme.agreements.policies import Side, manages, sides
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.models import InformationRequest
from mainstay.programme.engagement.requests.states import OPEN, State

PRACTICES = (State.PRACTICE, State.ANSWERED, State.CANNOT)


def can_ask(person: Person, selection: Selection) -> bool:
    """The office, and those of the support unit who work with the practice."""
    return bool(sides(person, selection) & {Side.OFFICE, Side.SUPPORT})


def can_answer(person: Person, request: InformationRequest) -> bool:
    """The side whose turn it is or was; the office also while the practice is still looking."""
    held = sides(person, request.selection)
    if request.state in (State.OFFICE, State.PRACTICE, State.BY_OFFICE) and Side.OFFICE in held:
        return True
    return request.state in PRACTICES and Side.PRACTICE in held


def can_pass_on(person: Person, request: InformationRequest) -> bool:
    """The office alone says that it has not got it."""
    return request.state == State.OFFICE and Side.OFFICE in sides(person, request.selection)


def can_say_cannot(person: Person, request: InformationRequest) -> bool:
    return request.state == State.PRACTICE and Side.PRACTICE in sides(person, request.selection)


def can_withdraw(person: Person, request: InformationRequest) -> bool:
    """Who asked, while they still may ask, or who answers for the whole."""
    asked = request.by_id == person.pk and can_ask(person, request.selection)
    return request.state in OPEN and (asked or manages(person, request.selection))
