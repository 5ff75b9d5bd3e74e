"""The tables of what practices promised, and of the time that they were asked for and spared."""

from collections.abc import Iterable, Sequence

from mainstay.programme.engagement.burden.queries import Line, burden
from mainstay.programme.engagement.commitments.queries import Standing as Kept
from mainstay.programme.engagement.commitments.queries import standings
from mainstay.programme.engagement.overview.queries import Standing
from mainstay.programme.whole.export.columns import CODE, NAME, moment, said
from mainstay.terms.tables import Cell, Field, Records


def commitments(found: Sequence[Standing]) -> Records:
    return Records(
        "commitments",
        "What practices promised",
        "One row for each of the nine commitments of each practice.",
        (
            CODE,
            NAME,
            Field("number", "Number", "Which of the nine it is.", "integer"),
            Field("commitment", "Commitment", "What the practice promised."),
            Field("keeping", "Kept", "Kept, not kept, or not due yet."),
            Field("shown", "What shows it", "What the records show by themselves."),
            Field("words", "What was said", "The last that somebody said of it."),
            Field("by_name", "By", "Who said it."),
            Field("at", "When", "When it was said.", "dateTime"),
        ),
        tuple(
            (*_practice(one), *_commitment(each))
            for one in found
            for each in standings(one.selection)
        ),
    )


def _commitment(one: Kept) -> tuple[Cell, ...]:
    last = one.last
    told = (said(last.words), last.by.name, moment(last.at)) if last else (None, None, None)
    return (one.commitment.number, one.commitment.name, one.keeping.label, said(one.shown), *told)


def minutes(found: Sequence[Standing]) -> Records:
    return Records(
        "practices_time",
        "The time that practices were asked for, and spared",
        "One row for each thing that took a practice time, or was spared it.",
        (
            CODE,
            NAME,
            Field("what", "What", "What it was asked for, or spared."),
            Field("asked_minutes", "Minutes asked", "Nothing where it was spared.", "integer"),
            Field("spared_minutes", "Minutes spared", "Nothing where it was asked.", "integer"),
            Field("why_spared", "Why spared", "Why the practice was not asked."),
            Field("told", "Told by the practice", "Whether it said itself how long it took."),
            Field("at", "When", "When it was asked or spared.", "dateTime"),
        ),
        tuple((*_practice(one), *row) for one in found for row in _lines(one)),
    )


def _lines(one: Standing) -> Iterable[tuple[Cell, ...]]:
    held = burden(one.selection)
    yield from (_line(each, each.minutes, None) for each in held.asked)
    yield from (_line(each, None, each.minutes) for each in held.spared)


def _line(one: Line, asked: int | None, spared: int | None) -> tuple[Cell, ...]:
    told = "Yes" if one.told else "No"
    return (one.what, asked, spared, said(one.why_spared), told, moment(one.at))


def _practice(one: Standing) -> tuple[Cell, Cell]:
    return (one.selection.practice.code, one.selection.practice.name)
