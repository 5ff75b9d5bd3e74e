"""The table of a programme's visits."""

from collections.abc import Sequence

from mainstay.programme.engagement.models import Visit
from mainstay.programme.engagement.overview.queries import Standing
from mainstay.programme.whole.export.columns import AT, CODE, NAME, day, moment, said
from mainstay.terms.tables import Cell, Field, Records


def visits(found: Sequence[Standing]) -> Records:
    return Records(
        "visits",
        "Visits",
        "One row for each visit that a practice was to have, cancelled ones too.",
        (
            CODE,
            NAME,
            Field("visit", "Visit", "Which kind of visit it is."),
            Field("state", "State", "Where it stands."),
            Field("since", "Since", "When it came to that state.", "dateTime"),
            Field("starts", "Begins", "When it begins, or began.", "dateTime"),
            Field("minutes", "Minutes", "How long it is to take.", "integer"),
            Field("deadline_date", "By", "The last day for it.", "date"),
            Field("problem", "Why no time", "Why no time was found for it."),
            AT,
        ),
        tuple(
            (one.selection.practice.code, one.selection.practice.name, *_visit(each))
            for one in found
            for each in one.selection.visits.all()
        ),
    )


def _visit(one: Visit) -> tuple[Cell, ...]:
    return (
        one.what.name,
        one.get_state_display(),
        moment(one.since),
        moment(one.starts),
        one.minutes,
        day(one.deadline),
        said(one.problem),
        moment(one.at),
    )
