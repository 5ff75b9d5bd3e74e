"""The tables of a programme's practices: where they stand, what was done, what was agreed."""

from collections.abc import Sequence

from mainstay.accounts.roles import Kind
from mainstay.programme.engagement.overview.queries import Standing
from mainstay.programme.engagement.stages import Stage
from mainstay.programme.engagement.tasks import tasks
from mainstay.programme.organisations.models import Programme
from mainstay.programme.whole.clock.queries import waits
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
from mainstay.terms.wording import capital, listed


def practices(found: Sequence[Standing]) -> Records:
    return Records(
        "practices",
        "The practices of the programme",
        "One row for each practice that was chosen.",
        (
            CODE,
            NAME,
            Field("selected_date", "Chosen on", "The day it was chosen.", "date"),
            Field("stage", "Stage", "Where it is on its journey."),
            Field("stage_since", "Since", "When it came to that stage.", "dateTime"),
            Field("waits_for", "Waits for", "The sides whose turn it is."),
            Field("next_task", "Next task", "What is to be done next."),
            Field("late_tasks", "Late tasks", "How many tasks are late.", "integer"),
            Field("change_manager_name", "Change manager", "Who is named for it."),
        ),
        tuple(_practice(one) for one in found),
    )


def _practice(one: Standing) -> tuple:
    return (
        one.selection.practice.code,
        one.selection.practice.name,
        day(one.selection.at),
        one.stage.label,
        moment(one.since),
        said(capital(listed(one.waiting_on))),
        one.next.title if one.next else None,
        len(one.late),
        said(one.change_manager),
    )


def moves(found: Sequence[Standing]) -> Records:
    return Records(
        "moves",
        "Moves from stage to stage",
        "One row for each time that a practice came to another stage.",
        (
            CODE,
            NAME,
            Field("start_stage", "From", "The stage that it left."),
            Field("end_stage", "To", "The stage that it came to."),
            REASON,
            Field("passed", "Not done", "What was not done, and a manager went on all the same."),
            BY,
            AT,
        ),
        tuple(
            (
                *_who(one),
                Stage(step.start).label,
                Stage(step.end).label,
                said(step.reason),
                said(", ".join(step.passed)),
                step.by.name,
                moment(step.at),
            )
            for one in found
            for step in sorted(one.selection.steps.all(), key=lambda step: step.pk)
        ),
    )


def to_do(found: Sequence[Standing]) -> Records:
    return Records(
        "tasks",
        "Tasks",
        "One row for each thing that is to be done, or was done, with a practice.",
        (
            CODE,
            NAME,
            Field("task", "Task", "What is to be done."),
            Field("state", "State", "How far it has come."),
            Field("turn", "Whose turn", "The side that is to act."),
            Field("since", "Since", "Since when, or when it was done.", "dateTime"),
            Field("due_date", "Due", "The last day for it.", "date"),
            Field("late", "Late", "Whether that day is past.", "boolean"),
        ),
        tuple(
            (
                *_who(one),
                task.title,
                task.state.value,
                said(capital(task.turn or "")),
                moment(task.since),
                day(task.due),
                task.late(one.today),
            )
            for one in found
            for task in tasks(one.selection)
        ),
    )


def named(found: Sequence[Standing]) -> Records:
    return Records(
        "nominations",
        "Who was named for practices",
        "One row for each person who was named to lead for a practice, or as its change manager.",
        (
            CODE,
            NAME,
            Field("part", "Part", "What the person was named for."),
            Field("person_name", "Person", "Who was named."),
            Field("since", "From", "When the person was named.", "dateTime"),
            Field("until", "Until", "When another was named.", "dateTime"),
        ),
        tuple(
            (
                *_who(one),
                each.get_part_display(),
                each.person.name,
                moment(each.since),
                moment(each.until),
            )
            for one in found
            for each in one.selection.nominations.all()
        ),
    )


def agreed(found: Sequence[Standing]) -> Records:
    return Records(
        "agreements",
        "Agreements",
        "One row for each set of words that was put to a practice.",
        (
            CODE,
            NAME,
            Field("agreement", "Agreement", "Which kind it is."),
            Field("template_version", "Version", "The version of the template."),
            Field("digest", "Fingerprint", "The SHA-256 of the exact words."),
            AT,
            Field("ended", "Ended", "When it was withdrawn or replaced.", "dateTime"),
            Field("why_ended", "Why it ended", "The reason that was given."),
        ),
        tuple(
            (
                *_who(one),
                each.get_form_display(),
                each.template_version,
                each.digest,
                moment(each.at),
                moment(each.ended),
                said(each.why_ended),
            )
            for one in found
            for each in one.selection.agreements.all()
        ),
    )


def signed(found: Sequence[Standing]) -> Records:
    return Records(
        "signatures",
        "Signatures",
        "One row for each party's signature under an agreement.",
        (
            CODE,
            NAME,
            Field("agreement", "Agreement", "Which kind it is."),
            Field("party", "Party", "For whom it was signed."),
            AT,
            Field("digest", "Fingerprint", "The SHA-256 of the words that were signed."),
        ),
        tuple(
            (
                *_who(one),
                each.get_form_display(),
                Kind(signature.party).label,
                moment(signature.at),
                signature.digest,
            )
            for one in found
            for each in one.selection.agreements.all()
            for signature in each.signatures.all()
        ),
    )


def waited(programme: Programme, found: Sequence[Standing]) -> Records:
    today = found[0].today if found else None
    held = waits(programme, today) if today else []
    return Records(
        "waits",
        "Time to help",
        "One row for each practice and step of help.",
        (
            CODE,
            NAME,
            Field("size_band", "Size of list", "The band that its number of patients is in."),
            Field("milestone", "Step of help", "What it waits for, or has come."),
            Field("days", "Days", "How many days it took, or has taken so far.", "integer"),
            Field("over", "It came", "False where the practice still waits.", "boolean"),
        ),
        tuple(
            (
                one.practice_code, one.practice_name, one.band, one.milestone, one.days, one.over,
            )
            for one in held
        ),
    )  # fmt: skip


def _who(one: Standing) -> tuple[str, str]:
    return one.selection.practice.code, one.selection.practice.name
