"""The directory, found and put in order."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from mainstay.accounts.models import Organisation
from mainstay.accounts.roles import Kind
from mainstay.programme.support import helping
from mainstay.programme.support.about import About
from mainstay.programme.support.models import Offer, Opinion, SupportRequest
from mainstay.programme.support.states import HOLDING, IN_LINE, Helped
from mainstay.terms.frameworks import Statement

CHECK_EVERY = timedelta(days=183)
FEWEST = 3  # practices that must have spoken before anything is shown, and between two changes


@dataclass(frozen=True)
class Line:
    """An offer of the directory. `left` None for no limit; `for_us`: what was asked of it."""

    offer: Offer
    left: int | None
    waiting: int
    opinions: "Opinions"
    for_us: tuple[Statement, ...] = ()

    def unchecked(self, today: date) -> bool:
        return localtime(self.offer.checked_at).date() + CHECK_EVERY < today


@dataclass(frozen=True)
class Opinions:
    """What practices said: how many, how often each answer, and their words if enough wrote."""

    practices: int = 0
    helped: tuple[tuple[str, int], ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for in a directory; empty is no filter."""

    words: str = ""
    kind: str = ""
    theme: str = ""
    domain: str = ""
    statements: tuple[Statement, ...] = field(default=())


def offer(number: int) -> Offer | None:
    parts = ("office", "partner", "checked_by")
    return Offer.objects.select_related(*parts).filter(pk=number).first()


def office(number: int) -> Organisation | None:
    return Organisation.objects.filter(pk=number, kind=Kind.OFFICE).first()


def providers() -> QuerySet[Organisation]:
    """Whose people may answer for an offer."""
    kinds = (Kind.PARTNER, Kind.SUPPORT_UNIT)
    return Organisation.objects.filter(kind__in=kinds).order_by("name", "pk")


def current(office: Organisation) -> QuerySet[Offer]:
    return Offer.objects.filter(office=office, ended_at=None)


def ended(office: Organisation) -> QuerySet[Offer]:
    return Offer.objects.filter(office=office).exclude(ended_at=None)


def directory(office: Organisation, wanted: Wanted) -> list[Line]:
    """What is on offer and wanted: what helps with most first, then what starts soonest."""
    found = [one for one in lines(current(office)) if _fits(one.offer, wanted)]
    if wanted.statements:
        found = [line for one in found if (line := _for(one, wanted.statements)).for_us]
    return _in_order(found)


def helping_with(office: Organisation, asked: About | None) -> list[Line]:
    """What is on offer and helps with something; for nothing in particular all that there is."""
    found = lines(current(office))
    if asked is None:
        return _in_order(found)
    return _in_order(_for(one, asked.statements) for one in found if _helps(one.offer, asked))


def helping_each(office: int, asked: Iterable[Statement]) -> dict[str, list[Offer]]:
    """What is on offer for each of these, what starts soonest first: one question for all."""
    held = Offer.objects.filter(office=office, ended_at=None)
    offers = sorted(held, key=lambda one: (one.days, one.name.casefold()))
    return {
        each.id: [one for one in offers if helping.helps_with(one.statements, one.themes, each)]
        for each in asked
    }


def _helps(offer: Offer, asked: About) -> bool:
    return asked.is_helped_by(offer.statements, offer.themes, offer.domains)


def _in_order(found: Iterable[Line]) -> list[Line]:
    """What helps with most first, then what starts soonest."""
    return sorted(
        found, key=lambda one: (-len(one.for_us), one.offer.days, one.offer.name.casefold())
    )


def every(office: Organisation) -> QuerySet[Offer]:
    """Those that have ended too, in the order in which they came."""
    return Offer.objects.filter(office=office).order_by("pk")


def lines(offers: QuerySet[Offer]) -> list[Line]:
    """Offers with what is left of each: three questions, however many offers there are."""
    held = list(offers.select_related("partner", "checked_by", "office", "by"))
    asked = SupportRequest.objects.filter(offer__in=held).values_list("offer", "state")
    states: dict[int, list[str]] = {}
    for number, state in asked:
        states.setdefault(number, []).append(state)
    said = _opinions(held)
    return [_line(one, states.get(one.pk, []), said.get(one.pk, [])) for one in held]


def line(offer: Offer) -> Line:
    return lines(Offer.objects.filter(pk=offer.pk))[0]


def left(offer: Offer) -> int | None:
    """How many more practices it can take now; None for no limit."""
    return _left(offer, offer.requests.filter(state__in=HOLDING).count())


def _left(offer: Offer, holding: int) -> int | None:
    return None if offer.places is None else max(0, offer.places - holding)


def _line(offer: Offer, states: list[str], said: list[Opinion]) -> Line:
    holding = sum(one in HOLDING for one in states)
    waiting = sum(one in IN_LINE for one in states)
    return Line(offer, _left(offer, holding), waiting, summed(said))


def _opinions(offers: Collection[Offer]) -> dict[int, list[Opinion]]:
    """What each practice said first of each offer, the oldest first."""
    asked = Opinion.objects.filter(request__offer__in=offers)
    found: dict[int, dict[int, Opinion]] = {}
    for one in asked.select_related("request__selection").order_by("at", "pk"):
        whose = one.request.selection.practice_id
        found.setdefault(one.request.offer_id, {}).setdefault(whose, one)
    return {number: list(of.values()) for number, of in found.items()}


def summed(said: list[Opinion]) -> Opinions:
    """Counts of three, six, nine... practices, so that no new one can be told from the last."""
    shown = said[: len(said) // FEWEST * FEWEST]
    if not shown:
        return Opinions()
    counts = tuple((one.label, sum(each.helped == one for each in shown)) for one in Helped)
    words = sorted(one.words for one in shown if one.words)
    return Opinions(len(shown), counts, tuple(words) if len(words) >= FEWEST else ())


def _fits(offer: Offer, wanted: Wanted) -> bool:
    return (
        (not wanted.kind or offer.kind == wanted.kind)
        and (not wanted.theme or wanted.theme in helping.all_themes(offer.statements, offer.themes))
        and (not wanted.domain or wanted.domain in offer.domains)
        and all(word in _text(offer) for word in wanted.words.casefold().split())
    )


def _text(offer: Offer) -> str:
    """All that a search by words looks through."""
    asked = (helping.statement(one) for one in offer.statements)
    said = [
        offer.name, offer.provider, offer.words, offer.who, offer.contact, offer.cost,
        helping.kinds().get(offer.kind, ""),
        *helping.named(offer.themes, helping.themes()),
        *helping.named(offer.domains, helping.domains()),
        *(one.words for one in asked if one),
    ]  # fmt: skip
    return " ".join(said).casefold()


def _for(one: Line, asked: Iterable[Statement]) -> Line:
    given = one.offer.statements, one.offer.themes
    helped = tuple(each for each in asked if helping.helps_with(*given, each))
    return Line(one.offer, one.left, one.waiting, one.opinions, helped)


def unchecked_since(moment) -> QuerySet[Offer]:
    """Offers that nobody has checked since a moment."""
    found = Offer.objects.filter(Q(ended_at=None), checked_at__lt=moment)
    return found.select_related("office")
