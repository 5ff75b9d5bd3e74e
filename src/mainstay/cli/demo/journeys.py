"""The journeys of the demo's practices: together they stand at every stage."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from mainstay.accounts.models import Person
from mainstay.accounts.roles import Kind
from mainstay.cli.demo import evidence, people, visits, words
from mainstay.cli.demo.people import Cast
from mainstay.cli.demo.story import Story
from mainstay.library import Known
from mainstay.library.issuing import Draft
from mainstay.programme.agreements import actions as agreeing
from mainstay.programme.agreements import queries as agreed
from mainstay.programme.agreements.consent import actions as consent
from mainstay.programme.agreements.parts import Form, Part
from mainstay.programme.agreements.signing import actions as signing
from mainstay.programme.agreements.words import drafted
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement import actions, queries
from mainstay.programme.engagement.requests.states import State
from mainstay.programme.engagement.stages import Stage

SELECTED_AGO = 120  # days since the list was frozen
S = Stage
ALONG = (S.READY, S.DIAGNOSING, S.OPTIONS, S.PLANNING, S.DELIVERING, S.CLOSED)
# Where each practice of the cohort stands, in the order for conversations.
STAND = (
    S.DELIVERING, S.CLOSED, S.PLANNING, S.OPTIONS, S.DIAGNOSING, S.READY, S.PREPARING, S.PREPARING,
    S.NOT_NOW, S.DIAGNOSING, S.PREPARING, S.AGREED, S.WITHDRAWN, S.SELECTED, S.PREPARING, S.AGREED,
    S.SELECTED, S.PRACTICE_GONE, S.READY, S.SELECTED, S.SELECTED, S.SELECTED,
)  # fmt: skip
STEPS_DAYS = (9, 9, 8, 8, 8)  # how long a practice stays before each stage after Ready
REASONS = {S.CLOSED: words.DONE, S.NOT_NOW: words.NOT_NOW, S.READY: words.READY}


@dataclass
class Journey:
    """One practice: its place in the cohort, its people, and where it is to come to."""

    story: Story
    cast: Cast
    selection: Selection
    place: int
    end: Stage
    known: Known
    draft: Callable[[str], Draft]
    lead: Person | None = None

    @property
    def first(self) -> float:
        """How many days ago somebody first wrote to it: later for practices further down."""
        return SELECTED_AGO - 4 - 1.5 * self.place

    @property
    def change_manager(self) -> Person:
        return self.cast["elin" if self.place % 2 else "femi"]

    def ago(self, days: float, deed: Callable[[datetime], object]) -> None:
        self.story.ago(days, deed)


def begin(story: Story, cast: Cast, selections: list[Selection], known: Known) -> list[Journey]:
    """Write down what happens to each practice."""
    draft = evidence.drafts(known, selections[0].programme.rules)
    made = [
        Journey(story, cast, one, place, STAND[place % len(STAND)], known, draft)
        for place, one in enumerate(selections)
    ]
    for one in made:
        _tell(one)
    return made


def _tell(one: Journey) -> None:
    if one.end is S.PRACTICE_GONE:
        one.ago(30, lambda now: move(one, S.PRACTICE_GONE, "ada", words.GONE, now))
        return
    if one.end is S.SELECTED:
        _hardly_begun(one)
        return
    _agree(one)
    if one.end is S.WITHDRAWN:
        one.ago(one.first - 26, lambda now: withdraw(one, now))
    elif one.end is not S.AGREED:
        _prepare(one)


def _hardly_begun(one: Journey) -> None:
    """Selected practices differ: nobody has joined, one lead is named, half has signed."""
    begun = one.place % 4
    if begun >= 1:
        one.ago(one.first, lambda now: bring_lead(one, now))
    if begun >= 2:
        one.ago(one.first - 3, lambda now: offer(one, Form.MEMORANDUM, "ada", now))
        one.ago(one.first - 5, lambda now: sign(one, Form.MEMORANDUM, Kind.OFFICE, "ada", now))


def _agree(one: Journey) -> None:
    one.ago(one.first, lambda now: bring_lead(one, now))
    slow = one.place % 5
    for place, (form, by) in enumerate(
        ((Form.MEMORANDUM, "ada"), (Form.CONFIDENTIALITY, "ada"), (Form.SERVICE_LEVEL, "dev"))
    ):
        one.ago(one.first - 1 - place, lambda now, f=form, b=by: offer(one, f, b, now))
        one.ago(one.first - 4 - slow - place, lambda now, f=form: sign_all(one, f, now))
    one.ago(one.first - 8 - slow, lambda now: answer_consent(one, now))
    one.ago(one.first - 10 - slow, lambda now: move(one, S.AGREED, "dev", "", now))


def _prepare(one: Journey) -> None:
    one.ago(one.first - 16, lambda now: name(one, Part.CHANGE_MANAGER, one.change_manager, now))
    one.ago(one.first - 17, lambda now: move(one, S.PREPARING, "dev", "", now))
    _ask(one)
    if one.end is S.PREPARING:
        _prepare_in_part(one)
        return
    _read_and_talk(one)
    one.ago(one.first - 45, lambda now: decide(one, first_decision(one), now))
    if one.end in ALONG:
        _go_along(one)


def _prepare_in_part(one: Journey) -> None:
    """Those that prepare differ: no pack yet, pack sent, pack read with a comment, half talked."""
    begun = one.place % 4
    if begun >= 1:
        one.ago(30, lambda now: issue(one, now))
    if begun >= 2:
        one.ago(20, lambda now: receive(one, now, all_through=begun == 3))
        one.ago(16, lambda now: evidence.comment(one.selection, one.known, one.lead, now))
    if begun == 3:
        one.ago(3, lambda now: converse(one, now, whole=False))


# Which practice, by its place, has a visit ahead of which kind of story.
AHEAD = {"confirmed": 4, "moved": 9, "offered": 3, "first": 7, "second": 10, "cannot": 2}


def book(story: Story, cast: Cast, made: list[Journey]) -> None:
    """The visits that are still to come."""
    chosen = {name: made[place] for name, place in AHEAD.items()}
    held = {name: one.selection for name, one in chosen.items()}
    visits.ahead(story, cast, held, lambda name: chosen[name].lead)


def _read_and_talk(one: Journey) -> None:
    _visit(one)
    one.ago(one.first - 24, lambda now: issue(one, now))
    one.ago(one.first - 30, lambda now: receive(one, now, all_through=True))
    if one.place % 3 == 0:
        one.ago(
            one.first - 33,
            lambda now: evidence.comment(one.selection, one.known, one.lead, now),
        )
        one.ago(one.first - 35, lambda now: evidence.answer(one.selection, one.cast["ben"], now))
    one.ago(one.first - 44, lambda now: converse(one, now, whole=True))


def _visit(one: Journey) -> None:
    """The readiness conversation was a visit: booked, said yes to by the link, held."""
    kind, held = "readiness", one.selection
    day = visits.working_day((one.story.now - timedelta(one.first - 44)).date(), -visits.DAY)
    one.ago(one.first - 31, lambda now: visits.offer(one.cast, held, kind, day, now))
    one.ago(one.first - 34, lambda now: visits.say_yes(held, kind, one.lead, now))
    one.ago(one.first - 44.9, lambda now: visits.say_held(one.cast, held, kind, now))


def _ask(one: Journey) -> None:
    """Some practices are asked for something: answered, spared, due, or late."""
    days = one.first - 19
    kind = one.place % 4
    if kind == 0:
        one.ago(days, lambda now: ask(one, "staff-list", State.HELD, 14, now))
        one.ago(days, lambda now: ask_and_answer(one, now))
    elif kind == 1:
        one.ago(9, lambda now: ask(one, "premises", State.OFFICE, 14, now))
    elif kind == 2:
        one.ago(25, lambda now: ask_through_office(one, 12, now))
    else:
        one.ago(5, lambda now: ask_through_office(one, 9, now))


def _go_along(one: Journey) -> None:
    days = one.first - 45
    for place, stage in enumerate(ALONG[1 : ALONG.index(one.end) + 1]):
        days -= STEPS_DAYS[place]
        why = REASONS.get(stage, "")
        one.ago(days, lambda now, to=stage, r=why: move(one, to, "dev", r, now))


def first_decision(one: Journey) -> Stage:
    return S.NOT_NOW if one.end is S.NOT_NOW else S.READY


def issue(one: Journey, now: datetime) -> None:
    drafted = one.draft(one.selection.practice.code)
    evidence.issue(one.selection, drafted, one.cast["gwen"], now)


def receive(one: Journey, now: datetime, *, all_through: bool) -> None:
    evidence.receive(one.selection, one.lead, now, all_through=all_through)


def converse(one: Journey, now: datetime, *, whole: bool) -> None:
    by = one.change_manager
    evidence.converse(one.selection, by, now, whole=whole, held_on=now.date())


def ask(one: Journey, item: str, first: State, days: int, now: datetime) -> object:
    return evidence.ask(one.cast, one.selection, item, first, days, now)


def ask_through_office(one: Journey, days: int, now: datetime) -> object:
    """The office has not got it, so the practice is asked."""
    asked = ask(one, "profit-and-loss", State.OFFICE, days, now)
    evidence.pass_on(one.cast, asked, now)
    asked.refresh_from_db()
    return asked


def ask_and_answer(one: Journey, now: datetime) -> None:
    evidence.reply(ask_through_office(one, 14, now), one.lead, now)


def bring_lead(one: Journey, now: datetime) -> None:
    """The practice's lead joins, and is named."""
    one.lead = people.practice_lead(one.cast, one.selection.practice, one.place, now)
    name(one, Part.PRACTICE_LEAD, one.lead, now)
    if one.place == 0:
        people.practice_staff(one.cast, one.selection.practice, now)


def name(one: Journey, part: Part, person: Person, now: datetime) -> None:
    by = one.cast["dev"]
    agreeing.nominate(selection=one.selection, part=part, person=person, by=by, now=now)


def offer(one: Journey, form: Form, by: str, now: datetime) -> None:
    held = agreed.selection(one.selection.pk)
    seen = drafted(held, form).digest
    signing.offer(selection=held, form=form, seen=seen, why="", by=one.cast[by], now=now)


def sign(one: Journey, form: Form, party: Kind, by: str | Person, now: datetime) -> None:
    held = agreed.selection(one.selection.pk)
    who = one.cast[by] if isinstance(by, str) else by
    seen = agreed.in_force(held, form).digest
    signing.sign(selection=held, form=form, party=party, name=who.name, seen=seen, by=who, now=now)


def sign_all(one: Journey, form: Form, now: datetime) -> None:
    """Everybody whose signature is wanted."""
    held = agreed.selection(one.selection.pk)
    who = {Kind.OFFICE: "ada", Kind.SUPPORT_UNIT: "dev", Kind.PRACTICE: one.lead}
    for party in agreed.wanted(held, form):
        sign(one, form, party, who[party], now)


def answer_consent(one: Journey, now: datetime) -> None:
    """Most say yes to benchmarking; some say no, and one takes it back."""
    held = agreed.selection(one.selection.pk)
    given = {"selection": held, "seen": drafted(held, Form.BENCHMARKING).digest, "by": one.lead}
    if one.place % 7 == 3:
        consent.decline(**given, now=now)
    else:
        consent.give(**given, now=now)


def withdraw_consent(one: Journey, now: datetime) -> None:
    held = agreed.selection(one.selection.pk)
    consent.withdraw(selection=held, by=one.lead, now=now)


def move(one: Journey, end: Stage, by: str, reason: str, now: datetime) -> None:
    _move(one, end, one.cast[by], reason, now)


def withdraw(one: Journey, now: datetime) -> None:
    _move(one, S.WITHDRAWN, one.lead, words.WITHDREW, now)


def _move(one: Journey, end: Stage, by: Person, reason: str, now: datetime) -> None:
    held = queries.journey(one.selection.pk)
    actions.move(selection=held, end=end, seen=queries.stage(held), reason=reason, by=by, now=now)


def decide(one: Journey, end: Stage, now: datetime) -> None:
    """What comes of the readiness conversation."""
    evidence.settle(one.selection, end, REASONS[end], one.change_manager, now)
