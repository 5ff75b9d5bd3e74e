"""Practices to look at: what has not changed since the last page is not read again.

Whatever changes a practice's journey writes an entry of the practice or of its office into the log,
in the same transaction; words that are saved as they are typed tell their moment. So the last
entries and that moment say whether what this process read before still stands.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock

from django.db import transaction
from django.db.models import CharField, F, Max, OuterRef, QuerySet, Subquery
from django.db.models import prefetch_related_objects as fetch
from django.db.models.functions import Cast

from mainstay.accounts.audit import Event
from mainstay.accounts.models import Entry, Organisation
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.models import Answer
from mainstay.programme.engagement.queries import lookups, with_programme

# What an office does often, and what leaves every journey as it was.
APART = (
    Event.PRACTICE_JUDGED,
    Event.LEVEL_OVERRIDDEN,
    Event.JUDGEMENT_WITHDRAWN,
    Event.JUDGEMENT_AGREED,
    Event.JUDGEMENT_CHANGED,
    Event.INTELLIGENCE_NOTED,
    Event.NOTE_WRITTEN,
    Event.OFFER_ADDED,
    Event.OFFER_CHANGED,
    Event.OFFER_CHECKED,
    Event.OFFER_ENDED,
    Event.OFFER_RENEWED,
    Event.SUPPORT_ASKED,
    Event.SUPPORT_PROMISED,
    Event.SUPPORT_WAITS,
    Event.SUPPORT_DECLINED,
    Event.SUPPORT_STARTED,
    Event.SUPPORT_FINISHED,
    Event.SUPPORT_TAKEN_BACK,
    Event.SUPPORT_URGENT,
    Event.GAP_TOLD,
    Event.GAP_ANSWERED,
    Event.EVIDENCE_READ,
    Event.EVIDENCE_TAKEN,
    Event.RECORD_READ,
    Event.SIGNED_IN,
    Event.SIGNED_OUT,
    Event.REFUSED,
)
MOST = 600  # practices kept by a process, of some 50 rows each


@dataclass(frozen=True)
class Kept:
    """What a practice was when it was read, the rows that Django fetched, and its tasks."""

    version: object
    rows: dict
    tasks: list = field(default_factory=list)


_kept: dict[int, Kept] = {}  # by practice of a cohort
_lock = Lock()


def listed(selections: QuerySet[Selection]) -> list[Selection]:
    """The practices by name, with all that `queries.journeys` fetches for them."""
    ordered = with_programme(selections).order_by("practice__name", "pk")
    if not settled():
        return list(ordered.prefetch_related(*lookups()))
    found = list(ordered.annotate(last_entry=_last_of_practice(), last_typed=_last_typed()))
    versions = _versions(found)
    changed = [one for one in found if not _remember(one, versions[one.pk])]
    fetch(changed, *lookups())
    _keep(changed, versions)
    return found


def followed(number: int) -> Selection | None:
    """One practice, as it stands in a list."""
    return next(iter(listed(Selection.objects.filter(pk=number))), None)


def settled() -> bool:
    """What a transaction reads of its own may never come to be: it is not kept."""
    return not transaction.get_connection().in_atomic_block


def forget() -> None:
    """For tests, which begin again with other records."""
    with _lock:
        _kept.clear()


def _remember(one: Selection, version: object) -> bool:
    """Give a practice the rows that were kept for it, if they still stand."""
    held = _kept.get(one.pk)
    if held is None or held.version != version:
        return False
    one._prefetched_objects_cache = dict(held.rows)
    one.tasks_held = held.tasks
    return True


def _keep(changed: Iterable[Selection], versions: dict[int, object]) -> None:
    with _lock:
        for one in changed:
            _kept.pop(one.pk, None)
            _kept[one.pk] = kept = Kept(versions[one.pk], dict(one._prefetched_objects_cache))
            one.tasks_held = kept.tasks
        for oldest in list(_kept)[: max(0, len(_kept) - MOST)]:
            del _kept[oldest]


def _versions(found: Iterable[Selection]) -> dict[int, object]:
    offices = Organisation.objects.filter(pk__in={one.programme.office_id for one in found})
    last = dict(offices.annotate(last=_last_of_office()).values_list("pk", "last"))
    return {
        one.pk: (one.last_entry, one.last_typed, last[one.programme.office_id]) for one in found
    }


def _last_of_practice() -> Subquery:
    """By hash: where a transaction is taken back, its entry's number comes to stand for another."""
    return _newest(Entry.objects.filter(organisation=Cast(OuterRef("practice_id"), CharField())))


def _last_of_office() -> Subquery:
    of_it = Entry.objects.filter(organisation=Cast(OuterRef("pk"), CharField()))
    return _newest(of_it.exclude(event__in=APART))


def _newest(entries: QuerySet[Entry]) -> Subquery:
    return Subquery(entries.order_by("-number").values("hash")[:1])


def _last_typed() -> Subquery:
    typed = Answer.objects.filter(response__selection=OuterRef("pk")).order_by()
    last = typed.values("response__selection").annotate(last=Max(F("at")))
    return Subquery(last.values("last"))
