"""The tables of what was said of practices before they were chosen."""

from mainstay.programme.cohort.hearing.queries import all_intelligence, all_referrals
from mainstay.programme.organisations.models import Programme
from mainstay.programme.whole.export.columns import AT, BY, CODE, NAME, day, moment, said
from mainstay.terms.tables import Cell, Field, Records


def referrals(programme: Programme) -> Records:
    return Records(
        "self_referrals",
        "Practices that asked for support",
        "One row for each time that a practice asked for support itself.",
        (
            CODE,
            NAME,
            Field("hard", "What is hard", "What the practice finds hard now."),
            Field("wanted", "What would help", "What the practice thinks would help."),
            Field("urgency", "How soon", "How soon it needs help."),
            BY,
            AT,
            Field("answer", "Answer", "What the office answered."),
            Field("answered_by_name", "Answered by", "Who of the office answered."),
            Field("answered_at", "Answered", "When it was answered.", "dateTime"),
        ),
        tuple(_referral(one) for one in all_referrals(programme)),
    )


def _referral(one) -> tuple[Cell, ...]:
    asked = (one.hard, said(one.wanted), one.get_urgency_display(), one.by.name, moment(one.at))
    answered = one.answered_by.name if one.answered_by else None
    told = (said(one.answer), answered, moment(one.answered_at))
    return (one.practice.code, one.practice.name, *asked, *told)


def intelligence(programme: Programme) -> Records:
    return Records(
        "local_intelligence",
        "What others said of practices",
        "One row for each thing that was heard of a practice.",
        (
            CODE,
            Field("source", "Source", "Who said it."),
            Field("words", "What was said", "As it was written down."),
            Field("heard_date", "Heard on", "The day it was heard.", "date"),
            BY,
            AT,
        ),
        tuple(_heard(one) for one in all_intelligence(programme)),
    )


def _heard(one) -> tuple[Cell, ...]:
    told = (one.get_source_display(), one.words, day(one.heard))
    return (one.practice_code, *told, one.by.name, moment(one.at))
