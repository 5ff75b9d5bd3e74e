"""The self-assessments of the demo: finished, at the meeting, under way; shared, and counted."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from django.utils.timezone import localtime

from mainstay.cli.demo import words
from mainstay.cli.demo.journeys import Journey
from mainstay.cli.demo.story import Story
from mainstay.programme.assessment import actions, answering, queries, sheets
from mainstay.programme.assessment.agreeing.actions import Given, agree
from mainstay.programme.assessment.beginning.actions import choose
from mainstay.programme.assessment.beginning.queries import beginnings
from mainstay.programme.assessment.models import Round, StaffGroup
from mainstay.programme.assessment.reminding.actions import look_again
from mainstay.programme.assessment.statements.actions import add_statement
from mainstay.programme.sharing.actions import share
from mainstay.programme.sharing.audiences import Audience
from mainstay.programme.sharing.counting import count
from mainstay.terms.frameworks import Statement

COUNTED = (
    0,
    1,
    2,
    4,
    5,
    7,
    8,
    9,
    11,
    14,
    15,
    18,
)  # places in the cohort; all of them say yes to it
TWICE, MEETS, ANSWERS = 0, 2, 4  # who did it before, who is at the meeting, who is answering
TEAM = {
    StaffGroup.GP_PARTNERS: 2,
    StaffGroup.NURSES: 3,
    StaffGroup.MANAGERS: 1,
    StaffGroup.OFFICE: 5,
}
FIRM = {"physical": 3.3, "security": 3.0, "social": 2.7, "esteem": 2.3, "self-actualisation": 2.0}
BEFORE = {
    "leadership": 2.0,
    "patients": -0.6,
}  # steps by which they got further since the first time
NOT_SO_SURE = 0.7  # of a step, by which those at the front desk see things less well


def tell(story: Story, made: Sequence[Journey]) -> None:
    """Write down what the practices' teams say of themselves, and who may see it."""
    twice = made[TWICE]
    story.ago(100, lambda now: ask_alone(twice, now))
    story.ago(99, lambda now: answer(twice, "first", 11))
    story.ago(92, lambda now: close(twice, now))
    story.ago(90, lambda now: meet(twice, "first", now))
    story.ago(60, lambda now: ask_alone(twice, now))
    story.ago(59, lambda now: answer(twice, "now", 11))
    story.ago(50, lambda now: close(twice, now))
    office = made[0].selection.programme.office
    told = words.OWN_STATEMENT
    story.ago(
        95, lambda now: add_statement(office=office, told=told, by=twice.cast["ada"], now=now)
    )
    for place in COUNTED:
        one = made[place]
        if place != TWICE:
            story.ago(70, lambda now, o=one: _begin(o, now))
        story.ago(44, lambda now, o=one: meet(o, "now", now))
        story.ago(40, lambda now, o=one: let_see(o, Audience.COUNTED, now))
    for audience in (Audience.SUPPORT, Audience.OFFICE):
        story.ago(38, lambda now, a=audience: let_see(twice, a, now))
    story.ago(38, lambda now: let_see(made[1], Audience.SUPPORT, now))
    story.ago(37, lambda now: choose_first(twice, now))
    story.ago(37, lambda now: again_in_half_a_year(twice, now))
    story.ago(_since_the_first(story.now), lambda now: count(twice.selection.programme, now))
    _under_way(story, made[MEETS], made[ANSWERS])


def _under_way(story: Story, meets: Journey, answers: Journey) -> None:
    story.ago(25, lambda now: ask_alone(meets, now))
    story.ago(24, lambda now: answer(meets, "now", 11))
    story.ago(6, lambda now: close(meets, now))
    story.ago(5, lambda now: agree_some(meets, "physical", now))
    story.ago(5, lambda now: ask_alone(answers, now))
    story.ago(4, lambda now: answer(answers, "now", 6))


def _since_the_first(now: datetime) -> float:
    """Days since the month began: counts are made then."""
    began = localtime(now).replace(day=1, hour=0, minute=1)
    return (now - began).total_seconds() / 86_400


def _begin(one: Journey, now: datetime) -> Round:
    return actions.open_round(
        practice=one.selection.practice,
        answer_by=localtime(now).date(),
        together=True,
        by=one.lead,
        now=now,
    )


def ask_alone(one: Journey, now: datetime) -> Round:
    """Each of a team of eleven is asked alone."""
    made = actions.open_round(
        practice=one.selection.practice,
        answer_by=localtime(now + timedelta(days=14)).date(),
        together=False,
        by=one.lead,
        now=now,
    )
    people = {
        f"{group}-{number}-{one.place}@{words.DOMAIN}": group
        for group, size in TEAM.items()
        for number in range(1, size + 1)
    }
    actions.ask(team_round=made, people=people, keep=True, by=one.lead, now=now)
    return made


def answer(one: Journey, when: str, people: int) -> None:
    """So many of the team answer everything."""
    found = queries.under_way(one.selection.practice)
    for number, asked in enumerate(list(queries.asked(found))[:people]):
        chance = Random(f"{one.place} {number}")
        lower = NOT_SO_SURE if asked.group == StaffGroup.OFFICE else 0.0
        held = steps(one, when, queries.framework_of(found).statements)
        given = {
            name: _step(middle - lower + chance.gauss(0, 0.5)) for name, middle in held.items()
        }
        said = words.ALONE[number % len(words.ALONE)]
        answering.answer(
            sheets.link_of(asked), steps=given, hope=chance.choice((2, 3, 3, 4)), words=said
        )


def close(one: Journey, now: datetime) -> None:
    found = queries.under_way(one.selection.practice)
    actions.close_round(team_round=found, by=one.lead, now=now)


def meet(one: Journey, when: str, now: datetime) -> None:
    """The team agrees on nearly everything, and is done."""
    found = queries.under_way(one.selection.practice)
    framework = queries.framework_of(found)
    _agree(one, found, when, framework.statements, now)
    actions.finish_round(team_round=found, met=localtime(now).date(), by=one.lead, now=now)


def agree_some(one: Journey, need: str, now: datetime) -> None:
    """What a team comes to in the first half hour."""
    found = queries.under_way(one.selection.practice)
    _agree(one, found, "now", queries.framework_of(found).of_need(need), now)


def _agree(
    one: Journey, found: Round, when: str, statements: Iterable[Statement], now: datetime
) -> None:
    chance = Random(f"{one.place} reasons")
    given = [
        Given(
            name,
            None if chance.random() < 0.06 else _step(middle),
            chance.choice(words.REASONS_AGREED) if chance.random() < 0.3 else "",
        )
        for name, middle in steps(one, when, statements).items()
    ]
    agree(team_round=found, given=given, by=one.lead, now=now)


def steps(one: Journey, when: str, statements: Iterable[Statement]) -> Mapping[str, float]:
    """How far a practice is on each: by level, by practice, by statement, and further with time."""
    practice = Random(one.place).gauss(0, 0.4)
    return {
        each.id: FIRM[each.need]
        + practice
        + Random(f"{one.place} {each.id}").gauss(0, 0.6)
        - (BEFORE.get(each.theme, 0.3) if when == "first" else 0.0)
        for each in statements
    }


def _step(middle: float) -> int:
    return min(4, max(1, round(middle)))


def again_in_half_a_year(one: Journey, now: datetime) -> None:
    look_again(team_round=newest(one), months=6, by=one.lead, now=now)


def newest(one: Journey) -> Round:
    return queries.rounds(one.selection.practice).exclude(finished=None).first()


def let_see(one: Journey, audience: Audience, now: datetime) -> None:
    share(team_round=newest(one), selection=one.selection, audience=audience, by=one.lead, now=now)


def choose_first(one: Journey, now: datetime) -> None:
    """The practice itself puts another first than the rule does."""
    found = newest(one)
    chosen = [beginnings(found)[1].id]
    choose(team_round=found, statements=chosen, seen=0, by=one.lead, now=now)
