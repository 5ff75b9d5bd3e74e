"""Support on offer: the directory, requests and their answers, and what is missing."""

from dataclasses import replace

from mainstay.accounts.models import Person
from mainstay.accounts.roles import Kind
from mainstay.programme.support.answering import actions as answering
from mainstay.programme.support.asking import actions as asking
from mainstay.programme.support.gaps import actions as gaps
from mainstay.programme.support.models import Gap, Offer, SupportRequest
from mainstay.programme.support.offers import actions as offers
from mainstay.programme.support.offers.told import Told
from mainstay.programme.support.states import Helped, Payer
from tests.records.conftest import NOW
from tests.records.tables import LOOKS_ON, OFFICE, PRACTICE, SUPPORT, Act, Page, Role
from tests.records.world import Side

PARTNER = frozenset({Role.PARTNER})
SEE = OFFICE | LOOKS_ON | SUPPORT | PRACTICE | PARTNER
SEE_REQUEST = OFFICE | LOOKS_ON | PRACTICE | PARTNER
ANSWER = OFFICE | PARTNER
FIRST_DAY = "2099-01-04"  # pages go by the clock of the day

TOLD = Told(
    name="A manager for six weeks", provider="Helping Hands", partner=None,
    kind="practice-management", words="A manager works beside yours two days a week.",
    statements=["pay-and-profit"], themes=["people"], domains=["workforce"], who="", places=None,
    cost="", payer=Payer.OFFICE, days=14, contact="Ann, 01632 960001",
)  # fmt: skip
TYPED = {
    **vars(TOLD), "partner": "", "places": "", "payer": "office", "seen": "1",
    "need_physical": ["pay-and-profit"],
}  # fmt: skip
TYPED.pop("statements")


def arrange(side: Side) -> None:
    """Offers of the partner in each state of a request, one that has ended, and a gap."""
    lead, practice = side.people[Role.OFFICE_LEAD], side.people[Role.PRACTICE_LEAD]
    partner = side.people[Role.PARTNER]
    for name in ("offered", "asked", "full", "promised", "started", "finished", "ended"):
        side.more[f"offer-{name}"] = add(side, name, lead, places=1 if name == "full" else None).pk
    for name in ("asked", "promised", "started", "finished"):
        side.more[f"support-{name}"] = ask(side, name, practice).pk
    for name in ("promised", "started", "finished"):
        act(answering.say_yes, side, name, partner, starts=NOW.date())
    for name in ("started", "finished"):
        act(answering.start, side, name, partner)
    act(answering.finish, side, "finished", partner)
    fill(side)
    ended = Offer.objects.get(pk=side.more["offer-ended"])
    offers.end_offer(offer=ended, why="It is over.", seen=1, by=lead, now=NOW)
    side.more["gap"] = miss(side, practice).pk


def fill(side: Side) -> None:
    """Its one place is taken by the time the practice asks: an office gives it to nobody."""
    made = ask(side, "full", side.people[Role.PRACTICE_LEAD])
    Offer.objects.filter(pk=made.offer_id).update(places=0)
    side.more["support-full"] = made.pk


def add(side: Side, name: str, by: Person, **more) -> Offer:
    partner = side.organisations[Kind.PARTNER]
    told = replace(TOLD, name=f"Help {name}", partner=partner, **more)
    return offers.add_offer(office=side.organisations[Kind.OFFICE], told=told, by=by, now=NOW)


def offer(side: Side, name: str = "offered") -> Offer:
    return Offer.objects.get(pk=side.more[f"offer-{name}"])


def asked(side: Side, name: str = "asked") -> SupportRequest:
    return SupportRequest.objects.get(pk=side.more[f"support-{name}"])


def ask(side: Side, name: str, by: Person, words: str = "") -> SupportRequest:
    return asking.ask(
        offer=offer(side, name), selection=side.selection, statement="pay-and-profit",
        words=words, by=by, now=NOW,
    )  # fmt: skip


def act(action, side: Side, name: str, by: Person, words: str = "", **more) -> object:
    request = asked(side, name)
    seen = request.steps.last().pk
    return action(request=request, words=words, seen=seen, by=by, now=NOW, **more)


def miss(side: Side, by: Person) -> Gap:
    return gaps.tell_gap(
        selection=side.selection, statement="", theme="people", words="A nurse on Mondays.",
        by=by, now=NOW,
    )  # fmt: skip


def office(side: Side) -> list[object]:
    return [side.organisations[Kind.OFFICE].pk]


def of(name: str):
    return lambda side: [side.more[name]]


def step(deed: str, name: str, **more):
    """What the form of a deed sends."""

    def data(side: Side) -> dict[str, object]:
        given = {"seen": asked(side, name).steps.last().pk, **more}
        return {f"{deed}-{key}": value for key, value in given.items()}

    return data


def typed(**more):
    return lambda side: {**TYPED, **more}


PAGES = {
    "support-offices": Page(SEE, lambda side: [], anybody=True),
    "support-provided": Page(PARTNER, lambda side: [], anybody=True),
    "support": Page(SEE, office),
    "support-csv": Page(SEE, office, html=False),
    "new-offer": Page(OFFICE, office, data=typed()),
    "ask-about": Page(PRACTICE, office),
    "support-requests": Page(SEE, office),
    "gaps": Page(OFFICE | LOOKS_ON | PRACTICE, office),
    "new-gap": Page(PRACTICE, office),
    "answer-gap": Page(
        OFFICE,
        of("gap"),
        "post",
        lambda side: {f"gap-{side.more['gap']}-offer": side.more["offer-offered"]},
    ),
    "support-offer": Page(SEE, of("offer-offered")),
    "ask-support": Page(
        PRACTICE, of("offer-offered"), "post", lambda side: {"selection": side.selection.pk}
    ),
    "change-offer": Page(OFFICE, of("offer-offered")),
    "check-offer": Page(OFFICE, of("offer-offered"), "post", lambda side: {"seen": "1"}),
    "end-offer": Page(
        OFFICE, of("offer-offered"), "post", lambda side: {"seen": "1", "why": "It is over."}
    ),
    "renew-offer": Page(OFFICE, of("offer-ended"), "post", lambda side: {"seen": "2"}),
    "support-request": Page(SEE_REQUEST, of("support-asked")),
    "support-yes": Page(
        ANSWER, of("support-asked"), "post", step("yes", "asked", starts=FIRST_DAY)
    ),
    "support-wait": Page(ANSWER, of("support-full"), "post", step("wait", "full")),
    "support-no": Page(ANSWER, of("support-asked"), "post", step("no", "asked", words="Full.")),
    "support-start": Page(ANSWER, of("support-promised"), "post", step("start", "promised")),
    "support-finish": Page(ANSWER, of("support-started"), "post", step("finish", "started")),
    "support-urgent": Page(
        OFFICE, of("support-asked"), "post", step("urgent", "asked", words="It may close.")
    ),
    "support-take-back": Page(PRACTICE, of("support-asked"), "post", step("take-back", "asked")),
    "support-said": Page(PRACTICE, of("support-finished"), "post", lambda side: {"helped": "lot"}),
}


def _done(action, name: str, words: str = "", **more):
    return lambda side, by: act(action, side, name, by, words, **more)


def _offer(action, name: str = "offered", seen: int = 1, **more):
    return lambda side, by: action(offer=offer(side, name), seen=seen, by=by, now=NOW, **more)


def _say(side: Side, by: Person) -> object:
    given = {"helped": Helped.LOT, "words": "", "by": by, "now": NOW}
    return asking.say(request=asked(side, "finished"), **given)


def _answer_gap(side: Side, by: Person) -> object:
    held = Gap.objects.get(pk=side.more["gap"])
    return gaps.answer_gap(gap=held, offer=offer(side), by=by, now=NOW)


ACTIONS = {
    "support.offers.actions.add_offer": Act(OFFICE, lambda side, by: add(side, "new", by)),
    "support.offers.actions.change_offer": Act(OFFICE, _offer(offers.change_offer, told=TOLD)),
    "support.offers.actions.check_offer": Act(OFFICE, _offer(offers.check_offer)),
    "support.offers.actions.end_offer": Act(OFFICE, _offer(offers.end_offer, why="Over.")),
    "support.offers.actions.renew_offer": Act(OFFICE, _offer(offers.renew_offer, "ended", 2)),
    "support.asking.actions.ask": Act(PRACTICE, lambda side, by: ask(side, "offered", by)),
    "support.asking.actions.take_back": Act(PRACTICE, _done(asking.take_back, "asked")),
    "support.asking.actions.say": Act(PRACTICE, _say),
    "support.answering.actions.say_yes": Act(
        ANSWER, _done(answering.say_yes, "asked", starts=NOW.date())
    ),
    "support.answering.actions.put_waiting": Act(ANSWER, _done(answering.put_waiting, "full")),
    "support.answering.actions.say_no": Act(
        ANSWER, _done(answering.say_no, "asked", "Full.", instead=None)
    ),
    "support.answering.actions.start": Act(ANSWER, _done(answering.start, "promised")),
    "support.answering.actions.finish": Act(ANSWER, _done(answering.finish, "started")),
    "support.answering.actions.put_first": Act(
        OFFICE, _done(answering.put_first, "asked", "It may close.")
    ),
    "support.gaps.actions.tell_gap": Act(
        PRACTICE, lambda side, by: gaps.tell_gap(
            selection=side.selection, statement="", theme="money", words="Advice on the lease.",
            by=by, now=NOW,
        )
    ),
    "support.gaps.actions.answer_gap": Act(OFFICE, _answer_gap),
}  # fmt: skip
