"""Say how a commitment stands."""

from datetime import datetime

from django.db import transaction

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person
from mainstay.accounts.policies import require
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.commitments import policies
from mainstay.programme.engagement.commitments.keeping import Keeping
from mainstay.programme.engagement.models import CommitmentWord
from mainstay.terms.definitions import commitments
from mainstay.terms.errors import MainstayError


@transaction.atomic
def say(
    *,
    selection: Selection,
    number: int,
    keeping: Keeping,
    words: str,
    seen: int,
    by: Person,
    now: datetime,
) -> CommitmentWord:
    """Say in a sentence whether a commitment is kept. Earlier words stay, and count no more.

    `seen`: the number of the last word that the person saw, 0 for none. Raises MainstayError where
    somebody has said another since, or where nothing is said.
    """
    locked = Selection.objects.select_for_update().get(pk=selection.pk)
    require(policies.can_say(by, locked))
    if number not in {one.number for one in commitments()}:
        raise MainstayError("There is no such commitment.")
    if not words.strip():
        raise MainstayError("Say in a sentence what shows it.")
    last = locked.commitment_words.filter(number=number).last()
    told = (keeping, words.strip(), by.pk)
    if last is not None and last.pk != seen and (last.keeping, last.words, last.by_id) == told:
        return last  # the first of two presses
    if last is not None and last.pk != seen:
        raise MainstayError(
            f"{last.by} said '{last.get_keeping_display().lower()}' meanwhile: {last.words}",
            advice="Your words are kept below. Save them again if you still want to.",
        )
    made = CommitmentWord.objects.create(
        selection=locked,
        number=number,
        keeping=keeping,
        words=words.strip(),
        side=policies.speaks_for(by, locked),
        by=by,
        at=now,
    )
    record(
        Event.COMMITMENT_SAID,
        str(made),
        by=by,
        now=now,
        organisation=locked.programme.office,
        details={"practice_code": locked.practice.code},
    )
    return made
