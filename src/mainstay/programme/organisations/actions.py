"""What changes programmes."""

from datetime import date, datetime

from django.db import transaction

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Organisation, Person
from mainstay.accounts.policies import require
from mainstay.accounts.roles import Kind
from mainstay.programme.organisations import policies
from mainstay.programme.organisations.models import Programme
from mainstay.terms.errors import MainstayError


@transaction.atomic
def set_up_programme(
    *,
    name: str,
    office: Organisation,
    support_unit: Organisation | None,
    area_code: str,
    starts: date,
    ends: date,
    vision: str,
    cohort_size: int,
    rules: str,
    as_of: date,
    by: Person,
    now: datetime,
) -> Programme:
    """A programme of an office. Raises MainstayError for a period that ends before it starts."""
    require(policies.can_set_up(by, office))
    if support_unit is not None and support_unit.kind != Kind.SUPPORT_UNIT:
        raise MainstayError(f"{support_unit} is not a support unit.")
    if ends <= starts:
        raise MainstayError(
            "The programme would end before it starts.", advice="Choose a later last day."
        )
    made = Programme.objects.create(
        name=name,
        office=office,
        support_unit=support_unit,
        area_code=area_code,
        starts=starts,
        ends=ends,
        vision=vision,
        cohort_size=cohort_size,
        rules=rules,
        as_of=as_of,
    )
    record(Event.PROGRAMME_SET_UP, name, by=by, now=now, organisation=office)
    return made
