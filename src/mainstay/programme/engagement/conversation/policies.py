"""Who writes the record of a conversation, who reads it, and who decides."""

from mainstay.accounts.models import Person
from mainstay.programme.agreements.policies import Side, sides
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.models import Response
from mainstay.programme.engagement.progress import stage
from mainstay.programme.engagement.stages import ENDED, Stage
from mainstay.terms.questionnaires import Question, Writer

DECIDES = frozenset({Side.OFFICE, Side.SUPPORT})


def can_lead(person: Person, selection: Selection) -> bool:
    """The office or the support unit writes the record, while the journey lasts."""
    return bool(DECIDES & sides(person, selection)) and stage(selection) not in ENDED


def can_read(person: Person, response: Response) -> bool:
    """The practice reads it once it is shared; who else sees the journey reads it at any time."""
    return response.shared is not None or sides(person, response.selection) != {Side.PRACTICE}


def can_write(person: Person, response: Response, question: Question) -> bool:
    """The practice adds its own remarks to what was shared with it; the rest is the others'."""
    if question.by is Writer.PRACTICE:
        return response.shared is not None and Side.PRACTICE in sides(person, response.selection)
    return can_lead(person, response.selection)


def can_share(person: Person, response: Response) -> bool:
    return can_lead(person, response.selection)


def can_decide(person: Person, selection: Selection) -> bool:
    """After the conversation; and until the next stage a decision can be put right."""
    return can_lead(person, selection) and stage(selection) in (
        Stage.PREPARING,
        Stage.READY,
        Stage.NOT_NOW,
    )
