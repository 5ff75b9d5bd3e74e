"""The tables of what practices were sent, said of it, were asked for, and what was decided."""

from collections.abc import Sequence

from mainstay.programme.engagement.comments.queries import words
from mainstay.programme.engagement.overview.queries import Standing
from mainstay.programme.engagement.stages import Stage
from mainstay.programme.whole.export.columns import (
    AT,
    BY,
    CODE,
    NAME,
    REASON,
    day,
    moment,
    said,
)
from mainstay.terms.tables import Field, Records


def packs(found: Sequence[Standing]) -> Records:
    return Records(
        "packs",
        "Data packs",
        "One row for each data pack that was issued to a practice.",
        (
            CODE,
            NAME,
            Field("number", "Pack", "The pack's number.", "integer"),
            Field("as_of", "Figures of", "The day whose published figures it shows.", "date"),
            Field("evidence", "Fingerprint", "The fingerprint of the releases that it shows."),
            BY,
            AT,
        ),
        tuple(
            (*_who(one), each.number, day(each.as_of), each.evidence, each.by.name, moment(each.at))
            for one in found
            for each in one.selection.packs.all()
        ),
    )


def pack_events(found: Sequence[Standing]) -> Records:
    return Records(
        "pack_events",
        "What became of data packs",
        "One row for each time that a pack was sent, received, opened or gone through.",
        (
            CODE,
            NAME,
            Field("number", "Pack", "The pack's number.", "integer"),
            Field("event", "What happened", "Sent, received, opened or gone through."),
            BY,
            AT,
        ),
        tuple(
            (*_who(one), each.number, event.get_step_display(), event.by.name, moment(event.at))
            for one in found
            for each in one.selection.packs.all()
            for event in each.events.all()
        ),
    )


def comments(found: Sequence[Standing]) -> Records:
    return Records(
        "comments",
        "Comments on figures",
        "One row for each comment of a practice, with its newest words.",
        (
            CODE,
            NAME,
            Field("indicator", "Measure", "The id of the measure that it is on."),
            Field("period", "Period", "The period of the figure."),
            Field("figure", "Figure", "The figure as the practice read it."),
            Field("words", "Comment", "What the practice says."),
            Field("answers", "Answers", "What it was answered."),
            Field("withdrawn", "Taken back", "When it was taken back.", "dateTime"),
            AT,
        ),
        tuple(_comment(one, each) for one in found for each in one.selection.comments.all()),
    )


def _comment(one: Standing, each) -> tuple:
    answers = " / ".join(reply.words for reply in each.replies.all())
    return (
        *_who(one), each.indicator, said(each.period), each.figure, words(each).words,
        said(answers), moment(each.withdrawn), moment(each.at),
    )  # fmt: skip


def requests(found: Sequence[Standing]) -> Records:
    return Records(
        "requests",
        "Requests for information",
        "One row for each thing that somebody needed to know of a practice.",
        (
            CODE,
            NAME,
            Field("what", "What", "What was needed."),
            Field("why", "Why", "What it was needed for."),
            Field("minutes", "Minutes", "That it was expected to take the practice.", "integer"),
            Field("due_date", "Due", "The last day for it.", "date"),
            Field("state", "State", "Where it stands."),
            Field("since", "Since", "When it came to that state.", "dateTime"),
            AT,
        ),
        tuple(
            (
                *_who(one),
                each.what,
                each.why,
                each.minutes,
                day(each.due),
                each.get_state_display(),
                moment(each.since),
                moment(each.at),
            )
            for one in found
            for each in one.selection.requests.all()
        ),
    )


def decisions(found: Sequence[Standing]) -> Records:
    return Records(
        "decisions",
        "Decisions after the readiness conversation",
        "One row for each decision, corrected ones too. The newest counts.",
        (
            CODE,
            NAME,
            Field("outcome", "Decision", "Ready, or not now."),
            REASON,
            Field("corrects", "Corrects", "Whether it corrects an earlier one.", "boolean"),
            BY,
            AT,
        ),
        tuple(
            (
                *_who(one),
                Stage(each.outcome).label,
                each.reason,
                each.corrects,
                each.by.name,
                moment(each.at),
            )
            for one in found
            for each in one.selection.decisions.all()
        ),
    )


def _who(one: Standing) -> tuple[str, str]:
    return one.selection.practice.code, one.selection.practice.name
