"""People's judgements: given, looked at by a second person, never lost."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from mainstay.accounts.roles import Kind, Role
from mainstay.programme.cohort import actions, queries
from mainstay.programme.cohort.models import Judged
from mainstay.terms.errors import MainstayError
from mainstay.terms.levels import Level
from tests.records.conftest import NOW

CODE = "Z00001"


@pytest.fixture
def member(office, join):
    return join(office, Role.OFFICE_MEMBER)


@pytest.fixture
def programme(office, lead, set_up):
    return set_up(office, lead)


@pytest.fixture
def judged(programme, lead):
    return judge(programme, lead)


def judge(programme, by, level=Level.HIGH, seen=None, **more):
    given = {"practice_code": CODE, "criterion": 8, "reason": "Two partners left.", **more}
    return actions.judge(programme=programme, level=level, seen=seen, by=by, now=NOW, **given)


def standing(programme):
    return queries.as_evidence(programme)


def test_a_judgement_is_evidence_with_its_reason_and_its_judge(programme, judged, lead):
    (found,) = standing(programme)
    assert (found.practice_code, found.criterion, found.level) == (CODE, 8, Level.HIGH)
    assert (found.reason, found.by, found.on) == ("Two partners left.", lead.name, NOW.date())


def test_the_newest_counts_and_the_older_is_kept(programme, judged, lead):
    judge(programme, lead, Level.LOW, seen=judged.pk)
    assert [one.level for one in standing(programme)] == [Level.LOW]
    assert Judged.objects.count() == 2


def test_nobody_writes_over_words_that_they_have_not_read(programme, judged, lead, member):
    with pytest.raises(MainstayError, match="judged this high while you were writing"):
        judge(programme, member, Level.LOW, seen=None)
    assert [one.level for one in standing(programme)] == [Level.HIGH]
    judge(programme, member, Level.LOW, seen=judged.pk)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_judgement_has_a_reason(programme, lead, reason):
    with pytest.raises(MainstayError, match="Give the reason"):
        judge(programme, lead, reason=reason)
    assert not Judged.objects.exists()


def test_a_second_person_agrees(programme, judged, member):
    actions.moderate(judged=judged, agrees=True, level=None, reason="", by=member, now=NOW)
    (found,) = standing(programme)
    assert (found.level, found.by) == (Level.HIGH, "Office lead")
    assert queries.newest(programme)[0].moderation.agrees


def test_where_two_differ_the_second_counts_and_both_are_kept(programme, judged, member):
    actions.moderate(
        judged=judged,
        agrees=False,
        level=Level.MEDIUM,
        reason="One came back.",
        by=member,
        now=NOW + timedelta(days=2),
    )
    (found,) = standing(programme)
    assert (found.level, found.reason, found.by) == (Level.MEDIUM, "One came back.", member.name)
    judged.refresh_from_db()
    assert (judged.level, judged.reason) == ("high", "Two partners left.")


def test_a_different_level_needs_a_level_and_a_reason(programme, judged, member):
    for level, reason in ((None, "Why not."), (Level.LOW, " ")):
        with pytest.raises(MainstayError):
            actions.moderate(
                judged=judged, agrees=False, level=level, reason=reason, by=member, now=NOW
            )


def test_nobody_looks_at_their_own_or_looks_twice(programme, judged, lead, member, office, join):
    answer = {"agrees": True, "level": None, "reason": "", "now": NOW}
    with pytest.raises(PermissionDenied):
        actions.moderate(judged=judged, by=lead, **answer)
    actions.moderate(judged=judged, by=member, **answer)
    third = join(office, Role.OFFICE_MEMBER, "third@example.org")
    with pytest.raises(PermissionDenied):
        actions.moderate(judged=queries.judgement(judged.pk), by=third, **answer)


def test_only_the_offices_staff_judge(programme, office, found, join):
    outsiders = [
        join(office, Role.AUDITOR),
        join(found(Kind.SUPPORT_UNIT), Role.PROGRAMME_MANAGER),
        join(found(Kind.OFFICE, "Another"), Role.OFFICE_LEAD, "other@example.org"),
        join(found(Kind.PRACTICE), Role.PRACTICE_LEAD),
    ]
    for person in outsiders:
        with pytest.raises(PermissionDenied):
            judge(programme, person)


def test_only_the_offices_lead_sets_up_a_programme(office, member, set_up):
    with pytest.raises(PermissionDenied):
        set_up(office, member)


def test_a_programme_ends_after_it_starts(office, lead, set_up):
    with pytest.raises(MainstayError, match="end before it starts"):
        set_up(office, lead, ends=date(2026, 12, 1))


def test_a_support_unit_is_one(office, lead, found, set_up):
    with pytest.raises(MainstayError, match="not a support unit"):
        set_up(office, lead, support_unit=found(Kind.PARTNER))
