"""Which practices let their figures be compared, at any moment."""

from datetime import datetime

from django.db.models import Q

from mainstay.programme.agreements.models import Agreement
from mainstay.programme.agreements.parts import Form
from mainstay.programme.agreements.queries import earlier, in_force
from mainstay.programme.cohort.models import Selection
from mainstay.programme.organisations.models import Programme


def consents(programme: Programme, on: datetime) -> frozenset[str]:
    """The codes of the practices whose consent to anonymised benchmarking held at a moment.

    A consent holds from the moment it is given until the moment it is withdrawn.
    """
    held = Agreement.objects.filter(
        Q(ended=None) | Q(ended__gt=on),
        selection__programme=programme,
        form=Form.BENCHMARKING,
        signatures__at__lte=on,
    )
    return frozenset(held.values_list("selection__practice__code", flat=True))


def answer(selection: Selection) -> Agreement | None:
    """The practice's last answer: its consent where one holds, else how that ended."""
    held = in_force(selection, Form.BENCHMARKING)
    return held or next(iter(earlier(selection, Form.BENCHMARKING)), None)
