"""What practices asked for, who stands in line, and what comes next."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Min, QuerySet

from mainstay.accounts.models import Person
from mainstay.programme.cohort.models import Selection
from mainstay.programme.organisations.models import Programme
from mainstay.programme.support.models import Offer, RequestStep, SupportRequest
from mainstay.programme.support.offers.queries import left
from mainstay.programme.support.policies import requests_provided, requests_seen
from mainstay.programme.support.states import IN_LINE, MILESTONES, OPEN, Deed, State

PARTS = (
    "offer__office", "offer__partner", "selection__practice", "selection__programme", "by",
)  # fmt: skip


def request(number: int) -> SupportRequest | None:
    found = SupportRequest.objects.select_related(*PARTS, "opinion")
    steps = found.prefetch_related("steps__by", "steps__instead")
    return steps.filter(pk=number).first()


def requests(person: Person, office: int) -> list[SupportRequest]:
    """What a person sees of an office's requests: those under way first, the oldest first."""
    found = requests_seen(person).filter(offer__office=office).select_related(*PARTS, "opinion")
    return sorted(found, key=lambda one: (one.state not in OPEN, one.pk))


def provided(person: Person) -> list[SupportRequest]:
    """What practices asked for of what a person provides, of every office: in turn."""
    return in_turn(requests_provided(person).select_related(*PARTS))


def to_answer(person: Person) -> int:
    """How many of these nobody has answered yet."""
    return requests_provided(person).filter(state=State.ASKED).count()


def open_of(offer: Offer, selections) -> QuerySet[SupportRequest]:
    """What these practices have asked for of an offer, and is not over."""
    found = offer.requests.filter(selection__in=selections, state__in=OPEN)
    return found.select_related("selection__practice")


def open_among(offers: QuerySet[Offer], selections) -> QuerySet[SupportRequest]:
    """What these practices have asked for of these offers, and is not over."""
    found = SupportRequest.objects.filter(
        offer__in=offers, selection__in=selections, state__in=OPEN
    )
    return found.select_related("offer", "selection__practice")


def line(offer: Offer) -> list[SupportRequest]:
    """Who waits for an offer, in turn: urgent ones first, then whoever asked first."""
    return in_turn(offer.requests.filter(state__in=IN_LINE).select_related("selection__practice"))


def in_turn(waiting: Iterable[SupportRequest]) -> list[SupportRequest]:
    return sorted(waiting, key=lambda one: (not one.urgent, one.pk))


def place(request: SupportRequest) -> int | None:
    """A request's place in line, from 1; None when it does not wait."""
    if request.state not in IN_LINE:
        return None
    return [one.pk for one in line(request.offer)].index(request.pk) + 1


def places(found: Iterable[SupportRequest]) -> dict[int, int]:
    """The place of each of these that waits for one: one question, however many offers they are."""
    waiting = [one for one in found if one.state in IN_LINE and one.offer.places is not None]
    held = SupportRequest.objects.filter(
        offer__in={one.offer_id for one in waiting}, state__in=IN_LINE
    )
    lines: dict[int, list[SupportRequest]] = {}
    for one in in_turn(held):
        lines.setdefault(one.offer_id, []).append(one)
    return {one.pk: number for each in lines.values() for number, one in enumerate(each, 1)}


def has_room(request: SupportRequest) -> bool:
    """Whether there is a place for it, after all who stand before it."""
    free = left(request.offer)
    turn = place(request)
    return free is None or turn is None or free >= turn


def last_step(request: SupportRequest) -> int:
    """What a form says that its reader saw."""
    return max(one.pk for one in request.steps.all())


def of_programme(programme: Programme) -> QuerySet[SupportRequest]:
    """All that its practices asked for; for who has asked a policy."""
    found = SupportRequest.objects.filter(selection__programme=programme)
    return found.select_related(*PARTS).order_by("pk")


def steps_of_programme(programme: Programme) -> QuerySet[RequestStep]:
    """What became of it, request by request; for who has asked a policy."""
    found = RequestStep.objects.filter(request__selection__programme=programme)
    parts = ("request__offer", "request__selection__practice", "instead", "by")
    return found.select_related(*parts).order_by("request", "pk")


def firsts(programme: Programme) -> dict[int, dict[Deed, datetime]]:
    """When each practice of a programme first came to each deed, by practice of its cohort."""
    done = RequestStep.objects.filter(request__selection__programme=programme).order_by()
    found: dict[int, dict[Deed, datetime]] = {}
    for number, deed, at in done.values_list("request__selection", "deed").annotate(Min("at")):
        found.setdefault(number, {})[Deed(deed)] = at
    return found


def milestones(person: Person, selection: Selection) -> QuerySet[RequestStep]:
    """When a practice asked, was helped, and help ended: of those requests that a person sees."""
    found = RequestStep.objects.filter(request__in=requests_seen(person), deed__in=MILESTONES)
    return found.filter(request__selection=selection).select_related("request__offer", "by")


def unanswered(since: datetime) -> QuerySet[SupportRequest]:
    """What nobody has answered that was asked before a moment."""
    found = SupportRequest.objects.filter(state=State.ASKED, since__lt=since)
    return found.select_related(*PARTS)


def not_begun(today) -> QuerySet[SupportRequest]:
    """What should have started by a day."""
    found = SupportRequest.objects.filter(state=State.YES, starts__lt=today)
    return found.select_related(*PARTS)


def unsaid(since: datetime) -> QuerySet[SupportRequest]:
    """What was finished before a moment, and the practice has not spoken of."""
    found = SupportRequest.objects.filter(state=State.FINISHED, opinion=None, since__lt=since)
    return found.select_related(*PARTS)
