"""What is agreed with a practice: who puts words to the parties, signs, answers, and reads."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from mainstay.accounts.models import Person
from mainstay.accounts.roles import Kind, Role
from mainstay.programme.agreements import actions as naming
from mainstay.programme.agreements.consent import actions as consent
from mainstay.programme.agreements.parts import Form, Leading
from mainstay.programme.agreements.signing import actions
from mainstay.programme.agreements.wording import actions as wording
from mainstay.programme.agreements.words import drafted
from mainstay.programme.engagement.commitments import actions as keeping
from mainstay.programme.engagement.commitments.keeping import Keeping
from mainstay.terms.agreements import Clause
from tests.records.conftest import NOW
from tests.records.tables import MANAGERS, OFFICE, PRACTICE, SEE_JOURNEY, SUPPORT, Act, Page
from tests.records.tables.whole import SEE_WHOLE
from tests.records.world import Side

LEAD = frozenset({Role.OFFICE_LEAD})
SAYS = OFFICE | SUPPORT | PRACTICE
PRACTICE_LEAD = frozenset({Role.PRACTICE_LEAD})
SIGNED_ON = date(2026, 11, 1)


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("signed.pdf", b"%PDF-1.7 signed")


def offered(side: Side, form: Form = Form.MEMORANDUM, by: Person | None = None):
    return actions.offer(
        selection=side.selection,
        form=form,
        seen=drafted(side.selection, form).digest,
        why="",
        by=by or side.people[Role.OFFICE_LEAD],
        now=NOW,
    )


def signed(side: Side, by: Person, party: Kind = Kind.PRACTICE, form: Form = Form.MEMORANDUM):
    return actions.sign(
        selection=side.selection,
        form=form,
        party=party,
        name=by.name,
        seen=drafted(side.selection, form).digest,
        by=by,
        now=NOW,
    )


def arrange(side: Side) -> None:
    """A memorandum that the office signed on paper, and nobody else."""
    held = offered(side)
    (made,) = _attach(side, side.people[Role.OFFICE_LEAD], {Kind.OFFICE: "Ada Lead"})
    side.more |= {"agreement": held.pk, "signature": made.pk}


def _attach(side: Side, by: Person, names: dict[Kind, str]):
    return actions.attach_paper(
        selection=side.selection,
        form=Form.MEMORANDUM,
        names=names,
        signed_on=SIGNED_ON,
        file=paper(),
        seen=drafted(side.selection, Form.MEMORANDUM).digest,
        by=by,
        now=NOW,
    )


def _digest(side: Side) -> str:
    return drafted(side.selection, Form.MEMORANDUM).digest


def _form(form: Form):
    return lambda side: [side.selection.pk, form.value]


def _kept(side: Side) -> list[object]:
    return [side.selection.pk, side.more["agreement"]]


PAGES = {
    "memorandum": Page(SEE_JOURNEY),
    "service-level": Page(SEE_JOURNEY),
    "confidentiality": Page(SEE_JOURNEY),
    "benchmarking": Page(SEE_JOURNEY),
    "offer": Page(OFFICE, _form(Form.CONFIDENTIALITY)),
    "sign": Page(
        PRACTICE_LEAD,
        _form(Form.MEMORANDUM),
        method="post",
        data=lambda side: {"seen": _digest(side), "party": "practice", "name": "somebody"},
    ),
    "attach-paper": Page(MANAGERS, _form(Form.MEMORANDUM)),
    "agreement-kept": Page(SEE_JOURNEY, _kept),
    "agreement-file": Page(SEE_JOURNEY, lambda side: [*_kept(side), "docx"], html=False),
    "agreement-paper": Page(
        SEE_JOURNEY, lambda side: [side.selection.pk, side.more["signature"]], html=False
    ),
}


def _programme(side: Side) -> list[object]:
    return [side.programme.pk]


def _wording(side: Side) -> list[object]:
    return [side.programme.pk, Form.MEMORANDUM.value]


def _first_commitment(side: Side) -> list[object]:
    return [side.selection.pk, 1]


SAID = {"seen": 0, "keeping": "kept", "words": "They came to every meeting."}

PAGES |= {
    "commitments": Page(SEE_JOURNEY),
    "say-of-commitment": Page(SAYS, _first_commitment, method="post", data=lambda side: SAID),
    "leads": Page(SEE_WHOLE, _programme),
    "wordings": Page(SEE_WHOLE, _programme),
    "wording": Page(SEE_WHOLE, _wording),
}


def _give(side: Side, by: Person) -> object:
    seen = drafted(side.selection, Form.BENCHMARKING).digest
    return consent.give(selection=side.selection, seen=seen, by=by, now=NOW)


def _decline(side: Side, by: Person) -> object:
    seen = drafted(side.selection, Form.BENCHMARKING).digest
    return consent.decline(selection=side.selection, seen=seen, by=by, now=NOW)


def _withdraw(side: Side, by: Person) -> object:
    _give(side, side.people[Role.PRACTICE_LEAD])
    return consent.withdraw(selection=side.selection, by=by, now=NOW)


def _word(side: Side, by: Person) -> object:
    return wording.change_wording(
        programme=side.programme,
        form=Form.MEMORANDUM,
        clauses=[Clause("What this is", ("We help {practice}.",))],
        why="Shorter.",
        seen=0,
        by=by,
        now=NOW,
    )


def _say(side: Side, by: Person) -> object:
    return keeping.say(
        selection=side.selection,
        number=1,
        keeping=Keeping.KEPT,
        words="They came to every meeting.",
        seen=0,
        by=by,
        now=NOW,
    )


def _name_lead(side: Side, by: Person) -> object:
    return naming.name_lead(
        programme=side.programme,
        part=Leading.OPERATIONAL,
        person=side.people[Role.PROGRAMME_MANAGER],
        telephone="",
        by=by,
        now=NOW,
    )


ACTIONS = {
    "agreements.signing.actions.offer": Act(
        OFFICE, lambda side, by: offered(side, Form.CONFIDENTIALITY, by)
    ),
    "agreements.signing.actions.sign": Act(PRACTICE_LEAD, signed),
    "agreements.signing.actions.attach_paper": Act(
        MANAGERS, lambda side, by: _attach(side, by, {Kind.PRACTICE: "Bo Practice"})
    ),
    "agreements.consent.actions.give": Act(PRACTICE_LEAD, _give),
    "agreements.consent.actions.decline": Act(PRACTICE_LEAD, _decline),
    "agreements.consent.actions.withdraw": Act(PRACTICE_LEAD, _withdraw),
    "agreements.wording.actions.change_wording": Act(LEAD, _word),
    "engagement.commitments.actions.say": Act(SAYS, _say),
    "agreements.actions.name_lead": Act(MANAGERS, _name_lead),
}
