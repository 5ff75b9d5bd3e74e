"""Who sees the directory, keeps it, asks for support, and answers."""

from datetime import date

from django.db.models import Max, Q, QuerySet

from mainstay.accounts.models import Organisation, Person
from mainstay.accounts.policies import holds, where
from mainstay.accounts.roles import Kind, Role
from mainstay.programme.agreements.policies import OFFICE, PRACTICE
from mainstay.programme.cohort.models import Selection
from mainstay.programme.support.models import Gap, Offer, SupportRequest
from mainstay.programme.support.states import DONE_IN, Deed, State

LOOKS_ON = (*OFFICE, Role.AUDITOR)
UNIT = (Role.PROGRAMME_MANAGER, Role.CHANGE_MANAGER, Role.ANALYST)
PROVIDER = (*UNIT, Role.PARTNER)
PROVIDERS = (Kind.PARTNER, Kind.SUPPORT_UNIT)
ANSWERS = (Deed.YES, Deed.WAIT, Deed.NO, Deed.START, Deed.FINISH)


def offices_seen(person: Person) -> QuerySet[Organisation]:
    """The offices whose directory a person may read."""
    found = Organisation.objects.filter(kind=Kind.OFFICE).filter(
        Q(pk__in=where(person, *LOOKS_ON))
        | Q(programmes__support_unit__in=where(person, *UNIT))
        | Q(programmes__selections__practice__in=where(person, *PRACTICE))
        | Q(offers__partner__in=where(person, *PROVIDER))
    )
    return found.distinct().order_by("name", "pk")


def can_see(person: Person, office: Organisation) -> bool:
    return offices_seen(person).filter(pk=office.pk).exists()


def can_keep(person: Person, office: Organisation) -> bool:
    """The directory is its office's own staff's to write."""
    return office.kind == Kind.OFFICE and holds(person, office.pk, *OFFICE)


def can_see_offer(person: Person, offer: Offer) -> bool:
    return can_see(person, offer.office)


def can_keep_offer(person: Person, offer: Offer) -> bool:
    return can_keep(person, offer.office)


def can_ask(person: Person, offer: Offer, selection: Selection) -> bool:
    """Anybody of a practice that is in one of the office's programmes."""
    there = selection.programme.office_id == offer.office_id
    return there and holds(person, selection.practice_id, *PRACTICE)


def requests_seen(person: Person) -> QuerySet[SupportRequest]:
    """The requests of one's own office, one's own practice, and for what one provides."""
    return SupportRequest.objects.filter(
        Q(offer__office__in=where(person, *LOOKS_ON))
        | Q(offer__partner__in=where(person, *PROVIDER))
        | Q(selection__practice__in=where(person, *PRACTICE))
    )


def sees_all_requests(person: Person, office: Organisation) -> bool:
    """What every practice of an office asked for and misses is the office's to see."""
    return holds(person, office.pk, *LOOKS_ON)


def requests_provided(person: Person) -> QuerySet[SupportRequest]:
    """Those for what one provides."""
    return SupportRequest.objects.filter(offer__partner__in=where(person, *PROVIDER))


def can_see_request(person: Person, request: SupportRequest) -> bool:
    return (
        holds(person, request.offer.office_id, *LOOKS_ON)
        or provides(person, request.offer)
        or is_of_practice(person, request)
    )


def provides(person: Person, offer: Offer) -> bool:
    return offer.partner_id is not None and holds(person, offer.partner_id, *PROVIDER)


def is_of_practice(person: Person, request: SupportRequest) -> bool:
    return holds(person, request.selection.practice_id, *PRACTICE)


def can_do(person: Person, request: SupportRequest, deed: Deed) -> bool:
    """Whose deed it is, whatever state the request is in."""
    if deed in ANSWERS:
        return provides(person, request.offer) or can_keep_offer(person, request.offer)
    if deed == Deed.URGENT:
        return can_keep_offer(person, request.offer)
    return deed == Deed.TAKE_BACK and is_of_practice(person, request)


def may_now(person: Person, request: SupportRequest, deed: Deed) -> bool:
    """Whose deed it is, while it can be done."""
    in_time = request.state in DONE_IN[deed] and not (deed == Deed.URGENT and request.urgent)
    return in_time and can_do(person, request, deed)


def can_say(person: Person, request: SupportRequest) -> bool:
    """Anybody of the practice says whether it helped, once it is finished."""
    return request.state == State.FINISHED and is_of_practice(person, request)


def can_see_gaps(person: Person, office: Organisation) -> bool:
    """The office sees all, and a practice its own."""
    return sees_all_requests(person, office) or own_practices(person, office).exists()


def own_practices(person: Person, office: Organisation) -> QuerySet[Selection]:
    """The practices for which a person may ask, each with its newest place in a programme."""
    own = where(person, *PRACTICE)
    found = Selection.objects.filter(programme__office=office, practice__in=own)
    newest = found.values("practice").annotate(last=Max("pk")).values("last")
    held = Selection.objects.filter(pk__in=newest)
    return held.select_related("practice", "programme").order_by("practice__name", "pk")


def asks_for(person: Person, practice_code: str, today: date) -> Selection | None:
    """A practice's newest place in a programme, for its own people, until the programme is over."""
    own = where(person, *PRACTICE)
    found = Selection.objects.filter(practice__in=own, practice__code=practice_code)
    newest = found.select_related("programme").order_by("-pk").first()
    return newest if newest and newest.programme.ends >= today else None


def can_tell_gap(person: Person, selection: Selection) -> bool:
    return holds(person, selection.practice_id, *PRACTICE)


def can_answer_gap(person: Person, gap: Gap) -> bool:
    return holds(person, gap.selection.programme.office_id, *OFFICE)
