"""Programmes, found."""

from django.db.models import QuerySet

from mainstay.accounts.models import Organisation
from mainstay.accounts.roles import Kind
from mainstay.programme.organisations.models import Programme


def programme(number: int) -> Programme | None:
    return Programme.objects.select_related("office", "support_unit").filter(pk=number).first()


def support_units() -> QuerySet[Organisation]:
    return Organisation.objects.filter(kind=Kind.SUPPORT_UNIT).order_by("name")
