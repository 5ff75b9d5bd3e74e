"""The directory of the demo, and what its practices ask for: requests stand at every state."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.utils.timezone import localtime

from mainstay.accounts.models import Organisation, Person
from mainstay.accounts.roles import Kind
from mainstay.cli.demo import offers
from mainstay.cli.demo.journeys import Journey
from mainstay.cli.demo.people import Cast
from mainstay.cli.demo.story import Story
from mainstay.programme.support.answering import actions as answering
from mainstay.programme.support.asking import actions as asking
from mainstay.programme.support.gaps import actions as gaps
from mainstay.programme.support.models import Offer, SupportRequest
from mainstay.programme.support.offers import actions
from mainstay.programme.support.offers.told import Told
from mainstay.programme.support.states import Helped

OPENED = 75  # days ago
ROUND = 18  # days from one practice's help to the next one's
FAR_OUT = "criterion:gprp-2016.7"  # national figures on which the practice stands far out
HELPED = (Helped.LOT, Helped.LOT, Helped.LITTLE)


def tell(story: Story, cast: Cast, made: Sequence[Journey]) -> None:
    """Write down what happens to the directory."""
    partner, unit = (cast.organisations[one] for one in (Kind.PARTNER, Kind.SUPPORT_UNIT))
    told = (
        offers.manager(partner), offers.letters(partner), offers.figures(unit), offers.coaching(),
        offers.nurses(), offers.lease(),
    )  # fmt: skip
    for one in told:
        story.ago(OPENED, lambda now, told=one: put_on_offer(cast, told, now))
    manager = offers.manager(partner).name
    for place, one in enumerate(made[:1] + made[2:4]):
        _helped(story, cast["hal"], one, manager, place)
    _line(story, cast, made, manager)
    _others(story, cast, (made[2], made[3], made[5]))
    for place, (theme, words) in enumerate(offers.MISSING):
        one = made[2 + place]
        story.ago(9 - place, lambda now, t=theme, w=words, o=one: miss(o, t, w, now))


def _helped(story: Story, by: Person, one: Journey, name: str, place: int) -> None:
    """One practice after the other has the same offer, and says what came of it."""
    days = OPENED - 2 - place * ROUND
    story.ago(days, lambda now: ask(one, name, now))
    story.ago(days - 1, lambda now: say_yes(one, name, by, now, 5))
    story.ago(days - 6, lambda now: act(answering.start, one, name, by, now))
    story.ago(days - 16, lambda now: act(answering.finish, one, name, by, now))
    story.ago(days - 17, lambda now: say(one, name, place, now))


def _line(story: Story, cast: Cast, made: Sequence[Journey], name: str) -> None:
    """One has the place, two wait, and the second of these goes first."""
    hal = cast["hal"]
    first, second, third = made[4], made[5], made[9]
    story.ago(12, lambda now: ask(first, name, now))
    story.ago(11, lambda now: say_yes(first, name, hal, now, 3))
    story.ago(8, lambda now: act(answering.start, first, name, hal, now))
    for days, one in ((10, second), (6, third)):
        story.ago(days, lambda now, o=one: ask(o, name, now))
        story.ago(days - 1, lambda now, o=one: act(answering.put_waiting, o, name, hal, now))
    story.ago(4, lambda now: act(answering.put_first, third, name, cast["ben"], now, offers.URGENT))


def _others(story: Story, cast: Cast, held: Sequence[Journey]) -> None:
    """A yes with a day, a no, one that waits for an answer, and one taken back."""
    one, two, three = held[0], held[1], held[2]
    figures, coach = offers.figures(cast.organisations[Kind.SUPPORT_UNIT]).name, "A coach"
    story.ago(7, lambda now: ask(one, figures, now, FAR_OUT))
    story.ago(5, lambda now: say_yes(one, figures, cast["gwen"], now, 12))
    story.ago(20, lambda now: ask(two, coach, now))
    story.ago(18, lambda now: say_no(two, coach, cast["ben"], now))
    story.ago(3, lambda now: ask(three, "Letters", now))
    story.ago(6, lambda now: ask(three, coach, now))
    story.ago(2, lambda now: act(asking.take_back, three, coach, three.lead, now))


def put_on_offer(cast: Cast, told: Told, now: datetime) -> Offer:
    office: Organisation = cast.organisations[Kind.OFFICE]
    return actions.add_offer(office=office, told=told, by=cast["ben"], now=now)


def ask(one: Journey, name: str, now: datetime, finding: str = "") -> SupportRequest:
    """About a finding, or else the first statement that the offer names."""
    offer = Offer.objects.get(name__startswith=name)
    statement = "" if finding else (offer.statements or [""])[0]
    return asking.ask(
        offer=offer, selection=one.selection, statement=statement, finding=finding, words="",
        by=one.lead, now=now,
    )  # fmt: skip


def act(
    action: Callable[..., object], one: Journey, name: str, by: Person, now: datetime,
    words: str = "", **more: object,
) -> None:  # fmt: skip
    request = _request(one, name)
    seen = request.steps.last().pk
    action(request=request, words=words, seen=seen, by=by, now=now, **more)


def say_yes(one: Journey, name: str, by: Person, now: datetime, days: int) -> None:
    starts = localtime(now).date() + timedelta(days=days)
    act(answering.say_yes, one, name, by, now, starts=starts)


def say_no(one: Journey, name: str, by: Person, now: datetime) -> None:
    instead = Offer.objects.get(name__startswith="A practice manager")
    act(answering.say_no, one, name, by, now, offers.NO, instead=instead)


def say(one: Journey, name: str, place: int, now: datetime) -> None:
    given = {"helped": HELPED[place], "words": offers.CHANGED[place], "by": one.lead, "now": now}
    asking.say(request=_request(one, name), **given)


def miss(one: Journey, theme: str, words: str, now: datetime) -> None:
    given = {"statement": "", "theme": theme, "words": words, "by": one.lead, "now": now}
    gaps.tell_gap(selection=one.selection, **given)


def _request(one: Journey, name: str) -> SupportRequest:
    return one.selection.support_requests.filter(offer__name__startswith=name).last()
