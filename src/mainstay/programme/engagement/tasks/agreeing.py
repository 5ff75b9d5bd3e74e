"""What is to be agreed, and who is to be named."""

from mainstay.accounts.roles import Kind
from mainstay.programme.agreements import queries
from mainstay.programme.agreements.consent.queries import answer
from mainstay.programme.agreements.parts import Form, Part
from mainstay.programme.agreements.policies import Side
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.tasks.task import State, Task
from mainstay.terms.wording import capital, listed

SIDES = {Kind.OFFICE: Side.OFFICE, Kind.SUPPORT_UNIT: Side.SUPPORT, Kind.PRACTICE: Side.PRACTICE}


def practice_lead(selection: Selection) -> Task:
    return _named(
        selection,
        Part.PRACTICE_LEAD,
        "Name who leads for the practice",
        Side.PRACTICE,
        "Nobody is named to lead for the practice.",
    )


def change_manager(selection: Selection) -> Task | None:
    if selection.programme.support_unit_id is None:
        return None
    return _named(
        selection,
        Part.CHANGE_MANAGER,
        "Name the change manager",
        Side.SUPPORT,
        "The support unit has named no change manager.",
    )


def memorandum(selection: Selection) -> Task:
    return _agreed(selection, Form.MEMORANDUM, "Sign the memorandum of understanding")


def service_level(selection: Selection) -> Task | None:
    if selection.programme.support_unit_id is None:
        return None
    return _agreed(selection, Form.SERVICE_LEVEL, "Sign the service level agreement")


def confidentiality(selection: Selection) -> Task:
    return _agreed(selection, Form.CONFIDENTIALITY, "Sign the confidentiality agreement")


def benchmarking(selection: Selection) -> Task:
    """Any answer settles it. It is nobody's turn: who gives no answer is not waited for."""
    title = "Say whether your figures may be compared (you may say no)"
    held = answer(selection)
    if held is None:
        note = "The practice chooses. Nothing else depends on it."
        name, may = Form.BENCHMARKING.value, (Side.PRACTICE,)
        return Task(name, title, State.TO_DO, note=note, may=may)
    note = "The practice said no, which is fine." if held.ended else "The practice said yes."
    since = held.ended or held.at
    return Task(Form.BENCHMARKING.value, title, State.DONE, since=since, note=note)


def _named(selection: Selection, part: Part, title: str, side: Side, blocks: str) -> Task:
    held = queries.in_part(selection, part)
    if held is None:
        return Task(part.value, title, State.TO_DO, side, selection.at, blocks=blocks)
    return Task(part.value, title, State.DONE, since=held.since, note=held.person.name)


def _agreed(selection: Selection, form: Form, title: str) -> Task:
    held = queries.in_force(selection, form)
    if held is None:
        side = Side.SUPPORT if form == Form.SERVICE_LEVEL else Side.OFFICE
        return Task(
            form.value, title, State.TO_DO, side, selection.at,
            note=f"{capital(side)} puts the words to the parties first.",
            blocks=f"The {form.label.lower()} is not signed.",
        )  # fmt: skip
    signed = sorted(held.signatures.all(), key=lambda one: one.at)
    left = [SIDES[one] for one in queries.missing(selection, form)]
    last = signed[-1].at if signed else held.at
    verb = "has" if len(left) == 1 else "have"
    if not left:
        return Task(form.value, title, State.DONE, since=last)
    return Task(
        form.value, title, State.BEGUN, left[0], last,
        note=f"{capital(listed(left))} {verb} yet to sign." if signed else "Nobody has signed yet.",
        blocks=f"The {form.label.lower()} is not signed by {listed(left)}.",
        may=tuple(left[1:]),
    )  # fmt: skip
