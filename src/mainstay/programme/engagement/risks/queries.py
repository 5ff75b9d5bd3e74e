"""The register of a programme, found and put in order."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.models import Risk, RiskVersion
from mainstay.programme.organisations.models import Programme
from mainstay.terms.risks import Offered, offered


@dataclass(frozen=True)
class Entry:
    """A risk with what is said of it now."""

    risk: Risk
    now: RiskVersion

    @property
    def where(self) -> str:
        return self.risk.selection.practice.name if self.risk.selection else "The programme"

    def overdue(self, today: date) -> bool:
        return not self.now.closed and self.now.review < today


def register(programme: Programme) -> list[Entry]:
    """Every risk of a programme, the gravest first, closed ones last."""
    found = [_entry(one) for one in _with_versions().filter(programme=programme)]
    return sorted(found, key=lambda one: (one.now.closed, -one.now.score, one.risk.pk))


def entry(programme: Programme, number: int) -> Entry | None:
    found = _with_versions().filter(programme=programme, pk=number).first()
    return _entry(found) if found else None


def still_offered(programme: Programme) -> list[Offered]:
    """What sources offer to start with, and the programme has not taken."""
    taken = set(programme.risks.exclude(offered="").values_list("offered", flat=True))
    return [one for one in offered().values() if one.id not in taken]


def practices(programme: Programme):
    """The practices that a risk can be of."""
    found = Selection.objects.filter(programme=programme).select_related("practice")
    return found.order_by("practice__name")


def _with_versions():
    versions = Prefetch("versions", RiskVersion.objects.select_related("by"))
    return Risk.objects.select_related("selection__practice", "by").prefetch_related(versions)


def _entry(risk: Risk) -> Entry:
    return Entry(risk, max(risk.versions.all(), key=lambda one: one.number))
