"""Who may share what a team agreed, and who may read what is shared."""

from mainstay.accounts.models import Person
from mainstay.programme.agreements import policies as agreements
from mainstay.programme.agreements.policies import Side
from mainstay.programme.assessment import policies as assessment
from mainstay.programme.assessment.models import Round
from mainstay.programme.cohort.models import Selection
from mainstay.programme.sharing.audiences import Audience
from mainstay.programme.sharing.models import Shared

READ_BY = {Audience.SUPPORT: Side.SUPPORT, Audience.OFFICE: Side.OFFICE}


def can_share(person: Person, found: Round) -> bool:
    """Whoever leads the practice, once the team is done."""
    return found.finished is not None and assessment.can_run(person, found.practice)


def can_share_with(person: Person, found: Round, selection: Selection) -> bool:
    return selection.practice_id == found.practice_id and can_share(person, found)


def can_read(person: Person, found: Round) -> bool:
    """The practice's own people, and those with whom it is shared."""
    return assessment.can_see(person, found.practice) or is_shown(person, found)


def is_shown(person: Person, found: Round) -> bool:
    """Whether it is shared with a side that the person acts for."""
    held = found.shared.filter(ended=None, audience__in=READ_BY)
    return any(_for(person, one) for one in held.select_related("selection__programme"))


def shown_to(person: Person, selection: Selection) -> Round | None:
    """The newest round that a practice shares with the person's side in a programme."""
    held = selection.shared.filter(ended=None, audience__in=READ_BY)
    found = held.select_related("selection__programme", "round").order_by("-round__finished")
    return next((one.round for one in found if _for(person, one)), None)


def _for(person: Person, one: Shared) -> bool:
    return READ_BY[Audience(one.audience)] in agreements.sides(person, one.selection)
