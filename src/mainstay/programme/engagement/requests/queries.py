"""What was asked of practices, and what they answered."""

from django.db.models import QuerySet

from mainstay.accounts.models import Person, Upload
from mainstay.programme.agreements.policies import seen
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.models import InformationRequest
from mainstay.programme.engagement.requests.states import OPEN, State

TOLD = (State.HELD, State.BY_OFFICE, State.ANSWERED, State.CANNOT)


def requests(selection: Selection) -> list[InformationRequest]:
    """A practice's requests: the open ones by the day they are due, then the newest."""
    found = list(selection.requests.all())
    waiting = sorted((one for one in found if one.state in OPEN), key=lambda one: one.due)
    settled = sorted((one for one in found if one.state not in OPEN), key=lambda one: -one.pk)
    return [*waiting, *settled]


def request(selection: Selection, number: int) -> InformationRequest | None:
    """One request of a practice, with all that was said to it."""
    found = InformationRequest.objects.select_related(
        "by", "selection__practice", "selection__programme__office"
    ).prefetch_related("receipts__by", "receipts__files")
    return found.filter(selection=selection, pk=number).first()


def attached(request: InformationRequest, number: int) -> Upload | None:
    """A file of an answer to a request."""
    return Upload.objects.filter(receipts__request=request, pk=number).first()


def earlier(selection: Selection, item: str, person: Person) -> list[InformationRequest]:
    """What was said before to the same request, in any programme of the same office.

    Only what the person may see: another programme may have another support unit.
    """
    if not item:
        return []
    found = InformationRequest.objects.filter(
        item=item,
        selection__practice=selection.practice_id,
        selection__programme__office=selection.programme.office_id,
        selection__in=seen(person),
        state__in=TOLD,
    )
    return list(found.prefetch_related("receipts__by").order_by("-since"))


def waiting() -> QuerySet[InformationRequest]:
    """Every request that somebody is to answer."""
    return InformationRequest.objects.filter(state__in=OPEN).select_related(
        "selection__practice", "selection__programme__office"
    )
