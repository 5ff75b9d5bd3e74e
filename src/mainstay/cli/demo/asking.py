"""Practices of the demo that ask for support themselves."""

from collections.abc import Sequence
from datetime import datetime

from mainstay.accounts.actions import practice_with_code
from mainstay.accounts.models import Organisation, Person
from mainstay.accounts.roles import Role
from mainstay.cli.demo import words
from mainstay.cli.demo.people import Cast, join
from mainstay.cli.demo.story import Story
from mainstay.library import Known
from mainstay.programme.cohort.hearing import actions
from mainstay.programme.cohort.models import Urgency
from mainstay.programme.organisations.models import Programme


def ask_themselves(
    story: Story, cast: Cast, programme: Programme, known: Known, codes: Sequence[str]
) -> None:
    """One has its answer; the other's request waits for the office."""
    first, second = words.ASKED

    def answered(now: datetime) -> None:
        made = refer(cast, programme, known, codes[0], first, Urgency.SOON, now)
        actions.answer_referral(referral=made, answer=words.ASKED_ANSWER, by=cast["ben"], now=now)

    story.ago(21, answered)
    story.ago(
        4, lambda now: refer(cast, programme, known, codes[1], second, Urgency.NOW, now)
    )  # fmt: skip


def refer(
    cast: Cast,
    programme: Programme,
    known: Known,
    code: str,
    told: words.Asking,
    urgency: Urgency,
    now: datetime,
) -> object:
    practice = practice_with_code(code, known.names.get(code, code), by=cast["ben"], now=now)
    return actions.refer(
        programme=programme, practice=practice, hard=told.hard, wanted=told.wanted,
        urgency=urgency, by=_lead(practice, told, now), now=now,
    )  # fmt: skip


def _lead(practice: Organisation, told: words.Asking, now: datetime) -> Person:
    email = f"{told.name.split()[0].lower()}@{words.DOMAIN}"
    return join(practice, Role.PRACTICE_LEAD, email, told.name, now)
