"""The office's own texts."""

from django.db.models import QuerySet

from mainstay.programme.agreements.models import Wording
from mainstay.programme.agreements.parts import Form
from mainstay.programme.organisations.models import Programme


def wordings(programme: Programme, form: Form) -> QuerySet[Wording]:
    """Every text that the office has kept of a template, the newest first."""
    return programme.wordings.filter(form=form).select_related("by").order_by("-number")


def newest(programme: Programme, form: Form) -> Wording | None:
    return wordings(programme, form).first()
