"""What is missing, counted."""

from django.db.models import QuerySet

from mainstay.accounts.models import Organisation, Person
from mainstay.accounts.policies import holds
from mainstay.programme.organisations.models import Programme
from mainstay.programme.support import helping
from mainstay.programme.support.models import Gap
from mainstay.programme.support.policies import LOOKS_ON, own_practices


def gap(number: int) -> Gap | None:
    found = Gap.objects.select_related("selection__programme__office", "selection__practice")
    return found.filter(pk=number).first()


def gaps(person: Person, office: Organisation) -> list[Gap]:
    """What a person sees of an office's gaps: those that are open first, the oldest first."""
    found = Gap.objects.filter(selection__programme__office=office)
    if not holds(person, office.pk, *LOOKS_ON):
        practices = own_practices(person, office).values("practice")
        found = found.filter(selection__practice__in=practices)
    return sorted(_with_parts(found), key=lambda one: (one.offer_id is not None, one.pk))


def of_programme(programme: Programme) -> QuerySet[Gap]:
    """All that its practices miss; for who has asked a policy."""
    return _with_parts(Gap.objects.filter(selection__programme=programme)).order_by("pk")


def by_theme(found: list[Gap]) -> list[tuple[str, int, int]]:
    """Theme, how many open gaps, and of how many practices; the most practices first."""
    still = [one for one in found if one.offer_id is None]
    rows = []
    for theme, name in helping.themes().items():
        these = [one for one in still if one.theme == theme]
        if these:
            rows.append((name, len(these), len({one.selection.practice_id for one in these})))
    return sorted(rows, key=lambda one: (-one[2], -one[1], one[0]))


def _with_parts(found: QuerySet[Gap]) -> QuerySet[Gap]:
    return found.select_related("selection__practice", "offer", "by", "answered_by")
