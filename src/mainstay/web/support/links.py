"""The way from any page to asking for support: what it is about stands in the address."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.timezone import localdate

from mainstay.accounts.models import Person
from mainstay.programme.support.about import KINDS, About, about, can_be_asked_about
from mainstay.programme.support.offers.queries import helping_each
from mainstay.programme.support.policies import asks_for
from mainstay.terms.frameworks import Statement
from mainstay.web.layout.question import address

SHOWN = 2  # offers beside one statement


@dataclass(frozen=True)
class Asking:
    """Where a practice asks, and of which office. `practice`: its place in a programme."""

    path: str
    practice: int
    office: int

    def to(self, **about: str) -> str:
        """The address: `statement`, `theme`, `criterion`, `indicator` or `domain` says about what.

        A criterion is named by its rule set and number, as in gprp-2016.4.
        """
        return address(self.path, {**about, "practice": self.practice})


def asking_about(person: Person, practice_code: str, indicator: str) -> Asking | None:
    """The same from a figure; nothing where it is no finding, such as the patients' ages."""
    return asking(person, practice_code) if can_be_asked_about(indicator) else None


def asking(person: Person, practice_code: str) -> Asking | None:
    """For whoever may ask for a practice; None for everybody else, who is shown no link."""
    found = asks_for(person, practice_code, localdate())
    if found is None:
        return None
    office = found.programme.office_id
    return Asking(reverse("ask-about", args=[office]), found.pk, office)


def help_with(asking: Asking | None, statements: Sequence[Statement]) -> dict[str, list]:
    """Two offers at most for each, those that start soonest; nothing for whoever may not ask."""
    if asking is None or not statements:
        return {}
    found = helping_each(asking.office, statements)
    return {name: offers[:SHOWN] for name, offers in found.items()}


def told_about(http: HttpRequest) -> About | None:
    """What the address says that it is about, or the form that came of it."""
    if http.method == "POST":
        return about(http.POST.get("statement", ""), http.POST.get("finding", ""))
    return about(http.GET.get("statement", ""), _finding(http.GET))


def query_of(asked: About | None) -> dict[str, str]:
    """What the next address says, for what this page is about."""
    if asked is None:
        return {}
    kind, _, name = asked.finding.partition(":")
    return {kind: name} if kind else {"statement": asked.statement}


def begun(asked: About | None) -> dict[str, str]:
    """What a form has of it, before anybody types."""
    if asked is None:
        return {}
    return {"statement": asked.statement, "finding": asked.finding, "theme": asked.theme}


def _finding(query: QueryDict) -> str:
    return next((f"{kind}:{query[kind]}" for kind in KINDS if query.get(kind)), "")
