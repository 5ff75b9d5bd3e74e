"""The tables of how a programme's practices were chosen, and of its risks."""

from mainstay.programme.engagement.risks.queries import register
from mainstay.programme.organisations.models import Programme
from mainstay.programme.whole.export.columns import (
    AT,
    BY,
    CODE,
    REASON,
    day,
    moment,
    said,
)
from mainstay.terms.tables import Field, Records


def judgements(programme: Programme) -> Records:
    found = programme.judgements.select_related("by", "moderation__by").order_by("pk")
    return Records(
        "judgements",
        "Judgements",
        "One row for each level that a person gave a practice's criterion. The newest counts.",
        (
            CODE,
            Field("criterion", "Criterion", "Its number; 0 is the impact of support.", "integer"),
            Field("level", "Level", "High, medium or low."),
            REASON,
            BY,
            AT,
            Field("second_name", "Second person", "Who looked at the judgement."),
            Field("second_agrees", "Agrees", "Whether the second person agreed.", "boolean"),
            Field("second_level", "Second level", "The level that the second person would give."),
            Field("second_reason", "Second reason", "The second person's reason."),
        ),
        tuple(_judged(one) for one in found),
    )


def _judged(one) -> tuple:
    second = getattr(one, "moderation", None)
    looked = (
        (second.by.name, second.agrees, said(second.level), said(second.reason))
        if second
        else (None, None, None, None)
    )
    first = (one.practice_code, one.criterion, one.level, one.reason, one.by.name, moment(one.at))
    return (*first, *looked)


def choices(programme: Programme) -> Records:
    found = programme.choices.select_related("by").order_by("pk")
    return Records(
        "choices",
        "Choices",
        "One row for each time that a practice was chosen or passed over. The newest counts.",
        (
            CODE,
            Field("chosen", "Chosen", "False where it was passed over.", "boolean"),
            REASON,
            BY,
            AT,
        ),
        tuple(
            (one.practice_code, one.chosen, one.reason, one.by.name, moment(one.at))
            for one in found
        ),
    )


def risks(programme: Programme) -> Records:
    return Records(
        "risks",
        "Risks and dependencies",
        "One row for each version of an entry in the register. The highest version counts.",
        (
            Field("risk", "Entry", "The entry's number.", "integer"),
            Field("version", "Version", "The version's number.", "integer"),
            Field("where", "Where", "The practice, or the programme."),
            Field("kind", "Kind", "Risk, dependency or issue."),
            Field("words", "What", "What may happen, or is needed."),
            Field("cause", "Why", "Why it may happen."),
            Field("effect", "Effect", "What it would do."),
            Field("likelihood", "How likely", "1 to 5.", "integer"),
            Field("impact", "How much it matters", "1 to 5.", "integer"),
            Field("owner_name", "Who looks after it", "As it was typed."),
            Field("response", "What is done", "What is done about it."),
            Field("review_date", "Look again", "The day of the next look.", "date"),
            Field("closed", "Closed", "Whether it is closed.", "boolean"),
            REASON,
            BY,
            AT,
        ),
        tuple(_risk(entry, one) for entry in register(programme) for one in _versions(entry)),
    )


def _versions(entry) -> list:
    return sorted(entry.risk.versions.all(), key=lambda one: one.number)


def _risk(entry, one) -> tuple:
    return (
        entry.risk.pk, one.number, entry.where, one.kind, one.words, said(one.cause),
        said(one.effect), one.likelihood, one.impact, one.owner, one.response, day(one.review),
        one.closed, said(one.why), one.by.name, moment(one.at),
    )  # fmt: skip
