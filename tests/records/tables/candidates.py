"""What people say of candidates, and how a programme is laid out; by role.

The pages that show figures are in test_candidate_pages.
"""

from datetime import date
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile

from mainstay.accounts.models import Person
from mainstay.accounts.roles import Kind, Role
from mainstay.programme.cohort import actions
from mainstay.programme.cohort.hearing import actions as hearing
from mainstay.programme.cohort.letters import actions as letters
from mainstay.programme.cohort.models import Judged, JudgedFile, Referral, Source, Urgency
from mainstay.programme.organisations import actions as programmes
from mainstay.programme.organisations.layout import actions as layout
from mainstay.programme.organisations.models import ResilienceArea, Wave
from mainstay.terms.levels import Level
from tests.records.conftest import NOW
from tests.records.tables import EVERYBODY, LOOKS_ON, OFFICE, PRACTICE, Act, Page
from tests.records.tables.refreshing import frozen
from tests.records.world import Side

CODE = "Z00005"
LEAD = frozenset({Role.OFFICE_LEAD})
LISTENS = OFFICE | {Role.PROGRAMME_MANAGER, Role.ANALYST}
SEES = LISTENS | LOOKS_ON
SHOWN = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def arrange(side: Side) -> None:
    """A judgement with a file, a wave, a group and a request that wait for somebody."""
    lead = side.people[Role.OFFICE_LEAD]
    judged = judge(side, lead)
    given = SimpleUploadedFile("minutes.pdf", SHOWN)
    kept = actions.attach_to_judgement(judged=judged, file=given, by=lead, now=NOW)
    asked = _refer(side, side.people[Role.PRACTICE_LEAD])
    side.more |= {
        "file": kept.pk,
        "given": judged.pk,
        "wave": _wave(side, lead).pk,
        "group": _group(side, lead).pk,
        "request": asked.pk,
    }


def of_programme(side: Side) -> list[object]:
    return [side.programme.pk]


def change_data(side: Side) -> dict[str, object]:
    return {
        "name": "Renamed",
        "starts": "2026-12-01",
        "ends": "2027-12-01",
        "reason": "It begins later.",
        "seen": side.programme.edition,
    }


WAVE = {"name": "Second wave", "starts": "2027-02-01", "practices": "4"}

PAGES = {
    "asks": Page(EVERYBODY, lambda side: [], anybody=True),
    "programme-change": Page(LEAD, of_programme, data=change_data),
    "programme-layout": Page(SEES, of_programme),
    "plan-wave": Page(OFFICE, of_programme, method="post", data=lambda side: WAVE),
    "change-wave": Page(OFFICE, lambda side: [side.programme.pk, side.more["wave"]]),
    "drop-wave": Page(OFFICE, lambda side: [side.programme.pk, side.more["wave"]], method="post"),
    "name-area": Page(OFFICE, of_programme, method="post", data=lambda side: {"name": "East"}),
    "drop-area": Page(OFFICE, lambda side: [side.programme.pk, side.more["group"]], method="post"),
    "waiting": Page(SEES, of_programme),
    "judged-file": Page(SEES, lambda side: [side.more["file"]], html=False),
    "withdraw-judgement": Page(OFFICE, lambda side: [side.more["given"]]),
}


def judge(side: Side, by: Person) -> Judged:
    return actions.judge(
        programme=side.programme,
        practice_code=CODE,
        criterion=8,
        level=Level.HIGH,
        reason="Two partners left.",
        seen=None,
        by=by,
        now=NOW,
    )


def _withdraw(side: Side, by: Person) -> object:
    judged = Judged.objects.get(pk=side.more["given"])
    return actions.withdraw_judgement(judged=judged, reason="They came back.", by=by, now=NOW)


def _attach(side: Side, by: Person) -> JudgedFile:
    file = SimpleUploadedFile("minutes.pdf", BytesIO(SHOWN).read())
    judged = Judged.objects.get(pk=side.more["given"])
    return actions.attach_to_judgement(judged=judged, file=file, by=by, now=NOW)


def _change(side: Side, by: Person) -> object:
    return programmes.change_programme(
        programme=side.programme,
        name="Renamed",
        support_unit=side.programme.support_unit,
        steering_group=side.organisations[Kind.STEERING_GROUP],
        starts=side.programme.starts,
        ends=side.programme.ends,
        contact="",
        vision="",
        objectives=["Every practice has a plan."],
        reason="It has a steering group now.",
        seen=side.programme.edition,
        by=by,
        now=NOW,
    )


def _basis(side: Side, by: Person) -> object:
    return actions.change_basis(
        programme=side.programme,
        area_code="Z0B",
        as_of=date(2026, 11, 2),
        rules="gprp-2016",
        cohort_size=20,
        reason="A smaller budget.",
        seen=side.programme.edition,
        by=by,
        now=NOW,
    )


def _wave(side: Side, by: Person) -> Wave:
    given = {"name": "First wave", "starts": date(2027, 1, 4), "practices": 8}
    return layout.plan_wave(programme=side.programme, by=by, now=NOW, **given)


def _plan(side: Side, by: Person) -> Wave:
    given = {"name": "Third wave", "starts": date(2027, 6, 1), "practices": 8}
    return layout.plan_wave(programme=side.programme, by=by, now=NOW, **given)


def _change_wave(side: Side, by: Person) -> object:
    wave = Wave.objects.get(pk=side.more["wave"])
    given = {"name": "First wave", "starts": date(2027, 1, 11), "practices": 6}
    return layout.change_wave(wave=wave, by=by, now=NOW, **given)


def _drop_wave(side: Side, by: Person) -> object:
    return layout.drop_wave(wave=Wave.objects.get(pk=side.more["wave"]), by=by, now=NOW) or True


def _group(side: Side, by: Person, name: str = "West") -> ResilienceArea:
    return layout.name_resilience_area(programme=side.programme, name=name, by=by, now=NOW)


def _place(side: Side, by: Person) -> object:
    area = ResilienceArea.objects.get(pk=side.more["group"])
    given = {"programme": side.programme, "practice_code": CODE, "area": area}
    return layout.place_practice(by=by, now=NOW, **given) or True


def _drop_group(side: Side, by: Person) -> object:
    area = ResilienceArea.objects.get(pk=side.more["group"])
    return layout.drop_resilience_area(area=area, by=by, now=NOW) or True


def _refer(side: Side, by: Person) -> Referral:
    return hearing.refer(
        programme=side.programme,
        practice=side.organisations[Kind.PRACTICE],
        hard="Two doctors leave in May.",
        wanted="Somebody to plan with.",
        urgency=Urgency.SOON,
        by=by,
        now=NOW,
    )


def _refer_anew(side: Side, by: Person) -> object:
    """An earlier request has its answer."""
    _answer(side, side.people[Role.OFFICE_LEAD])
    return _refer(side, by)


def _answer(side: Side, by: Person) -> object:
    asked = Referral.objects.get(pk=side.more["request"])
    return hearing.answer_referral(referral=asked, answer="We will call you.", by=by, now=NOW)


def _note(side: Side, by: Person) -> object:
    return hearing.note_intelligence(
        programme=side.programme,
        practice_code=CODE,
        source=Source.LMC,
        words="They look for a partner.",
        heard=date(2026, 10, 20),
        by=by,
        now=NOW,
    )


def _remark(side: Side, by: Person) -> object:
    given = {"programme": side.programme, "practice_code": CODE, "words": "Call first."}
    return hearing.remark(by=by, now=NOW, **given)


def _take(side: Side, by: Person) -> object:
    """Letters are there once the list is frozen."""
    given = {"programme": frozen(side).programme, "codes": (CODE,), "version": "1.0"}
    return letters.take_letters(by=by, now=NOW, **given)


ACTIONS = {
    "organisations.actions.change_programme": Act(LEAD, _change),
    "organisations.layout.actions.plan_wave": Act(OFFICE, _plan),
    "organisations.layout.actions.change_wave": Act(OFFICE, _change_wave),
    "organisations.layout.actions.drop_wave": Act(OFFICE, _drop_wave),
    "organisations.layout.actions.name_resilience_area": Act(
        OFFICE, lambda side, by: _group(side, by, "North")
    ),
    "organisations.layout.actions.place_practice": Act(OFFICE, _place),
    "organisations.layout.actions.drop_resilience_area": Act(OFFICE, _drop_group),
    "cohort.actions.change_basis": Act(LEAD, _basis),
    "cohort.actions.withdraw_judgement": Act(OFFICE, _withdraw),
    "cohort.actions.attach_to_judgement": Act(LEAD, _attach),
    "cohort.hearing.actions.refer": Act(PRACTICE, _refer_anew),
    "cohort.hearing.actions.answer_referral": Act(OFFICE, _answer),
    "cohort.hearing.actions.note_intelligence": Act(LISTENS, _note),
    "cohort.hearing.actions.remark": Act(LISTENS, _remark),
    "cohort.letters.actions.take_letters": Act(OFFICE | {Role.PROGRAMME_MANAGER}, _take),
}
