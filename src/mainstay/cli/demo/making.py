"""Make the demo, once; where it is there already, leave it as it is."""

from dataclasses import asdict
from datetime import datetime, timedelta

from mainstay.accounts.models import Entry, Organisation
from mainstay.accounts.roles import Kind
from mainstay.cli.demo import asking, cohort, journeys, people, resilience, support, words
from mainstay.cli.demo.story import Story
from mainstay.library import Home, Known
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.risks import actions as risks
from mainstay.programme.engagement.risks.words import Said
from mainstay.programme.organisations.models import Programme
from mainstay.terms.errors import MainstayError
from mainstay.terms.risks import offered

BEGAN = 160  # days ago


def is_there() -> bool:
    """Whether this home has the demo."""
    office = Organisation.objects.filter(name=words.ORGANISATIONS[Kind.OFFICE])
    return office.filter(
        programmes__name=words.PROGRAMME, programmes__frozen__isnull=False
    ).exists()


def require_room(home: Home) -> None:
    """Raises MainstayError for a home that holds real releases, or records of somebody's own."""
    if not home.releases():
        raise MainstayError(
            f"Nothing is held in {home.path} yet.",
            advice="Make up an England with mainstay synthesise, and import it.",
        )
    if not home.synthetic:
        raise MainstayError(
            f"{home.path} holds real data: no made-up practice comes beside them.",
            advice="Use another folder with --home.",
        )
    if Entry.objects.exists():
        raise MainstayError(
            f"{home.path} has records of its own.", advice="Use another folder with --home."
        )


def make(home: Home, now: datetime) -> Programme:
    """Everything in the demo, in the order of its days; `now` is the day it is looked at."""
    day = cohort.day_of([one.published for one in home.releases()], now.date())
    known = home.known(day)
    known.build()
    story = Story(now)
    cast = people.gather(now - timedelta(days=BEGAN))
    programme = cohort.set_up(cast, known, now - timedelta(days=BEGAN - 1))
    story.ago(BEGAN - 2, lambda at: cohort.lay_out(cast, programme, at))
    codes = cohort.first_in_order(known, programme)
    cohort.judge(story, cast, programme, codes, BEGAN - 10)
    story.ago(BEGAN - 4, lambda at: cohort.hear(cast, programme, codes, at))
    frozen = journeys.SELECTED_AGO
    story.ago(frozen, lambda at: cohort.settle(known, cast, programme, at))
    story.play()
    asking.ask_themselves(story, cast, programme, known, codes[-cohort.SPARE :][-2:])
    _go_on(story, cast, programme, known)
    return programme


def _go_on(story: Story, cast: people.Cast, programme: Programme, known: Known) -> None:
    """What came after the list was frozen."""
    selections = list(Selection.objects.filter(programme=programme).order_by("pk"))
    made = journeys.begin(story, cast, selections, known)
    journeys.book(story, cast, made)
    support.tell(story, cast, made)
    resilience.tell(story, made)
    story.ago(12, lambda at: journeys.withdraw_consent(made[6], at))
    story.ago(100, lambda at: _risks(cast, programme, at, story.now))
    story.play()


def _risks(cast: people.Cast, programme: Programme, at: datetime, now: datetime) -> None:
    """A register with something late in it, begun with what a source offers."""
    for told in words.RISKS:
        given = {name: value for name, value in asdict(told).items() if name != "days"}
        review = now.date() + timedelta(days=told.days)
        risks.add_risk(
            programme=programme,
            selection=None,
            said=Said(**given, review=review),
            by=cast["dev"],
            now=at,
        )
    first = offered()["wessex-2016.national-policy"]
    risks.add_risk(
        programme=programme,
        selection=None,
        said=Said(
            kind=words.Sort.RISK, words=first.words, cause=first.cause, effect=first.effect,
            likelihood=2, impact=3, owner="Ada Marsh", response="We read every new policy.",
            review=now.date() + timedelta(days=60),
        ),
        offered=first.id,
        by=cast["ada"],
        now=at,
    )  # fmt: skip
