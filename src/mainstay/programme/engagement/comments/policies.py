"""Who may comment on a practice's figures, and who answers."""

from mainstay.accounts.models import Person
from mainstay.programme.agreements.policies import Side, leads_practice, sides
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.models import Comment


def can_comment(person: Person, selection: Selection) -> bool:
    """Anybody of the practice."""
    return Side.PRACTICE in sides(person, selection)


def can_change(person: Person, comment: Comment) -> bool:
    """Who wrote it, or the practice's lead, while it is not withdrawn."""
    if comment.withdrawn is not None or not can_comment(person, comment.selection):
        return False
    return comment.by_id == person.pk or leads_practice(person, comment.selection)


def can_reply(person: Person, comment: Comment) -> bool:
    """The office and the support unit, while it is not withdrawn."""
    return comment.withdrawn is None and answers_for(person, comment.selection) is not None


def answers_for(person: Person, selection: Selection) -> Side | None:
    """The side that a person answers a practice for."""
    held = sides(person, selection)
    return next((one for one in (Side.OFFICE, Side.SUPPORT) if one in held), None)
