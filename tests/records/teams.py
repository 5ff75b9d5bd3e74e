"""A made-up team that is asked and answers, for the tests of rounds."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from html import unescape

from mainstay.accounts.mail.models import Mail
from mainstay.accounts.mail.sealing import unseal
from mainstay.accounts.models import Organisation, Person
from mainstay.programme.agreements.consent import actions as consent
from mainstay.programme.agreements.parts import Form
from mainstay.programme.agreements.words import drafted
from mainstay.programme.assessment import actions, answering
from mainstay.programme.assessment.agreeing.actions import Given, agree
from mainstay.programme.assessment.models import Round, StaffGroup
from mainstay.programme.cohort.models import Selection
from tests.records.conftest import NOW

ANSWER_BY = date(2026, 11, 30)
LINK = re.compile(r"/answers/([\w-]+)/")


def open_round(practice: Organisation, by: Person, *, together: bool = False) -> Round:
    return actions.open_round(
        practice=practice, answer_by=ANSWER_BY, together=together, by=by, now=NOW
    )


def ask(
    found: Round, by: Person, sizes: Mapping[StaffGroup, int], *, keep: bool = False
) -> dict[str, list[str]]:
    """Ask so many of each group; gives the links of each group, as their mail has them."""
    people = {
        f"{group}-{number}@example.org": group
        for group, size in sizes.items()
        for number in range(size)
    }
    actions.ask(team_round=found, people=people, keep=keep, by=by, now=NOW)
    return {
        group: [link_to(one) for one, theirs in people.items() if theirs == group]
        for group in sizes
    }


def agree_on(
    found: Round,
    by: Person,
    steps: Mapping[str, int | None],
    reason: str = "",
    seen: int = 0,
    now: datetime = NOW,
) -> None:
    """The team's answers, with the same reason to each."""
    given = [Given(name, step, reason, seen) for name, step in steps.items()]
    agree(team_round=found, given=given, by=by, now=now)


def say_yes(selection: Selection, by: Person) -> None:
    """To anonymised benchmarking."""
    seen = drafted(selection, Form.BENCHMARKING).digest
    consent.give(selection=selection, seen=seen, by=by, now=NOW)


def link_to(address: str) -> str:
    """What somebody finds in the newest mail to them."""
    return LINK.search(unseal(Mail.objects.filter(to=address).latest("pk").sealed))[1]


def answer_all(links: Iterable[str], steps: Iterable[Mapping[str, int]]) -> None:
    for link, given in zip(links, steps, strict=True):
        answering.answer(link, steps=given)


def words(answer) -> str:
    """What stands on a page, without its marks."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())
