"""What each letter says of its practice."""

from collections.abc import Mapping
from typing import Any

from mainstay.programme.cohort.models import Selection
from mainstay.programme.cohort.queries import choices
from mainstay.programme.organisations.models import Programme
from mainstay.reports.letter import Addressed, Sender
from mainstay.terms.levels import Level
from mainstay.terms.matrix import Kind, RuleSet

MOST_FIGURES = 4


def sender(programme: Programme, area: str) -> Sender:
    """The office, with whom a practice can call: who froze the list, where nobody else is named."""
    lead = programme.frozen.by
    return Sender(
        office=programme.office.name,
        programme=programme.name,
        support_unit=programme.support_unit.name if programme.support_unit else "",
        area=area,
        starts=programme.starts,
        ends=programme.ends,
        contact=programme.contact or f"{lead.name} ({lead.email})",
        signed_by=lead.name,
    )


def addressed(programme: Programme, rules: RuleSet) -> dict[Selection, Addressed]:
    """Each practice of the cohort by name, with the reason that it was chosen."""
    made = choices(programme)
    rows = {str(one["practice_code"]): one for one in programme.frozen.rows}
    asked = set(programme.referrals.values_list("practice__code", flat=True))
    cohort = programme.selections.select_related("practice", "wave").order_by("practice__name")
    return {
        one: Addressed(
            practice_name=one.practice.name,
            practice_code=one.practice.code,
            reason=made[one.practice.code].reason if one.practice.code in made else "",
            figures=_figures(rows.get(one.practice.code, {}), rules),
            asked=one.practice.code in asked,
            wave=(one.wave.name, one.wave.starts) if one.wave else None,
        )
        for one in cohort
    }


def _figures(row: Mapping[str, Any], rules: RuleSet) -> tuple[str, ...]:
    """What the published figures point to; nothing that is a judgement, or about a person."""
    high = Level.HIGH.value
    seen = [
        one.plain_name
        for one in rules.criteria
        if one.kind is Kind.MEASURE
        and not one.confidential
        and row.get(f"c{one.number:02d}_level") == high
    ]
    return tuple(seen[:MOST_FIGURES])
