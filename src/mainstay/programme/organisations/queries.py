"""Programmes, found."""

from django.db.models import QuerySet

from mainstay.accounts.models import Organisation
from mainstay.accounts.roles import Kind
from mainstay.programme.organisations.models import AreaPractice, Programme, ResilienceArea, Wave


def programme(number: int) -> Programme | None:
    parts = ("office", "support_unit", "steering_group")
    return Programme.objects.select_related(*parts).filter(pk=number).first()


def support_units() -> QuerySet[Organisation]:
    return Organisation.objects.filter(kind=Kind.SUPPORT_UNIT).order_by("name")


def steering_groups() -> QuerySet[Organisation]:
    return Organisation.objects.filter(kind=Kind.STEERING_GROUP).order_by("name")


def objectives(programme: Programme) -> list[str]:
    return [one.words for one in programme.objectives.all()]


def wave(programme: Programme, number: int) -> Wave | None:
    return programme.waves.filter(pk=number).first()


def resilience_area(programme: Programme, number: int) -> ResilienceArea | None:
    return programme.resilience_areas.filter(pk=number).first()


def area_of(programme: Programme) -> dict[str, ResilienceArea]:
    """The resilience area of each practice that has one, by its code."""
    placed = AreaPractice.objects.filter(programme=programme).select_related("area")
    return {one.practice_code: one.area for one in placed}
