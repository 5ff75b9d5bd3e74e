"""The programme of the demo: set up, judged, chosen and frozen."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import cycle

import polars as pl

from mainstay.accounts.roles import Kind
from mainstay.cli.demo.people import Cast
from mainstay.cli.demo.story import Story
from mainstay.cli.demo.words import (
    CHANGED,
    CHOSEN,
    CONTACT,
    HEARD,
    JUDGED,
    OBJECTIVES,
    OTHER_LEVEL,
    PASSED_OVER,
    PROGRAMME,
    VISION,
)
from mainstay.library import Known
from mainstay.programme.agreements.actions import name_lead
from mainstay.programme.agreements.parts import Leading
from mainstay.programme.cohort import actions
from mainstay.programme.cohort.hearing.actions import note_intelligence
from mainstay.programme.cohort.models import Source
from mainstay.programme.cohort.queries import newest
from mainstay.programme.organisations.actions import change_programme, set_up_programme
from mainstay.programme.organisations.models import Programme
from mainstay.terms.definitions import rule_sets
from mainstay.terms.errors import MainstayError
from mainstay.terms.levels import Level
from mainstay.terms.matrix import Kind as CriterionKind
from mainstay.web.programmes.presenters import IMPACT, in_order, settled_on

SIZE = 22  # as many as the proposal for Wessex had
SPARE = 4  # practices that are passed over, or not settled
RULES = "gprp-2016"
AREAS = ("sub_icb", "icb", "region")
LEVELS = (Level.HIGH, Level.MEDIUM, Level.HIGH, Level.LOW)


def area(known: Known) -> str:
    """The smallest area that has room for the cohort. Raises MainstayError where none has."""
    held = known.areas().filter(
        pl.col("area_type").is_in(AREAS) & (pl.col("practices") >= SIZE + SPARE)
    )
    if held.is_empty():
        raise MainstayError(
            f"No area of this made-up England has {SIZE + SPARE} practices.",
            advice="Make up a larger one: mainstay synthesise --practices 1000.",
        )
    return str(held.sort("practices", "area_code")["area_code"][0])


def set_up(cast: Cast, known: Known, now: datetime) -> Programme:
    """A programme that began a while ago and goes on for as long again."""
    return set_up_programme(
        name=PROGRAMME,
        office=cast.organisations[Kind.OFFICE],
        support_unit=cast.organisations[Kind.SUPPORT_UNIT],
        area_code=area(known),
        starts=now.date(),
        ends=now.date() + timedelta(days=365),
        vision=VISION,
        cohort_size=SIZE,
        rules=RULES,
        as_of=known.as_of,
        by=cast["ada"],
        now=now,
    )


def lay_out(cast: Cast, programme: Programme, now: datetime) -> None:
    """Aims, a steering group, and who answers for the programme."""
    change_programme(
        programme=programme,
        name=programme.name,
        support_unit=programme.support_unit,
        steering_group=cast.organisations[Kind.STEERING_GROUP],
        starts=programme.starts,
        ends=programme.ends,
        contact=CONTACT,
        vision=VISION,
        objectives=OBJECTIVES,
        reason=CHANGED,
        seen=programme.edition,
        by=cast["ada"],
        now=now,
    )
    for part, who in ((Leading.STRATEGIC, "ada"), (Leading.OPERATIONAL, "dev")):
        name_lead(
            programme=programme,
            part=part,
            person=cast[who],
            telephone="",
            by=cast["ada"],
            now=now,
        )


def hear(cast: Cast, programme: Programme, codes: Sequence[str], now: datetime) -> None:
    """What others say of two practices."""
    for code, source in zip(codes[1:3], Source, strict=False):
        note_intelligence(
            programme=programme,
            practice_code=code,
            source=source,
            words=HEARD,
            heard=now.date(),
            by=cast["ben"],
            now=now,
        )


def judge(story: Story, cast: Cast, programme: Programme, codes: Sequence[str], ago: float) -> None:
    """Levels with reasons for practices near the top of the order; some seen by a second person."""
    asked = [
        one.number for one in rule_sets()[RULES].criteria if one.kind is CriterionKind.JUDGEMENT
    ]
    numbers = cycle(asked)
    levels, who = cycle(LEVELS), cycle(("ada", "ben"))
    for place, code in enumerate(codes):
        for number in (next(numbers), next(numbers), IMPACT):
            _judge(story, programme, code, number, next(levels), cast[next(who)], ago - place / 100)
    story.ago(ago - 3, lambda now: moderate(cast, programme, now))


def _judge(story, programme, code, number, level, by, ago) -> None:
    reasons = JUDGED[level.value]
    reason = reasons[sum(map(ord, code)) % len(reasons)]
    story.ago(
        ago,
        lambda now: actions.judge(
            programme=programme,
            practice_code=code,
            criterion=number,
            level=level,
            reason=reason,
            seen=None,
            by=by,
            now=now,
        ),
    )


def moderate(cast: Cast, programme: Programme, now: datetime) -> None:
    """A second look at every other judgement; now and then another level."""
    for place, judged in enumerate(newest(programme)):
        if place % 2:
            continue
        agrees = place % 10 != 0 or judged.level == Level.LOW.value
        second = cast["ben"] if judged.by_id == cast["ada"].pk else cast["ada"]
        actions.moderate(
            judged=judged,
            agrees=agrees,
            level=None if agrees else Level.LOW,
            reason="" if agrees else OTHER_LEVEL,
            by=second,
            now=now,
        )


def settle(known: Known, cast: Cast, programme: Programme, now: datetime) -> None:
    """Choose in order with reasons, pass two over, and freeze the list."""
    table = in_order(known, programme)
    codes = table["practice_code"].to_list()
    passed = {codes[4], codes[11]}
    wanted = [code for code in codes if code not in passed][:SIZE]
    for place, code in enumerate(codes[: codes.index(wanted[-1]) + 1]):
        chosen = code in wanted
        reasons = CHOSEN if chosen else PASSED_OVER
        actions.choose(
            programme=programme,
            practice_code=code,
            chosen=chosen,
            reason=reasons[place % len(reasons)],
            by=cast["ben"],
            now=now,
        )
    actions.freeze(
        programme=programme,
        rows=settled_on(table),
        evidence=known.fingerprint,
        rules_version=rule_sets()[RULES].version,
        by=cast["ada"],
        now=now,
    )


def first_in_order(known: Known, programme: Programme) -> list[str]:
    """The practices that are judged: those that may be chosen."""
    return in_order(known, programme)["practice_code"].to_list()[: SIZE + SPARE]


def day_of(known_days: Sequence[date], today: date) -> date:
    """The newest release's day, or today where that is later than today."""
    return min(max(known_days), today)
