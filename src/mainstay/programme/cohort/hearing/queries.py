"""What is said of practices, found."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from mainstay.accounts.models import Organisation, Person
from mainstay.accounts.policies import current
from mainstay.programme.cohort.hearing.policies import PRACTICE
from mainstay.programme.cohort.models import Intelligence, Referral, Remark, Source, Urgency
from mainstay.programme.organisations.models import Programme

SOURCES = Source.choices
URGENCIES = Urgency.choices
__all__ = ["SOURCES", "URGENCIES", "Heard", "Source", "Urgency"]


@dataclass(frozen=True)
class Heard:
    """Which practices of a programme something is said of, by code."""

    referred: dict[str, Referral]  # the newest request of each
    sources: dict[str, list[str]]  # who spoke of each, in words
    remarks: dict[str, int]


def heard(programme: Programme) -> Heard:
    """For a list of candidates: three questions, whatever its length."""
    asked = programme.referrals.select_related("practice").order_by("pk")
    sources: dict[str, list[str]] = {}
    for one in programme.intelligence.order_by("source"):
        told = sources.setdefault(one.practice_code, [])
        told += [] if one.get_source_display() in told else [one.get_source_display()]
    remarks: dict[str, int] = {}
    for code in programme.remarks.values_list("practice_code", flat=True):
        remarks[code] = remarks.get(code, 0) + 1
    return Heard({one.practice.code: one for one in asked}, sources, remarks)


def referrals(programme: Programme, code: str) -> QuerySet[Referral]:
    """A practice's requests, the newest first."""
    found = programme.referrals.filter(practice__code=code)
    return found.select_related("by", "answered_by", "practice", "programme").order_by("-pk")


def referral(number: int) -> Referral | None:
    return (
        Referral.objects.select_related("practice", "programme", "programme__office")
        .filter(pk=number)
        .first()
    )


def intelligence(programme: Programme, code: str) -> QuerySet[Intelligence]:
    return programme.intelligence.filter(practice_code=code).select_related("by")


def all_referrals(programme: Programme) -> QuerySet[Referral]:
    """Every request of a programme's practices, the oldest first."""
    return programme.referrals.select_related("practice", "by", "answered_by").order_by("pk")


def all_intelligence(programme: Programme) -> QuerySet[Intelligence]:
    return programme.intelligence.select_related("by").order_by("practice_code", "heard", "pk")


def remarks(programme: Programme, code: str) -> QuerySet[Remark]:
    return programme.remarks.filter(practice_code=code).select_related("by")


def own_practices(person: Person) -> QuerySet[Organisation]:
    """The practices that a person belongs to."""
    own = current(person).filter(role__in=PRACTICE).values("organisation")
    return Organisation.objects.filter(pk__in=own).order_by("name")


def running(on: date) -> QuerySet[Programme]:
    """The programmes that are not over."""
    return Programme.objects.filter(ends__gte=on).select_related("office").order_by("starts", "pk")
