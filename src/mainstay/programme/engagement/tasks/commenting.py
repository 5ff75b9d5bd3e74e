"""The practice's comments, which are answered."""

from mainstay.programme.agreements.policies import Side
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.comments.queries import unanswered_since
from mainstay.programme.engagement.tasks.task import State, Task
from mainstay.terms.wording import counted


def answer_comments(selection: Selection) -> Task | None:
    """Nothing to do for the practice that has said nothing."""
    said = [one for one in selection.comments.all() if one.withdrawn is None]
    if not said:
        return None
    waiting = [moment for one in said if (moment := unanswered_since(one))]
    title = "Answer the practice’s comments"
    if not waiting:
        last = max(reply.at for one in said for reply in one.replies.all())
        note = f"{counted(len(said), 'comment')}, all answered."
        return Task("answer-comments", title, State.DONE, since=last, note=note)
    note = f"{counted(len(waiting), 'comment')} without an answer."
    return Task("answer-comments", title, State.TO_DO, Side.OFFICE, min(waiting), note=note)
