"""Rounds, found: how far they are, what may be shown of them, and what the team agreed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet

from mainstay.accounts.models import Organisation, Person
from mainstay.accounts.policies import where
from mainstay.accounts.roles import Kind, Role
from mainstay.analysis import triangle
from mainstay.programme.assessment import sheets
from mainstay.programme.assessment.models import Agreed, Asked, Colleague, Floor, Round, StaffGroup
from mainstay.programme.assessment.shown import released_from
from mainstay.programme.assessment.statements import queries as statements
from mainstay.programme.cohort.models import Selection
from mainstay.terms.answers import Released
from mainstay.terms.frameworks import Framework, frameworks, statement_from

LEAST = 5


def rounds(practice: Organisation) -> QuerySet[Round]:
    """Every round that was not dropped, the newest first."""
    return practice.rounds.filter(dropped=None).select_related("by").order_by("-at", "-pk")


def under_way(practice: Organisation) -> Round | None:
    return rounds(practice).filter(finished=None).first()


def find(number: int) -> Round | None:
    return Round.objects.select_related("practice", "by").filter(pk=number, dropped=None).first()


def framework_of(found: Round) -> Framework:
    """What the round was asked under, with the statements that the office had then added."""
    return with_added(frameworks()[found.framework, found.version], found.added)


def next_framework(practice: Organisation) -> Framework:
    """What a round would be asked under that began now."""
    now = statements.framework()
    return with_added(now, statements.records_for(practice, now))


def with_added(base: Framework, records: Iterable[Mapping[str, Any]]) -> Framework:
    added = tuple(statement_from(one) for one in records)
    return replace(base, statements=(*base.statements, *added))


def asked(found: Round) -> QuerySet[Asked]:
    """Who is asked, by group; nobody once the round is closed."""
    return found.asked.filter(ended=None).order_by("group", "address")


def asked_no_more(found: Round) -> int:
    """How many were asked and are not any more, while the round is open."""
    return found.asked.exclude(ended=None).count()


def asked_by_group(found: Round) -> Mapping[str, int]:
    """How many people of each group were asked, in the order of the groups.

    Those who are asked no more are among them: what they may have answered counts.
    """
    if found.closed is not None:
        return {} if found.together else dict(found.outcome.asked)
    counts = Counter(found.asked.values_list("group", flat=True))
    return {name: counts[name] for name in StaffGroup.values if counts[name]}


def answered(found: Round) -> int:
    """How many have answered anything so far; never who."""
    if found.closed is not None:
        return 0 if found.together else released(found).people
    return sum(one.answered for one in sheets.read_all(found))


def released(found: Round) -> Released | None:
    """All that may be shown; nothing before it is closed, nor where nobody answered alone."""
    if found.closed is None or found.together:
        return None
    return released_from(found.outcome.released)


def agreed(found: Round) -> Mapping[str, Agreed]:
    """The newest answer of the team to each statement that it has come to."""
    return {one.statement: one for one in found.agreed.select_related("by")}


def colleagues(practice: Organisation) -> QuerySet[Colleague]:
    return practice.colleagues.order_by("group", "address")


def floor_at(office: Organisation) -> int:
    """What an office set last; five where it never did."""
    newest = office.floors.last()
    return newest.people if newest else LEAST


def floor_of(practice: Organisation) -> int:
    """The highest that an office set which helps the practice; five where none did."""
    helped = Selection.objects.filter(practice=practice).values("programme__office")
    newest = {one.office_id: one.people for one in Floor.objects.filter(office__in=helped)}
    return max(newest.values(), default=LEAST)


def last_finished(practice: Organisation) -> Round | None:
    return rounds(practice).filter(finished__isnull=False).first()


def before(found: Round) -> Round | None:
    """The last round of the practice that was finished before this one began."""
    earlier = rounds(found.practice).filter(finished__isnull=False, at__lt=found.at)
    return earlier.exclude(pk=found.pk).first()


def staff_groups() -> list[tuple[str, str]]:
    """Their ids and names, in order."""
    return list(StaffGroup.choices)


def group_name(name: str) -> str:
    return StaffGroup(name).label


def own_practices(person: Person) -> QuerySet[Organisation]:
    """The practices that a person belongs to."""
    keys = where(person, Role.PRACTICE_LEAD, Role.PRACTICE_STAFF)
    return Organisation.objects.filter(pk__in=keys, kind=Kind.PRACTICE).order_by("name")


def team_answers(found: Round) -> dict[str, int | None]:
    """The team's step on each statement that it answered.

    Once it is finished without a meeting, what each answered alone stands where nobody agreed.
    """
    return answers(found, unmet=found.finished is not None and found.met is None)


def answers(found: Round, *, unmet: bool) -> dict[str, int | None]:
    """The same, as a meeting or none would have it."""
    agreed_on = {name: one.step for name, one in agreed(found).items()}
    return {**triangle.unmet(released(found)), **agreed_on} if unmet else agreed_on
